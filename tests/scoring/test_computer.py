"""Several tasks at the computer: what was seen by domain, and a level by the points of blocks."""

from collections.abc import Mapping

import pytest

from assessment.items.load import load
from assessment.items.model import ItemBank
from assessment.items.responses import Missing
from assessment.scoring import conditions
from assessment.scoring.profile_model import ComputerResult, DomainSeen, Evidence, TaskSeen
from assessment.session import delivery, outcome, record
from assessment.session.events import Event
from assessment.session.session import replay
from assessment.session.sharing import shared
from tests.builders import NOW, some_events, some_sources
from tests.candidates import Given
from tests.computers import HEAD, STAGED, a_computer_bank, answers, computer_files

SKIPPED, DONT_KNOW = Missing.SKIPPED, Missing.DONT_KNOW
LINEAR = ("computer.yaml", HEAD + STAGED, HEAD)


def result(bank: ItemBank, events: tuple[Event, ...]) -> ComputerResult:
    profile = outcome.profile(bank, replay(events))
    assert record.load_profile(record.dump_profile(profile)) == profile
    (found,) = [one for one in profile.results if isinstance(one, ComputerResult)]
    return found


def sat(
    points: Mapping[str, int | Given] | None = None, *, until: str | None = None, bank: ItemBank | None = None
) -> ComputerResult:
    """What somebody shows who gets these *points* (2 in every other task), and stops at the item *until*."""
    bank = bank or a_computer_bank()
    events = some_events(answers(bank, points or {}), until=until, bank=bank)
    if until:
        events += delivery.stop(replay(events), bank, NOW)
    return result(bank, events)


def domains(found: ComputerResult) -> dict[str, str]:
    return {one.domain: one.outcome for one in found.domains}


@pytest.mark.parametrize(
    ("points", "level", "tasks"),
    [
        ({}, "D3", 6),
        ({"type-bus": 1}, "D2", 6),
        ({"type-slot": 1}, "D3", 6),
        ({"type-slot": 0}, "D1", 4),
        ({"type-brood": 1}, "D3", 6),
        ({"type-brood": 0}, "D0", 2),
        ({"type-brood": DONT_KNOW, "type-kamer": DONT_KNOW}, "D0", 2),
        ({"type-brood": DONT_KNOW}, "D0", 2),
        ({"mail-send": SKIPPED}, "D1", 4),
    ],
    ids=str,
)
def test_the_level_is_the_highest_whose_block_has_its_points(
    points: dict[str, int | Given], level: str, tasks: int
) -> None:
    found = sat(points)

    assert (found.level, len(found.tasks), found.evidence) == (level, tasks, Evidence.TESTED)
    assert conditions.level_of(found) == level


@pytest.mark.parametrize(
    "points", [{"type-brood": SKIPPED}, {"type-kamer": SKIPPED}, {"type-brood": SKIPPED, "type-kamer": 0}], ids=str
)
def test_there_is_no_level_where_the_first_block_was_not_done(points: dict[str, int | Given]) -> None:
    found = sat(points)

    assert (found.level, found.evidence) == (None, Evidence.TESTED)
    assert conditions.level_of(found) is None


def test_there_is_no_level_where_somebody_stopped_in_the_first_block() -> None:
    found = sat(until="type-kamer")

    assert (found.level, found.stopped) == (None, "stopped")
    assert [seen.item for seen in found.tasks if seen.points is not None] == ["type-brood"]


def test_who_stops_later_keeps_the_level_of_what_was_done() -> None:
    assert sat(until="type-slot").level == "D1"
    assert sat(until="type-bus").level == "D2"


def test_where_every_task_is_shown_the_level_is_the_same() -> None:
    bank = a_computer_bank(*LINEAR)

    assert sat(bank=bank).level == "D3"
    assert sat({"type-slot": 0, "mail-send": 0}, bank=bank).level == "D3"
    assert sat({"type-bus": 0}, bank=bank).level == "D2"
    assert sat({"type-kamer": SKIPPED}, bank=bank).level is None


NOT_FOR_ALL = "    when: [{response: q-school, in: [none]}]\n    card: [{label: Dit woord, value: kamer}]\n"


@pytest.mark.parametrize(("least", "level"), [(3, None), (2, "D1")])
def test_a_task_that_was_never_given_lowers_nobody(least: int, level: str | None) -> None:
    files = computer_files()
    typed = files["computer.yaml"].replace("    card: [{label: Dit woord, value: kamer}]\n", NOT_FOR_ALL)
    scale = files["bank.yaml"].replace("block: A, least: 3", f"block: A, least: {least}")
    bank, problems = load(some_sources({**files, "computer.yaml": typed, "bank.yaml": scale}))
    assert (bank is not None, problems) == (True, [])

    assert sat(bank=bank).level == level


def test_nothing_at_all_is_not_measured() -> None:
    found = sat({"type-brood": SKIPPED, "type-kamer": SKIPPED})

    assert (found.evidence, found.level) == (Evidence.NOT_MEASURED, None)
    assert set(domains(found).values()) == {"not_measured"}


def test_each_domain_says_what_its_tasks_show_together() -> None:
    found = sat({"type-brood": 1, "type-slot": 2, "mail-send": 1, "type-bus": 0, "type-map": DONT_KNOW})

    assert found.domains == (
        DomainSeen("ict_systems", "partly"),
        DomainSeen("safety", "seen"),
        DomainSeen("information", "not_seen"),
        DomainSeen("processing", "not_measured"),
        DomainSeen("communication", "partly"),
    )


def test_a_domain_of_which_no_task_was_given_is_not_measured() -> None:
    assert domains(sat({"type-brood": 0, "type-kamer": 0})) == {
        "ict_systems": "not_seen",
        "safety": "not_measured",
        "information": "not_measured",
        "processing": "not_measured",
        "communication": "not_measured",
    }


def test_one_task_seen_and_one_skipped_is_what_was_seen() -> None:
    assert domains(sat({"type-bus": SKIPPED}))["information"] == "seen"


def test_each_task_keeps_its_outcome_points_flags_and_seconds() -> None:
    found = sat({"type-slot": 1, "mail-send": 1})

    tasks = {seen.item: seen for seen in found.tasks}
    assert tasks["type-brood"] == TaskSeen("type-brood", "seen", 2, (), 5)
    assert tasks["type-slot"] == TaskSeen("type-slot", "partly", 1, (), 5)
    assert tasks["mail-send"] == TaskSeen("mail-send", "partly", 1, ("short_message",), 5)


def test_a_part_that_was_struck_out_says_nothing() -> None:
    bank = a_computer_bank()
    events = some_events(answers(bank, {}), bank=bank)
    names = [item.id for section in bank.sections if section.scale == "computer" for item in section.items]
    events += delivery.withhold(replay(events), [name for name in names if name in replay(events).responses], NOW)
    events += delivery.finish(replay(events), NOW)

    found = result(bank, shared(events, bank))

    assert (found.evidence, found.level) == (Evidence.NOT_MEASURED, None)
    assert set(domains(found).values()) == {"not_measured"}
    assert all(seen.points is None for seen in found.tasks)


def test_a_struck_out_task_of_the_first_block_leaves_no_level() -> None:
    bank = a_computer_bank()
    events = some_events(answers(bank, {}), bank=bank)
    events += delivery.withhold(replay(events), ["type-brood"], NOW)
    events += delivery.finish(replay(events), NOW)

    assert result(bank, shared(events, bank)).level is None
