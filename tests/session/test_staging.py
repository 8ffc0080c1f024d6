"""Fixed blocks: each is shown whole, and the points of one lead to the next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.design import Block
from assessment.items.model import Delivery, ItemBank, Section
from assessment.items.responses import Action, ChoiceResponse, Missing, SimulationResponse
from assessment.session import delivery
from assessment.session.codes import start_code
from assessment.session.outcome import profile, sitting
from assessment.session.session import Session, after, replay
from tests.builders import NOW, a_bank, a_start, an_item

ROUTE = (
    Block("first", ((0, "easy"), (2, "hard"))),
    Block("easy"),
    Block("hard", ((3, "harder"),)),
    Block("harder"),
    Block("again", form=2),
)
SIZES = {"first": 3, "easy": 2, "hard": 3, "harder": 2, "again": 4}
ITEMS = tuple(
    replace(an_item(turn / 2, id=f"{block}-{turn}"), block=block)
    for block, size in SIZES.items()
    for turn in range(size)
)


def a_staged_bank(items: tuple = ITEMS, blocks: tuple[Block, ...] = ROUTE) -> ItemBank:
    """The small bank's ability scale with one staged section."""
    section = Section("dutch", "Nederlands", items, delivery=Delivery.STAGED, scale="dutch", blocks=blocks)
    scale = next(scale for scale in a_bank().scales if scale.id == "dutch")
    return replace(a_bank(), scales=(scale,), sections=(section,), followups=())


def sat(bank: ItemBank, right: set[str], form: int = 1) -> Session:
    """A sitting to its end that is right on the items called *right*, wrong on the others."""
    session = replay(delivery.start(a_start(bank, subject=start_code("12345678", form)), bank))
    while session.current:
        item, step, now = session.current.item, session.current.step, NOW + timedelta(seconds=session.length)
        answer = ChoiceResponse("a" if item in right else "b")
        session = after(session, delivery.respond(session, bank, item, step, answer, now))
    return session


def blocks_of(session: Session) -> list[str]:
    """The blocks in the order in which they were shown."""
    names = [item.rpartition("-")[0] for _, item in sorted(session.steps.items())]
    return list(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("right", "blocks"),
    [
        (set(), ["first", "easy"]),
        ({"first-0"}, ["first", "easy"]),
        ({"first-0", "first-2"}, ["first", "hard"]),
        ({"first-0", "first-1", "first-2", "hard-0", "hard-1"}, ["first", "hard"]),
        ({"first-0", "first-1", "hard-0", "hard-1", "hard-2"}, ["first", "hard", "harder"]),
    ],
)
def test_the_points_of_a_block_lead_to_the_next(right: set[str], blocks: list[str]) -> None:
    session = sat(a_staged_bank(), right)

    assert blocks_of(session) == blocks
    assert len(session.presented) == sum(SIZES[block] for block in blocks)
    assert session.finished_sections["dutch"] == "completed"


@given(right=st.sets(st.sampled_from([item.id for item in ITEMS])))
def test_nothing_comes_twice_and_the_end_always_comes(right: set[str]) -> None:
    session = sat(a_staged_bank(), right)

    assert len(session.steps) == len(session.presented)
    assert session.in_review


def test_a_repeat_sitting_has_blocks_of_its_own_and_a_third_none() -> None:
    assert blocks_of(sat(a_staged_bank(), set(), form=2)) == ["again"]
    assert sat(a_staged_bank(), set(), form=3).finished_sections["dutch"] == "forms_used"


def test_what_was_skipped_gives_no_points_and_what_was_never_shown_is_missing_by_rule() -> None:
    bank = a_staged_bank()
    session = replay(delivery.start(a_start(bank), bank))
    while session.current:
        item, step = session.current.item, session.current.step
        session = after(session, delivery.skip(session, bank, item, step, Missing.SKIPPED, NOW))

    assert blocks_of(session) == ["first", "easy"]
    assert sitting(bank, session).missing["hard-0"] is Missing.NOT_PRESENTED


def test_a_staged_ability_is_estimated_like_any_other() -> None:
    bank = a_staged_bank()

    weak, strong = (profile(bank, sat(bank, right)).results[0] for right in (set(), {item.id for item in ITEMS}))

    assert weak.theta < strong.theta
    assert strong.answered == 8


def test_a_task_gives_two_points_one_or_none() -> None:
    task = next(item for section in a_bank().sections for item in section.items if item.id == "mail-send")
    items = (
        replace(task, block="first"),
        replace(task, id="easy", block="easy"),
        replace(task, id="hard", block="hard"),
    )
    bank = a_staged_bank(items, ROUTE[:3])
    section = replace(
        bank.sections[0], blocks=(Block("first", ((0, "easy"), (1, "hard"))), Block("easy"), Block("hard"))
    )
    bank = replace(bank, sections=(section,))
    sent = SimulationResponse((Action("compose"), Action("type_to", "x@x", 5), Action("send", "", 9)))
    session = replay(delivery.start(a_start(bank), bank))

    partly = after(session, delivery.respond(session, bank, "mail-send", session.current.step, sent, NOW))
    not_at_all = after(
        session, delivery.respond(session, bank, "mail-send", session.current.step, SimulationResponse(()), NOW)
    )

    assert partly.current.item == "hard"
    assert not_at_all.current.item == "easy"
