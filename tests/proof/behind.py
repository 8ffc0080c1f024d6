"""Contents changed by chance behind the decryption, as an enrolled kiosk could sign them: where the parsers are.

    python -m tests.proof.behind --count 1000000 --processes 2

Most cases change short claims and enter as the text that was signed; one of twelve changes the events or the profile
of a whole sitting and enters, for speed, as the claims read from such text. Every two hundredth case is signed and
encrypted and received by a whole desk, and what is imported there is shown and printed too. Whatever is accepted must
be written again as the same claims, be replayed and scored, and say the same when it is scored once more.
Ends with 1 if anything else comes out.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from assessment.bundle import strict_json
from assessment.bundle.compact import LARGEST_FILE
from assessment.bundle.contents import Contents, from_claims, to_claims
from assessment.bundle.errors import BundleError
from assessment.desk import checking
from assessment.desk.service import Desk
from assessment.session import outcome, record
from assessment.session.session import replay
from tests.builders import a_bank
from tests.proof.desk_attacks import a_desk, outcome_code
from tests.proof.good_bundles import sitting
from tests.proof.mutate_json import dumped, mutated, spelt
from tests.proof.scene import a_scene
from tests.proof.watch import ACCEPTED, Case, Tally, main, watch

_WHOLE = 200  # every so many cases goes the whole way
_WORKER = "hanna"


@dataclass(frozen=True)
class Payload:
    """What a kiosk signs: text, or the claims that would be read from it; *whole* if a desk is to receive it."""

    claims: bytes | object
    whole: bool


class NotTheSame(AssertionError):
    """Something was accepted that does not hold what it promises."""


@cache
def finished_at_once() -> Contents:
    """The shortest sitting that there is: begun, and finished without an answer."""
    events = [sitting().events[0], sitting().events[-1]]
    found = outcome.profile(a_bank(), replay(record.load_events(events)))
    return replace(sitting(), events=events, profile=record.dump_profile(found))


@cache
def claims() -> tuple[dict[str, object], ...]:
    """Claims that are in order: nothing in them, hardly anything, and a whole sitting."""
    return a_scene().claims(), to_claims(finished_at_once()), to_claims(sitting())


def cases(seed: int, numbers: range) -> Iterator[Case]:
    """Changed contents for each of *numbers*."""
    for number in numbers:
        chance = Random(seed * 1_000_003 + number)
        yield f"{number}", Payload(changed(chance), whole=number % _WHOLE == 0)


def changed(chance: Random) -> bytes | object:
    """Claims changed in one way or another: short ones as text, whole sittings as what is read from text."""
    empty, short, whole = claims()
    kind = chance.random()
    if kind < 0.92:
        return spelt(mutated(empty if kind < 0.82 else short, chance), chance)
    if chance.random() < 0.3:
        return {**whole, "events": _crossed(whole, chance)}
    name = chance.choice(("events", "events", "events", "profile"))
    return {**whole, name: mutated(whole[name], chance)}


def _crossed(whole: dict[str, object], chance: Random) -> list[dict[str, object]]:
    """The events with one field of one of them in another: answers of the wrong kind, items out of their place."""
    events = [dict(event) for event in whole["events"]]  # type: ignore[attr-defined]
    one, other = chance.sample(range(len(events)), 2)
    shared = sorted(events[one].keys() & events[other].keys() - {"type"})
    name = chance.choice(shared)
    events[one][name] = events[other][name]
    return events


def judge(payload: object) -> str:
    """What comes of *payload*; NotTheSame where it is accepted and does not hold."""
    assert isinstance(payload, Payload)
    if payload.whole:
        return _at_a_desk(payload.claims if isinstance(payload.claims, bytes) else dumped(payload.claims))
    return read(payload.claims)


def read(claims: bytes | object) -> str:
    """What comes of a signed payload, by the steps that the desk takes behind the signature."""
    try:
        contents = from_claims(strict_json.loads(claims, LARGEST_FILE) if isinstance(claims, bytes) else claims)
    except (BundleError, strict_json.NotStrict) as error:
        return getattr(error, "code", "not_strict")
    if from_claims(to_claims(contents)) != contents:
        raise NotTheSame("written again it says something else")
    if contents.bank.sha256 != a_bank().content_hash:
        return "unknown_bank"
    return _scored(contents)


def _scored(contents: Contents) -> str:
    try:
        checked = checking.check(contents, a_bank())
    except checking.Incoherent:
        return "incoherent"
    if checked.profile != outcome.profile(a_bank(), checked.session):
        raise NotTheSame("scored again it says something else")
    return ACCEPTED


def _at_a_desk(text: bytes) -> str:
    """What comes of a payload that was rightly signed and encrypted; what is imported is shown and printed."""
    with a_desk(a_scene()) as desk:
        return _shown(desk, a_scene().bundle(text))


def _shown(desk: Desk, data: bytes) -> str:
    code = outcome_code(desk, data)
    for case in desk.cases():
        for bundle in desk.case(case.code).bundles:
            desk.sitting(bundle.bundle_id)
            desk.report(bundle.bundle_id)
    return f"at a desk: {code}"


def run(seed: int, numbers: range) -> Tally:
    """As many cases as there are *numbers*."""
    return watch("mutations behind the decryption", seed, cases(seed, numbers), judge, may_accept=True)


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=1_000_000))
