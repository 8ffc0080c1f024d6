"""Trust stores changed by chance, before the signatures of the officers and behind them.

    python -m tests.proof.store_mutations --count 1000000 --processes 2

Half of the cases change the file or a request to enrol or renew, as anyone can: what is accepted must say what was
signed, to the letter. The other half change what the officers sign, as officers could: it must be written again as it
was read, and be a store that may follow the one before. For speed nine of ten of these enter as the payload, and one
in ten is signed by two officers and accepted from a file. One case in ten is a list of an export or a receipt, rightly
signed. Ends with 1 if anything else comes out.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from assessment.bundle import enrolment, receipt, renewal, trust_file, trust_payload
from assessment.bundle.errors import TrustError
from assessment.bundle.trust import Trust
from tests.proof import forge, store_forging
from tests.proof.behind import NotTheSame
from tests.proof.mutate_json import mutated, spelt
from tests.proof.mutations import scrambled
from tests.proof.scene import KIOSK, NOW, a_scene, signed_store
from tests.proof.statement_attacks import arrived, list_claims, missed, receipt_claims, sealed_list
from tests.proof.trust_attacks import a_renewal, a_request
from tests.proof.watch import ACCEPTED, Case, Tally, main, watch

_FILED = 10  # every so many payloads is signed and accepted from a file
_THE_SAME = "accepted as it was signed"


@dataclass(frozen=True)
class Changed:
    """*data* and what it is: a file, a request, a payload, to be *signed* or not, or what a list or receipt says."""

    kind: str
    data: bytes


@cache
def known() -> Trust:
    """A small trust store that is believed: two kiosks, one of them revoked, three officers, two desk keys."""
    scene = a_scene()
    devices = (scene.trust.devices[0], next(one for one in scene.trust.devices if one.revoked))
    trust = replace(scene.trust, version=4, devices=devices, recipients=scene.trust.recipients[-1:])
    store = signed_store(trust, scene.officers["anne"], scene.officers["bram"])
    return trust_file.accept(store, None, NOW)


@cache
def files() -> tuple[bytes, ...]:
    """The next store, with two signatures and with three, and the one that is believed."""
    scene = a_scene()
    following = trust_file.propose(known(), NOW).payload
    return (
        store_forging.signed(scene, following),
        store_forging.signed(scene, following, *scene.officers),
        signed_store(replace(known(), version=4), *scene.officers.values()),
    )


@cache
def _requests() -> tuple[bytes, ...]:
    scene = a_scene()
    return a_request(scene), a_renewal(scene, KIOSK, scene.kiosk), enrolment.request(KIOSK, scene.kiosk, NOW)


@cache
def plain() -> dict[str, object]:
    """What the next store says."""
    found: dict[str, object] = json.loads(trust_file.propose(known(), NOW).payload)
    return found


def cases(seed: int, numbers: range) -> Iterator[Case]:
    """A changed file, request or payload for each of *numbers*."""
    for number in numbers:
        chance = Random(seed * 1_000_003 + number)
        yield f"{number}", _changed(number, chance)


def _changed(number: int, chance: Random) -> Changed:
    if chance.random() < 0.1:
        kind, claims = chance.choice((("list", list_claims), ("receipt", receipt_claims)))
        return Changed(kind, spelt(mutated(claims(a_scene()), chance), chance))
    if number % 2:
        kind = "signed" if number // 2 % _FILED == 0 else "payload"
        return Changed(kind, spelt(mutated(plain(), chance), chance))
    if chance.random() < 0.3:
        return Changed("request", scrambled(chance.choice(_requests()), chance))
    return Changed("file", file(chance.choice(files()), chance))


def file(data: bytes, chance: Random) -> bytes:
    """The file *data*, changed as text or as JSON."""
    if chance.random() < 0.7:
        try:
            return spelt(mutated(json.loads(data), chance), chance)
        except (ValueError, RecursionError):
            pass  # under the fuzzer it need not be JSON any more
    return scrambled(data, chance)


def judge(changed: object) -> str:
    """What comes of *changed*; NotTheSame where it is accepted and must not be."""
    assert isinstance(changed, Changed)
    try:
        match changed.kind:
            case "payload":
                return _read(changed.data)
            case "signed":
                return _accepted(store_forging.signed(a_scene(), changed.data))
            case "request":
                return _asked(changed.data)
            case "list":
                return missed(a_scene(), sealed_list(a_scene(), changed.data, a_scene().kiosk))
            case "receipt":
                return arrived(a_scene(), forge.jws(_receipt_header(), changed.data, a_scene().receipts))
            case _:
                return _filed(changed.data)
    except TrustError as error:
        return error.code


def _receipt_header() -> dict[str, str]:
    return {**receipt.HEADER, "kid": a_scene().receipts["kid"]}


def _read(payload: bytes) -> str:
    found = trust_payload.load(payload)
    if trust_payload.load(trust_payload.dump(found)) != found:
        raise NotTheSame("written again it says something else")
    return ACCEPTED


def _accepted(data: bytes) -> str:
    """A store that officers signed must be one that may follow the one that is believed."""
    found = trust_file.accept(data, known(), NOW)
    revoked = {one.kid for one in known().devices if one.revoked}
    follows = (
        found.recipient == known().recipient
        and found.version >= known().version
        and found.expires >= NOW
        and 1 <= found.officers.threshold <= len(found.officers.members)
        and revoked <= {one.kid for one in found.devices if one.revoked}
    )
    if not follows:
        raise NotTheSame("accepted, but it does not follow")
    return "accepted from a file"


def _filed(data: bytes) -> str:
    """A file that was changed after it was signed says what was signed, or nothing."""
    found = trust_file.accept(data, known(), NOW)
    if found not in (known(), trust_payload.load(trust_file.propose(known(), NOW).payload)):
        raise NotTheSame("accepted, but nobody signed it")
    return _THE_SAME


def _asked(data: bytes) -> str:
    """A request that was changed asks for a key that signed it, or for nothing."""
    found, device = renewal.read(data, a_scene().trust, NOW)
    if found.jwk["kid"] not in (a_scene().stranger["kid"], a_scene().kiosk["kid"]):
        raise NotTheSame("accepted, but nobody asked for that")
    if device is not None and device.kid != a_scene().kiosk["kid"]:
        raise NotTheSame("accepted on the word of another key")
    return _THE_SAME


def run(seed: int, numbers: range) -> Tally:
    """As many cases as there are *numbers*."""
    return watch("mutations of trust stores", seed, cases(seed, numbers), judge, may_accept=True)


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=1_000_000))
