"""What an adaptive section shows: where it starts, what it never shows again, and why it ends."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.design import StartRule, StartSource, StopRule
from assessment.items.interactions import YesNo
from assessment.items.model import Delivery, Item, ItemBank, Scale, ScaleKind, Section, Stimulus
from assessment.items.responses import ChoiceResponse, Missing, YesNoResponse
from assessment.session import delivery
from assessment.session.codes import start_code
from assessment.session.outcome import profile
from assessment.session.session import Session, after, replay
from tests.builders import NOW, a_bank, a_start, an_item

SCALE = next(scale for scale in a_bank().scales if scale.id == "dutch")
STOP = StopRule(least=4, most=12, precision=0.3)
LONG = replace(STOP, most=60)
WORD = replace(an_item(), interaction=YesNo(True), parameters=None)
ROUTER = [
    replace(WORD, id=f"word-{turn}", interaction=YesNo(turn % 2 == 0), stimulus=Stimulus(f"w{turn}"))
    for turn in range(10)
]


def items(count: int = 40) -> list[Item]:
    """Items from -4 to 4 logits."""
    return [an_item(-4 + 8 * turn / (count - 1), id=f"item-{turn:02}") for turn in range(count)]


def bank_of(found: list[Item], **changes: object) -> ItemBank:
    """A bank with one adaptive section of the items *found*."""
    section = Section(
        "dutch", "Nederlands", tuple(found), delivery=Delivery.ADAPTIVE, scale="dutch", **{"stop": STOP, **changes}
    )
    return replace(a_bank(), scales=(SCALE,), sections=(section,), followups=())


def sat(
    bank: ItemBank,
    right: Callable[[Item], bool] = lambda item: True,
    *,
    form: int = 1,
    seed: int = 7,
    seconds: int = 5,
) -> Session:
    """A sitting to its end, answering right where *right* says so, each answer after so many *seconds*."""
    session = replay(delivery.start(a_start(bank, subject=start_code("12345678", form), seed=seed), bank))
    now = NOW
    while session.current:
        item, now = bank.item(session.current.item), now + timedelta(seconds=seconds)
        given = ChoiceResponse("a" if right(item) else "b")
        session = after(session, delivery.respond(session, bank, item.id, session.current.step, given, now))
    return session


def difficulties(session: Session, bank: ItemBank) -> list[float]:
    """Of the items in the order in which they were shown."""
    shown = [bank.item(name) for _, name in sorted(session.steps.items())]
    return [item.parameters.difficulty for item in shown if item.parameters]


def reason(session: Session) -> str:
    return session.finished_sections["dutch"]


# why it ends


@pytest.mark.parametrize(
    ("stop", "seconds", "said"),
    [
        (STOP, 5, "length"),
        (replace(STOP, precision=0.9), 5, "precision"),
        (replace(STOP, precision=None, band=0.8), 5, "band"),
        (replace(STOP, minutes=1), 30, "time"),
        (replace(LONG, information=0.2), 5, "uninformative"),
        (LONG, 5, "nothing_left"),
    ],
)
def test_it_ends_for_a_reason_that_is_kept(stop: StopRule, seconds: int, said: str) -> None:
    assert reason(sat(bank_of(items(), stop=stop), seconds=seconds)) == said


def test_a_section_is_not_left_without_a_level_because_its_items_tell_little() -> None:
    far_away = [an_item(6 + turn / 100, id=f"item-{turn:02}") for turn in range(10)]
    bank = bank_of(far_away, stop=replace(STOP, most=9, information=0.2))

    session = sat(bank, lambda item: False)

    assert reason(session) == "uninformative"
    assert len(session.presented) == STOP.least


def test_the_time_is_that_of_the_items_and_not_of_a_pause() -> None:
    bank = bank_of(items(), stop=replace(STOP, minutes=1))
    session = replay(delivery.start(a_start(bank), bank))
    session = after(session, delivery.pause(session, NOW + timedelta(seconds=5)))
    session = after(session, delivery.resume(NOW + timedelta(hours=2)))

    given, now = ChoiceResponse("a"), NOW + timedelta(hours=2, seconds=5)
    session = after(session, delivery.respond(session, bank, session.current.item, session.current.step, given, now))

    assert session.current is not None


def test_skipped_items_tell_nothing_and_count_as_shown() -> None:
    bank = bank_of(items())
    session = replay(delivery.start(a_start(bank), bank))
    while session.current:
        item, step = session.current.item, session.current.step
        session = after(session, delivery.skip(session, bank, item, step, Missing.SKIPPED, NOW))

    assert len(session.presented) == STOP.most
    assert reason(session) == "length"


# where it starts


def started(rule: StartRule, hits: int, alarms: int = 0) -> float:
    """The difficulty of the first item after *hits* of five words and *alarms* of five made-up words."""
    words = Section("words", "Woorden", tuple(ROUTER), scale="words")
    scales = (SCALE, Scale("words", "Woorden", ScaleKind.ROUTER))
    own = bank_of(items(), start=rule)
    bank = replace(own, scales=scales, sections=(words, *own.sections))
    session = replay(delivery.start(a_start(bank), bank))
    said = {f"word-{turn}": turn // 2 < (alarms if turn % 2 else hits) for turn in range(10)}
    while session.current and session.current.item in said:
        item, step = session.current.item, session.current.step
        session = after(session, delivery.respond(session, bank, item, step, YesNoResponse(said[item]), NOW))
    return bank.item(session.current.item).parameters.difficulty if session.current else 99.0


BY_WORDS = StartRule(2.0, (StartSource("scale", "words", 0.5, (("0", -3.0), ("1", 3.0))),))


def test_somebody_who_knows_the_words_starts_higher_but_never_above_the_cap() -> None:
    assert started(BY_WORDS, hits=0) == pytest.approx(-3.0, abs=0.6)
    assert started(BY_WORDS, hits=3) == pytest.approx(0.6, abs=0.6)
    assert started(BY_WORDS, hits=5) == pytest.approx(2.0, abs=0.6)


def test_saying_yes_to_everything_starts_where_nothing_is_known() -> None:
    assert started(BY_WORDS, hits=5, alarms=3) == pytest.approx(SCALE.prior_mean, abs=0.6)


def test_the_start_is_no_part_of_the_estimate() -> None:
    plain, capped = bank_of(items()), bank_of(items(), start=StartRule(2.0, ()))

    assert profile(plain, sat(plain)).results == replace(profile(capped, sat(capped)), followups=()).results


# what it never shows


@given(seed=st.integers(0, 2**31), skill=st.floats(-3, 3))
@settings(max_examples=25, deadline=None)
def test_a_repeat_sitting_never_shows_an_item_of_the_first(seed: int, skill: float) -> None:
    bank = bank_of(items(), forms=3)

    shown = [sat(bank, lambda item: item.parameters.difficulty < skill, form=form, seed=seed) for form in (1, 2, 3)]

    assert [len(session.presented) for session in shown] == [12, 12, 12]
    assert len(frozenset().union(*(session.presented for session in shown))) == 36


def test_when_every_form_was_used_nothing_is_shown() -> None:
    session = sat(bank_of(items(), forms=2), form=3)

    assert not session.presented
    assert reason(session) == "forms_used"


def test_every_form_reaches_as_far_down_and_up() -> None:
    bank = bank_of(items(), forms=2)
    low = [min(difficulties(sat(bank, lambda item: False, form=form), bank)) for form in (1, 2)]
    high = [max(difficulties(sat(bank, lambda item: True, form=form), bank)) for form in (1, 2)]

    assert max(low) < -2.9
    assert min(high) > 2.9


def test_two_items_about_one_word_never_come_in_one_sitting() -> None:
    twins = [replace(item, words=(f"word-{turn // 2}",)) for turn, item in enumerate(items())]
    bank = bank_of(twins, stop=LONG)

    about = Counter(bank.item(name).words for name in sat(bank).presented)

    assert len(about) == 20
    assert set(about.values()) == {1}


def test_a_word_that_an_earlier_section_asked_about_does_not_come_again() -> None:
    words = Section("words", "Woorden", (replace(ROUTER[0], stimulus=Stimulus("Huis")),))
    own = bank_of([replace(item, words=("huis",)) for item in items(4)], stop=replace(STOP, least=1, most=4))
    bank = replace(own, sections=(words, *own.sections))
    session = replay(delivery.start(a_start(bank), bank))

    session = after(session, delivery.skip(session, bank, "word-0", session.current.step, Missing.SKIPPED, NOW))

    assert session.current is None
    assert reason(session) == "nothing_left"
