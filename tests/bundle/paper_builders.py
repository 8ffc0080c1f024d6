"""Reduced profiles to be sealed for paper, and the codes that come of them."""

from functools import cache

from joserfc import jwe

from assessment.bundle import compact, frames, keys, paper, strict_json
from assessment.bundle.frames import Reading
from assessment.bundle.reduced import Reduced, of
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    Band,
    ComputerResult,
    CountResult,
    DomainSeen,
    Evidence,
    Flag,
    FollowUpQuestion,
    InterestScore,
    InterestsResult,
    NotMeasured,
    Profile,
    ReadingResult,
    RouterResult,
    SectionStatus,
    SectorSuggestion,
    TaskResult,
)
from assessment.session.record import dump_profile
from tests.bundle.builders import Place, a_place, some_contents

FULL = "ef" * 32
TESTED = Evidence.TESTED
RESULTS = (
    AbilityResult(
        "dutch", TESTED, 0.1234, 0.3, None, ("A1", "A2"), (Band("A1", 0.48),), 9, 10, "most", (Flag("fast", 2),)
    ),
    CountResult("letters", TESTED, 7, 8, 8, "reads"),
    InterestsResult(
        "interests", Evidence.SELF_REPORT,
        (InterestScore("R", 5, 10, 5, 0.25),), (("R",), ("I", "A")), "RIA", 1.5, False,
        (InterestScore("HO", 1, 2, 1, None),), (SectorSuggestion("HO", ("35-2014.00",), ("i-cook",), ("R",)),),
        ("i-cook",), ("i-weld",), ("few_rated",),
    ),
    ReadingResult("reading", TESTED, "reads", (8, 8), None, "around_a", ("speed",)),
    ComputerResult("digital", TESTED, "basic", (), (DomainSeen("mail", "seen"),), "completed"),
    NotMeasured("listening"),
    RouterResult("router", TESTED, 20, 24, 1, 12, 0.75),
    AnswersResult("work", Evidence.SELF_REPORT, ()),
    TaskResult("typing", "type-brood", TESTED, "seen", 2, ("idle",), 15),
)  # fmt: skip
QUESTIONS = (
    FollowUpQuestion("diplomas", (("level", "dutch", "A2"), ("response", "q-papers", "here"))),
    FollowUpQuestion("script", (("level", "reading", "around_a"),)),
)
PROFILE = Profile(
    "amsterdam", "0.1.0", "ab" * 32, "1", RESULTS, QUESTIONS,
    (SectionStatus("dutch", "completed", 10, 9, 1, 0, "most"),), ("ti", "nl"),
)  # fmt: skip


def some_reduced() -> Reduced:
    return of(some_contents(profile=dump_profile(PROFILE)), FULL)


@cache
def some_raw() -> bytes:
    place = a_place()
    return paper.seal_paper(some_reduced(), place.device_key, keys.public(place.desk_key))


def some_codes() -> list[str]:
    return frames.cut(some_raw())


def read(*texts: str) -> Reading:
    reading = frames.NOTHING
    for text in texts:
        reading = frames.add(reading, text)
    return reading


def sealed(place: Place, said: dict[str, object] | bytes) -> bytes:
    """A token for paper: claims that the kiosk signs, or signed bytes, sealed to the desk as anyone can."""
    inner = {**paper.INNER, "kid": place.device_key["kid"]}
    signed = said
    if isinstance(said, dict):
        signed = compact.signed(inner, strict_json.dumps(said), keys.native(place.device_key)).encode()
    outer = {**paper.OUTER, "kid": place.desk_key["kid"]}
    key = keys.native(keys.public(place.desk_key))
    return jwe.encrypt_compact(outer, signed, key, registry=compact.COMPRESSED).encode()
