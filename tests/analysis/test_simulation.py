"""`assessment simulate`: what an author learns about a design before anybody sits it."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from assessment.analysis.designs import of_section, of_table
from assessment.analysis.figures import figures
from assessment.analysis.plot import plot
from assessment.analysis.simulation import Design, Truth, drawn, simulate
from assessment.cli import main
from assessment.items.design import StopRule
from assessment.items.model import Parameters
from assessment.items.subjects import subjects
from assessment.scoring.irt import log_probabilities
from tests.builders import the_bank

ITEMS = {f"i{number}": Parameters(number / 10 - 3, 1.2) for number in range(60)}


def a_design(rule: StopRule, *, among: int | None = None) -> Design:
    return of_table(ITEMS, rule, (0.0, 1.0), [-1.0, 0.0, 1.0], among)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *words])


def test_the_same_seed_gives_the_same_sittings_and_another_one_others() -> None:
    design = a_design(StopRule(5, 10, precision=0.5))

    assert list(simulate(design, Truth(), 5, 1)) == list(simulate(design, Truth(), 5, 1))
    assert list(simulate(design, Truth(), 5, 1)) != list(simulate(design, Truth(), 5, 2))


def test_estimates_come_near_the_truth_and_errors_are_as_large_as_they_say() -> None:
    design = a_design(StopRule(20, 20))

    found = figures(design, list(simulate(design, Truth(), 400, 1)))

    assert abs(found["bias"]) < 0.08
    assert found["rmse"] == pytest.approx(found["standard error"], abs=0.05)
    assert found["coverage of 95 %"] == pytest.approx(0.95, abs=0.035)


def test_what_levels_claim_is_what_holds() -> None:
    design = a_design(StopRule(20, 20))

    claims = figures(design, list(simulate(design, Truth(), 600, 1)))["claims"]["all"]

    assert claims["claimed"] == pytest.approx(claims["true"], abs=0.06)


def test_items_that_are_harder_than_their_author_thinks_make_people_look_less_able() -> None:
    design = a_design(StopRule(20, 20))

    found = figures(design, list(simulate(design, Truth(shift=0.75), 300, 1)))

    assert found["bias"] == pytest.approx(-0.65, abs=0.1)


def test_without_a_draw_everybody_begins_with_the_same_item() -> None:
    design = a_design(StopRule(3, 3), among=1)

    sittings = list(simulate(design, Truth(), 50, 1))

    assert {sat.shown[0].id for sat in sittings} == {"i30"}
    assert figures(design, sittings)["exposure"]["highest"] == 1


def test_a_start_value_chooses_the_first_item_near_where_somebody_is() -> None:
    sittings = list(simulate(a_design(StopRule(1, 1), among=1), Truth(start=0.0), 50, 1))

    assert all(abs(sat.shown[0].parameters.difficulty - sat.theta) < 0.06 for sat in sittings if abs(sat.theta) < 2.5)


def test_a_section_is_sat_by_its_own_rules() -> None:
    design = of_section(the_bank(), "dutch")

    sittings = list(simulate(design, Truth(), 60, 1))

    for sat in sittings:
        asked = [subject for item in sat.shown for subject in {s for _, s in subjects(item)}]
        assert len(asked) == len(set(asked)), "the same subject was asked twice"
        assert len(sat.shown) <= design.stop.most
        assert sat.reason in ("length", "band", "precision", "uninformative", "nothing_left")
    content = figures(design, sittings)["content"]
    assert all(part["reached"] == pytest.approx(part["wanted"], abs=0.06) for part in content.values())


def test_forms_have_no_item_in_common() -> None:
    bank = the_bank()
    sections = [replace(section, forms=2) if section.id == "dutch" else section for section in bank.sections]
    dealt = replace(bank, sections=tuple(sections))

    first, second = ({item.id for item in of_section(dealt, "dutch", form).items} for form in (1, 2))

    assert first
    assert second
    assert first.isdisjoint(second)


def test_categories_are_drawn_as_often_as_the_model_says() -> None:
    item, chance = Parameters(0.5, 1.3, 0.0, (-1.0, 0.5, 2.0)), Random(1)

    found = [drawn(0.4, item, chance) for _ in range(20_000)]

    shares = [found.count(category) / len(found) for category in range(4)]
    assert [pytest.approx(share, abs=0.012) for share in shares] == [
        2.718281828459045**value for value in log_probabilities(0.4, item)
    ]


def test_figures_count_what_happened() -> None:
    design = a_design(StopRule(4, 4))
    sittings = list(simulate(design, Truth(), 10, 1))

    found = figures(design, sittings)

    assert found["length"] == {"mean": 4, "10 %": 4, "50 %": 4, "90 %": 4}
    assert found["reasons"] == {"length": 1}
    assert sum(found["exposure"]["by item"].values()) == pytest.approx(4)
    assert found["exposure"]["never shown"] == 60 - len({item.id for sat in sittings for item in sat.shown})
    pairs = [(a, b) for n, a in enumerate(sittings) for b in sittings[:n]]
    shared = sum(len({i.id for i in a.shown} & {i.id for i in b.shown}) for a, b in pairs) / len(pairs)
    assert found["exposure"]["overlap of two candidates"] == pytest.approx(shared / 4)


def test_the_drawing_says_in_words_what_it_shows_and_marks_every_item_and_cut_score() -> None:
    root = ElementTree.fromstring(plot(a_design(StopRule(4, 4)), "Reading <A>"))
    name = "{http://www.w3.org/2000/svg}"

    assert root.findtext(f"{name}title") == "Reading <A>"
    assert "60 items tell most at " in root.findtext(f"{name}desc")
    assert len(root.findall(f"{name}path[@class='item']")) == 60
    assert len(root.findall(f"{name}path[@class='cut']")) == 3


def test_a_bank_is_simulated_and_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "dutch.svg"

    done = run("amsterdam", "--section", "dutch", "--candidates", "20", "--plot", str(picture), "--json")

    assert json.loads(done.stdout)["candidates"] == 20
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_figures_are_readable(tmp_path: Path) -> None:
    table = tmp_path / "items.csv"
    table.write_text("item,model,b\n" + "".join(f"i{n},1PL,{n / 4 - 3}\n" for n in range(24)))

    done = run("--parameters", str(table), "--cuts", "-1,1", "--most", "8", "--candidates", "30", "--among", "1")

    assert done.exit_code == 0
    for words in ("bias", "rmse", "quadratic kappa", "never shown", "by true level", "reasons\n  length"):
        assert words in done.stdout


WRONG = {
    "nothing": ((), 2, "expected BANK with --section, or --parameters with a file"),
    "no section": (("amsterdam",), 2, "expected BANK with --section"),
    "no such section": (("amsterdam", "--section", "english"), 1, "no section 'english' in amsterdam"),
    "not adaptive": (
        ("amsterdam", "--section", "interests"),
        1,
        "the linear section 'interests', expected an adaptive",
    ),
    "no such form": (("amsterdam", "--section", "dutch", "--form", "9"), 1, "found form 9, but section 'dutch' has"),
}


@pytest.mark.parametrize(("words", "code", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_simulated_is_refused(words: tuple[str, ...], code: int, said: str) -> None:
    done = run(*words)

    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr


def test_cut_scores_must_rise(tmp_path: Path) -> None:
    table = tmp_path / "items.csv"
    table.write_text("item,model,b\nx,1PL,0\n")

    done = run("--parameters", str(table), "--cuts", "1,-1")

    assert done.exit_code == 1
    assert "expected each higher than the one before" in done.stderr
