"""Made-up candidates in a real section: what they are found to be, and what wrong difficulties do."""

import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from assessment.analysis.figures import figures, kappa
from assessment.analysis.plot import plot
from assessment.analysis.simulation import Design, NothingToSimulate, World, of_bank, of_parameters, simulate
from assessment.cli import main
from assessment.items.design import StopRule
from assessment.items.model import Parameters
from tests.builders import a_bank, the_bank

PEOPLE = 150


def the_design() -> Design:
    return of_bank(the_bank(), "dutch")


def found(world: World, design: Design | None = None, seed: int = 1) -> dict:
    design = design or the_design()
    return figures(design, list(simulate(design, world, PEOPLE, seed)))


def test_people_are_found_near_where_they_are() -> None:
    right = found(World(-1.5, 1.5))

    assert abs(right["bias"]) < 0.15
    assert right["rmse"] < 0.75
    assert right["band_exact"] > 0.65
    assert right["band_within_one"] > 0.97
    assert right["within_1.96_standard_errors"] > 0.88
    assert sum(right["reasons"].values()) == pytest.approx(1)


def test_harder_items_than_the_author_thought_place_people_too_low() -> None:
    assert found(World(-1.5, 1.5, shift=0.75))["bias"] < found(World(-1.5, 1.5))["bias"] - 0.4


def test_no_sitting_is_shorter_or_longer_than_the_rule_says() -> None:
    design = the_design()
    lengths = [len(person.shown) for person in simulate(design, World(-1.5, 1.5), 60, 2)]

    assert min(lengths) >= design.stop.least
    assert max(lengths) <= design.stop.most


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert found(World()) == found(World())
    assert found(World(), seed=2) != found(World())


def test_the_shares_of_the_blueprint_are_kept() -> None:
    for domain in found(World(-1.5, 1.5))["domains"].values():
        assert domain["shown"] == pytest.approx(domain["wanted"], abs=0.06)


def test_discriminating_items_find_people_sooner() -> None:
    rule = StopRule(4, 40, precision=0.45)
    flat, steep = (
        of_parameters({f"i{turn}": Parameters(turn / 15 - 3, slope) for turn in range(90)}, rule)
        for slope in (0.8, 1.8)
    )

    assert found(World(), steep)["mean_length"] < found(World(), flat)["mean_length"] - 5


def test_a_section_that_does_not_adapt_cannot_be_simulated() -> None:
    with pytest.raises(
        NothingToSimulate, match="found no adaptive section 'interests' in small, expected one of: dutch"
    ):
        of_bank(a_bank(), "interests")


def test_the_command_writes_json_and_a_picture(tmp_path) -> None:
    picture = tmp_path / "dutch.svg"
    arguments = ["simulate", "amsterdam", "--section", "dutch", "--candidates", "20", "--json", "--plot", str(picture)]

    told = json.loads(CliRunner().invoke(main, arguments).output)

    assert told["candidates"] == 20
    assert {"bias", "rmse", "mean_length", "exposure", "band_exact", "by_true_band"} <= set(told)
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_a_table_of_parameters_can_be_simulated_too(tmp_path) -> None:
    table = tmp_path / "items.csv"
    rows = [f"i{turn},2PL,1.2,{turn / 10 - 3},," for turn in range(60)]
    table.write_text("item,model,a,b,c,steps\n" + "\n".join(rows) + "\n")
    options = ["--parameters", str(table), "--candidates", "30", "--band", "0.8", "--cuts", "-1,1", "--json"]

    told = json.loads(CliRunner().invoke(main, ["simulate", *options]).output)

    assert set(told["by_true_band"]) <= {"0", "1", "2"}
    assert 8 <= told["mean_length"] <= 30


def test_without_a_bank_or_a_table_it_says_what_is_needed() -> None:
    outcome = CliRunner().invoke(main, ["simulate"])

    assert outcome.exit_code == 1
    assert "found no BANK with --section and no --parameters" in outcome.output


def test_the_picture_names_what_it_shows() -> None:
    root = ElementTree.fromstring(plot(the_design(), "Dutch"))
    space = "{http://www.w3.org/2000/svg}"

    assert root.find(f"{space}title").text == "Dutch"
    assert len(root.findall(f"{space}polyline")) == 2


def test_exposure_and_overlap_count_what_people_saw() -> None:
    design = the_design()
    people = list(simulate(design, World(-1.5, 1.5), 12, 1))

    told = figures(design, people)

    pairs = [(one, other) for number, one in enumerate(people) for other in people[:number]]
    common = sum(len(set(one.shown) & set(other.shown)) for one, other in pairs) / len(pairs)
    assert told["exposure"]["overlap"] == pytest.approx(common / told["mean_length"], abs=1e-4)
    assert sum(told["exposure"]["by_item"].values()) == pytest.approx(told["mean_length"], abs=2e-3)
    assert told["length"]["10_percent"] <= told["length"]["50_percent"] <= told["length"]["90_percent"]


def test_agreement_is_corrected_for_chance_and_weighted_by_distance() -> None:
    # both sides are spread evenly over three bands: by chance the mean squared distance is 4/3
    assert kappa([(0, 0), (1, 1), (2, 2)]) == 1
    assert kappa([(0, 1), (1, 0), (2, 2)]) == pytest.approx(1 - (2 / 3) / (4 / 3))
    assert kappa([(0, 2), (1, 1), (2, 0)]) == pytest.approx(1 - (8 / 3) / (4 / 3))


def test_what_bands_claim_is_shown_beside_what_held() -> None:
    claims = found(World(-1.5, 1.5))["band_claims"]

    assert sum(group["candidates"] for group in claims.values()) == PEOPLE
    assert all(float(tenth) <= group["claimed"] <= float(tenth) + 0.1 for tenth, group in claims.items())
