"""Trust stores from parts, as somebody makes them who may not: payloads, signatures and what is around them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from assessment.bundle import keys, strict_json, trust_file, trust_signatures
from assessment.bundle.errors import TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import seconds
from assessment.bundle.trust import Trust
from tests.proof import forge
from tests.proof.forge import mirrored, part
from tests.proof.scene import DAY, LOST, NOW, VERSION, Scene, signed_store

Make = Callable[[Scene], bytes]
Plain = dict[str, object]
TYPE = "assessment-trust+json"
TWO = ("anne", "bram")
GONE = object()


def succeeded(scene: Scene, data: bytes) -> str:
    """What comes of the trust store *data* where the scene's is believed."""
    return code_of(lambda: trust_file.accept(data, scene.trust, scene.now))


def begun(scene: Scene, data: bytes) -> str:
    """What comes of the trust store *data* where none is believed yet, as at an installation."""
    return code_of(lambda: trust_file.accept(data, None, scene.now))


def moment_in(days: int) -> int:
    return seconds(NOW + days * DAY)


@cache
def extra_officer(number: int) -> Jwk:
    return keys.make_officer_key()


def later_store(scene: Scene, valid: timedelta) -> bytes:
    """The version that is believed, valid for longer."""
    store = trust_file.propose(replace(scene.trust, version=VERSION - 1), NOW, valid)
    for name in TWO:
        store = trust_signatures.signed(store, scene.officers[name])
    return trust_signatures.dump(store)


def code_of(step: Callable[[], object]) -> str:
    try:
        step()
    except TrustError as error:
        return error.code
    return "accepted"


# a store from parts


def signature(key: Jwk, payload: bytes, **header: object) -> dict[str, str]:
    """One signature over *payload*; the header has the kid of *key* and may be changed, None takes a field away."""
    protected = {"alg": "ES256", "kid": key["kid"], "typ": TYPE, **header}
    token = forge.jws({name: value for name, value in protected.items() if value is not None}, payload, key)
    first, _, last = token.decode().split(".")
    return {"protected": first, "signature": last}


def file(payload: bytes, signatures: Sequence[Mapping[str, str]], **more: object) -> bytes:
    """A store with these *signatures*, whatever they sign."""
    return json.dumps({"payload": part(payload), "signatures": list(signatures), **more}).encode()


def plain(scene: Scene, **changes: object) -> Plain:
    """What the next store says, but for *changes*."""
    return {**json.loads(trust_file.propose(scene.trust, NOW).payload), **changes}


def signed(scene: Scene, value: object, *names: str) -> bytes:
    """*value*, which is bytes or plain data, signed by two officers or by those with these *names*."""
    payload = value if isinstance(value, bytes) else strict_json.dumps(value)
    return file(payload, [signature(scene.officers[name], payload) for name in names or TWO])


def saying(**changes: object) -> Make:
    return lambda scene: signed(scene, plain(scene, **changes))


def changing(change: Callable[[Plain], object]) -> Make:
    """What *change* does to what the next store says, rightly signed."""

    def make(scene: Scene) -> bytes:
        value = plain(scene)
        changed = change(value)
        return signed(scene, value if changed is None else changed)

    return make


def a_kiosk(number: int = 0, **changes: object) -> Make:
    """Changes in one kiosk of the store; GONE takes a field away."""

    def change(value: Plain) -> None:
        kiosks = value["kiosks"]
        assert isinstance(kiosks, list)
        changed = {**kiosks[number], **changes}
        kiosks[number] = {name: one for name, one in changed.items() if one is not GONE}

    return changing(change)


def signed_by(*names: str) -> Make:
    """The next store, signed by these officers only."""
    return lambda scene: signed(scene, plain(scene), *names)


def with_header(**header: object) -> Make:
    """The next store, with a second signature under another header."""

    def make(scene: Scene) -> bytes:
        payload = strict_json.dumps(plain(scene))
        anne, bram = (scene.officers[name] for name in TWO)
        return file(payload, [signature(anne, payload), signature(bram, payload, **header)])

    return make


def with_second(sign: Callable[[Scene, bytes], dict[str, str]]) -> Make:
    """The next store, with one good signature and one that *sign* makes."""

    def make(scene: Scene) -> bytes:
        payload = strict_json.dumps(plain(scene))
        return file(payload, [signature(scene.officers["anne"], payload), sign(scene, payload)])

    return make


def mirror_of(scene: Scene, payload: bytes) -> dict[str, str]:
    """The other signature that fits beside Anne's first one: still only Anne's."""
    one = signature(scene.officers["anne"], payload)
    token = mirrored(f"{one['protected']}.{part(payload)}.{one['signature']}".encode()).decode()
    return {"protected": one["protected"], "signature": token.split(".")[2]}


def with_text(old: str, new: str) -> Make:
    """The next store, rightly signed, with *new* for *old* in the text of the file."""

    def make(scene: Scene) -> bytes:
        found = signed(scene, plain(scene)).decode()
        assert old in found
        return found.replace(old, new, 1).encode()

    return make


def with_payload_text(old: str, new: str) -> Make:
    """The next store with *new* for *old* in what was signed, rightly signed."""

    def make(scene: Scene) -> bytes:
        found = strict_json.dumps(plain(scene)).decode()
        assert old in found
        return signed(scene, found.replace(old, new, 1).encode())

    return make


def moved_payload(scene: Scene) -> bytes:
    """Good signatures, under what they do not sign."""
    found = json.loads(signed(scene, plain(scene)))
    return json.dumps({**found, "payload": part(strict_json.dumps(plain(scene, banks=[])))}).encode()


def officer_list(**named: Jwk) -> list[Plain]:
    return [{"name": name, "jwk": keys.public(key)} for name, key in named.items()]


def coup(scene: Scene) -> bytes:
    """A stranger makes himself the only officer and signs."""
    value = plain(scene, officers=officer_list(stranger=scene.stranger), threshold=1)
    payload = strict_json.dumps(value)
    return file(payload, [signature(scene.stranger, payload)])


def coup_with_help(scene: Scene) -> bytes:
    """As before, and one officer of the old set signs too."""
    value = plain(scene, officers=officer_list(stranger=scene.stranger), threshold=1)
    payload = strict_json.dumps(value)
    return file(payload, [signature(scene.stranger, payload), signature(scene.officers["anne"], payload)])


def new_officers_alone(scene: Scene) -> bytes:
    """Two of a new set of officers, of whom only one was in the old set."""
    members = officer_list(anne=scene.officers["anne"], dirk=scene.stranger, caro=scene.officers["caro"])
    payload = strict_json.dumps(plain(scene, officers=members))
    return file(payload, [signature(scene.officers["anne"], payload), signature(scene.stranger, payload)])


def a_store(scene: Scene, trust: Trust) -> bytes:
    return signed_store(trust, *(scene.officers[name] for name in TWO))


def trusted_again(scene: Scene) -> bytes:
    devices = tuple(replace(one, revoked=False, revoked_at=None, last_good_sequence=0) for one in scene.trust.devices)
    return a_store(scene, replace(scene.trust, devices=devices))


def forgotten_kiosk(scene: Scene) -> bytes:
    return a_store(scene, replace(scene.trust, devices=tuple(one for one in scene.trust.devices if one.name != LOST)))


def numbered(version: int, **changes: object) -> Make:
    """A store with another *version*, rightly signed."""
    return lambda scene: a_store(scene, replace(scene.trust, version=version - 1, **changes))
