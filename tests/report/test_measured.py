"""Scales that count, words known, and reasons: what was measured, and why something was not."""

import pytest

from assessment.items.interactions import Simulation
from assessment.items.model import ScaleKind
from assessment.report import parts, words
from assessment.scoring.profile_model import AbilityResult, CountResult, Evidence, TaskResult
from tests.builders import a_changed_bank
from tests.desk.builders import the_bank
from tests.report.profiles import a_count, a_router, ended, led_to, shown, with_results

NO_DUTCH = AbilityResult("dutch", Evidence.NOT_MEASURED, None, None, None, (), (), 0, 0, "not_applicable")


@pytest.mark.parametrize(
    ("result", "statement"),
    [
        (a_count("own-language", 7, 7, 7, "reads"), "leest (7 van 7 goed)"),
        (a_count("own-language", 3, 7, 7, "partly"), "leest voor een deel (3 van 7 goed)"),
        (a_count("own-language", 1, 7, 7, "reads_not"), "leest niet (1 van 7 goed)"),
        (a_count("latin-letters", 5, 6, 8, "some"), "herkent een deel van de letters (5 van 8 goed, 2 niet gemaakt)"),
        (a_count("latin-words", 0, 4, 4, "none"), "leest nog geen woorden (0 van 4 goed)"),
        (a_count("latin-words", 1, 1, 4, None), "te weinig antwoorden voor een niveau (1 van 4 goed, 3 niet gemaakt)"),
    ],
)
def test_a_count_is_told_with_its_number(result: CountResult, statement: str) -> None:
    (part,) = [part for part in shown(with_results(result)).counts if part.scale == result.scale]

    assert (part.statement, part.level) == (statement, result.level or "")


def test_own_script_and_latin_script_stand_side_by_side_and_name_nobody() -> None:
    profile = with_results(a_count("own-language", 7, 7, 7, "reads"), a_count("latin-letters", 1, 8, 8, "none"))

    told = shown(profile)

    assert told.measured[:2] == (
        "Lezen in de eigen taal (Tigrinya): leest (7 van 7 goed)",
        "Latijnse letters herkennen: herkent nog weinig letters (1 van 8 goed)",
    )
    assert "alfabeet" not in str(told)
    assert "gealfabetiseerd" not in str(told)


def test_every_level_of_a_scale_that_counts_has_words() -> None:
    for scale in the_bank().scales:
        if scale.kind is ScaleKind.COUNT and scale.cut_scores:
            names = [scale.cut_scores.lowest, *(cut.level for cut in scale.cut_scores.cuts)]
            assert all(words.level(name, scale.id) != name for name in names)
            assert len({words.level(name, scale.id) for name in names}) == len(names)


def test_every_level_of_an_estimate_says_what_it_means() -> None:
    for scale in the_bank().scales:
        if scale.kind is ScaleKind.ABILITY and scale.cut_scores:
            names = [scale.cut_scores.lowest, *(cut.level for cut in scale.cut_scores.cuts)]
            assert all(words.meaning(scale.id, name) for name in names)


def test_words_known_are_no_level() -> None:
    (router,) = shown(with_results(a_router(18, 1))).routers

    assert router.statement == "herkent 18 van 24 woorden; ook ja bij 1 van 12 verzonnen woorden"
    assert router.remark == ""
    assert not hasattr(router, "level")


def test_who_often_says_yes_to_made_up_words_is_read_with_care() -> None:
    (router,) = shown(with_results(a_router(20, 6))).routers

    assert router.remark.startswith("Zei vaak ja bij woorden die niet bestaan")


def test_only_the_highest_count_is_something_to_build_on() -> None:
    low = shown(with_results(a_count("own-language", 3, 7, 7, "partly"))).strengths
    high = shown(with_results(a_count("own-language", 6, 7, 7, "reads"))).strengths

    assert not any("eigen taal" in line for line in low)
    assert "Lezen in de eigen taal: leest (6 van 7 goed)" in high


def test_a_part_that_was_not_for_this_person_says_what_that_hung_on() -> None:
    profile = with_results(NO_DUTCH, a_count("latin-words", 0, 4, 4, "none"))

    told = shown(ended(profile, "dutch", "not_applicable"))

    reason = "niet gevraagd (Woorden lezen in Latijns schrift: leest nog geen woorden)"
    assert f"Nederlands: woorden, lezen en zinnen: {reason}" in told.unmeasured
    assert told.abilities[0].statement == reason
    assert not any("Nederlands: woorden" in line for line in told.reliability)


def test_where_nothing_is_known_a_part_says_what_it_depends_on() -> None:
    profile = with_results(NO_DUTCH, a_count("latin-words", 0, 0, 4, None))

    told = shown(ended(profile, "dutch", "not_applicable"))

    (line,) = [line for line in told.unmeasured if line.startswith("Nederlands: woorden")]
    assert line.endswith("niet gevraagd (hangt af van: Woorden lezen in Latijns schrift)")


def test_a_part_that_was_never_begun_says_so() -> None:
    told = shown(ended(with_results(NO_DUTCH), "dutch", ""))

    assert "Nederlands: woorden, lezen en zinnen: niet begonnen" in told.unmeasured


def test_what_the_bank_does_not_have_is_named_last() -> None:
    assert shown(with_results()).unmeasured[-1].endswith("zit niet in deze vragenbank")


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([("response", "q-papers", "copy")], ("Diploma of papieren – Ja, ik heb een kopie of een foto",)),
        ([("response", "w-worked", "no")], ("Heeft gewerkt – Nee",)),
        ([("response", "e-years", "12")], ("Jaren school – 12",)),
        ([("response", "w-job", "5120")], ("Deed het meest – Koken in een restaurant (ISCO 5120)",)),
        (
            [("response", "c-means", "phone"), ("response", "c-means", "quiet")],
            ("Thuis om te leren – Een smartphone; Een rustige plek",),
        ),
        (
            [("response", "e-level-other", "i5-short")],
            ("Verste school, af of niet – ISCED 5: Korte studie van 2 of 3 jaar na de middelbare school",),
        ),
        ([("level", "own-language", "partly")], ("Lezen in de eigen taal: leest voor een deel",)),
        ([("level", "typing", "not_seen")], ("Computer: een woord typen: deze keer niet gelukt",)),
        ([("level", "dutch", "preA1")], ("Nederlands: woorden, lezen en zinnen: pre-A1",)),
        ([], ()),
    ],
)
def test_a_question_names_what_led_to_it(reasons: list[tuple[str, str, str]], told: tuple[str, ...]) -> None:
    assert led_to("diplomas", *reasons) == told


def test_everything_that_a_task_can_notice_has_words() -> None:
    tasks = [item.interaction for item in the_bank().items.values() if isinstance(item.interaction, Simulation)]
    flags = {name for task in tasks for name, _ in task.flags}

    assert flags
    assert all(words.noticed(name) != name.replace("_", " ") for name in flags)


def test_a_limit_that_was_passed_is_told_with_its_seconds() -> None:
    bank = a_changed_bank("computer.yaml", "    app: mail\n", "    app: mail\n    limits: {time_s: 120, idle_s: 45}\n")
    result = TaskResult("computer", "mail-send", Evidence.TESTED, "seen", 2, ("out_of_time", "idle", "many_tries"), 130)

    assert parts.task(bank, result).noticed == (
        "deed er langer dan 120 seconden over",
        "drukte meer dan 45 seconden nergens op en vulde niets in",
        "many tries",
    )
