"""Flags of a whole sitting: from the same events the same ones, and nothing else depends on them."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.load import load
from assessment.items.responses import Missing, Response
from assessment.scoring import effort
from assessment.scoring.estimate import posterior
from assessment.scoring.profile import Sitting, profile
from assessment.scoring.profile_model import AbilityResult, CountResult, Flag
from assessment.session import outcome, record
from assessment.session.events import ResponseGiven, ResponseWithheld, SessionFinished
from assessment.session.session import replay
from assessment.session.sharing import shared
from tests.builders import NOW, a_bank, a_change, a_changed_bank, an_item, some_events
from tests.candidates import diligent, mistaken

DUTCH = [item for section in a_bank().sections if section.id == "dutch" for item in section.items if not item.practice]


def test_the_usual_time_is_read_from_the_bank() -> None:
    name = DUTCH[0].id
    bank = a_changed_bank("dutch.yaml", f"- id: {name}\n", f"- id: {name}\n    seconds: 42\n")

    assert (bank.item(name).seconds, a_bank().item(name).seconds) == (42.0, None)


def test_a_usual_time_in_milliseconds_is_refused_with_its_place() -> None:
    name = DUTCH[0].id

    _, problems = load(a_change("dutch.yaml", f"- id: {name}\n", f"- id: {name}\n    seconds: 42000\n"))

    assert "found '42000', expected a time in seconds, 1 to 600" in str(problems[0])


def test_hard_right_and_easy_wrong_is_told_and_halves_that_differ_are() -> None:
    parameters = [replace(an_item(d).parameters, discrimination=2.0) for d in (-2.5, 2.5, -2.0, 2.0, -1.5, 1.5) * 3]
    hard = [(item, int(item.difficulty > 0)) for item in parameters]
    easy = [(item, 1 - right) for item, right in hard]

    def told(pairs: list) -> list[str]:
        return [flag.name for flag in effort.pattern(pairs, posterior(pairs, 0.0, 1.0), 0.0, 1.0)]

    assert told(hard) == ["unexpected_pattern"]
    assert told(easy) == []
    assert "changed_on_the_way" in told([(item, 1) for item, _ in hard] + [(item, 0) for item, _ in hard])
    assert "changed_on_the_way" not in told(hard + hard)


@given(
    right=st.lists(st.booleans(), min_size=len(DUTCH), max_size=len(DUTCH)),
    times=st.lists(st.floats(0, 2000), min_size=len(DUTCH), max_size=len(DUTCH)),
)
@settings(max_examples=50, deadline=None)
def test_nothing_but_the_flags_depends_on_times_and_order(right: list[bool], times: list[float]) -> None:
    answers = {i.id: diligent(i) if good else mistaken(i) for i, good in zip(DUTCH, right, strict=True)}
    plain = profile(a_bank(), Sitting(answers, presented=frozenset(answers)))

    timed = profile(a_bank(), a_sitting(answers, dict(zip(answers, times, strict=True))))

    assert replace(timed, results=tuple(map(unflagged, timed.results))) == plain


def unflagged(result: object) -> object:
    return replace(result, flags=()) if isinstance(result, AbilityResult | CountResult) else result


def test_a_rule_of_the_bank_never_sees_a_flag() -> None:
    calm, hasty = (some_events(), hurried(0.3))

    found = [outcome.profile(a_bank(), replay(events)) for events in (calm, hasty)]

    assert found[0].followups == found[1].followups
    assert {flag.name for flag in dutch(found[1]).flags} >= {"quick"}
    assert dutch(found[0]).flags == ()


def test_kiosk_and_desk_find_the_same_flags_in_what_is_shared() -> None:
    events = shared([*hurried(0.3), SessionFinished(NOW)], a_bank())

    kiosk = outcome.profile(a_bank(), replay(events))
    desk = outcome.profile(a_bank(), replay(record.load_events(record.dump_events(events))))

    assert dutch(kiosk).flags
    assert record.load_profile(record.dump_profile(kiosk)) == desk


def test_of_what_was_struck_out_no_flag_tells() -> None:
    strikes = [ResponseWithheld(NOW, item.id) for item in DUTCH]

    told = outcome.profile(a_bank(), replay(shared([*hurried(0.3), *strikes], a_bank())))

    assert dutch(told).flags == ()


def test_without_times_and_order_nothing_is_told() -> None:
    answers = {item.id: mistaken(item) for item in DUTCH}
    found = profile(a_bank(), Sitting(answers, {"nl-huis": Missing.DONT_KNOW}, frozenset(answers)))

    assert dutch(found).flags == ()


def test_a_screen_that_is_only_read_is_no_quick_answer() -> None:
    found = outcome.profile(a_bank(), replay(hurried(0.3)))

    told = [one for one in found.results if isinstance(one, AbilityResult | CountResult) and one.flags]

    assert told
    for result in told:
        scored = result.answered if isinstance(result, AbilityResult) else result.scored
        assert all(flag.number <= scored for flag in result.flags)


def a_sitting(answers: Mapping[str, Response], seconds: Mapping[str, float]) -> Sitting:
    return Sitting(answers, presented=frozenset(answers), order=tuple(answers), seconds=seconds)


def hurried(seconds: float) -> list[object]:
    """A diligent sitting in which every response came so many *seconds* after its item."""
    events, shown = list(some_events()), NOW
    for number, event in enumerate(events):
        if isinstance(event, ResponseGiven):
            shown = events[number - 1].at
            part = (event.at - shown) * (seconds / 5)
            later = event.at - shown - part
            events[number:] = [replace(one, at=one.at - later) for one in events[number:]]
    return events


def dutch(found: object) -> AbilityResult:
    (result,) = (one for one in found.results if one.scale == "dutch")
    return result


def test_who_stops_after_a_few_quick_answers_is_asked_about_too() -> None:
    few = {DUTCH[0].id: diligent(DUTCH[0])}

    found = dutch(profile(a_bank(), a_sitting(few, dict.fromkeys(few, 0.2))))

    assert (found.level, found.flags) == (None, (Flag("quick", 1),))
