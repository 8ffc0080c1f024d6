"""Bundles changed by chance before the decryption, as whoever finds a stick can: not one may be accepted.

    python -m tests.proof.mutations --count 1000000 --processes 2

Parts are swapped between bundles, cut, lengthened and respelt, and headers are changed as JSON. Ends with 1 if one is
accepted, escapes, or takes more than a second or 256 MiB.
"""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from tests.bundle.builders import some_contents
from tests.proof.forge import part, taken
from tests.proof.mutate_json import mutated, spelt
from tests.proof.scene import SECOND, a_scene
from tests.proof.watch import Case, Tally, main, watch

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_STRANGE = (b"=", b"==", b"\n", b" ", b".", b"\0", b"+", b"/", b"%", b"\xff", b"\xef\xbb\xbf", b"A", b"AAAA")
Pieces = list[bytes]


@cache
def pool() -> tuple[bytes, ...]:
    """Bundles in order, most of them short, so that a million cases are done within minutes."""
    scene = a_scene()
    short = [scene.saying(seq=number) for number in range(1, 9)]
    other = scene.bundle(scene.claims(iss=SECOND), scene.kiosks[SECOND])
    earlier = scene.jwe(scene.token(scene.claims()), scene.earlier).data
    return (*short * 2, other, earlier, scene.sealed(some_contents()))


def cases(seed: int, numbers: range) -> Iterator[Case]:
    """A changed bundle for each of *numbers*; whatever chance left as it was is not handed in."""
    good = frozenset(pool())
    for number in numbers:
        chance = Random(seed * 1_000_003 + number)
        name, data = changed(chance.choice(pool()), chance)
        if data not in good:
            yield f"{number} {name}", data


def changed(data: bytes, chance: Random) -> tuple[str, bytes]:
    """The bundle *data* after one to four changes, and what they are called."""
    pieces, names = data.split(b"."), []
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        change = chance.choice(_CHANGES)
        pieces = change(pieces, chance)
        names.append(change.__name__.strip("_"))
    return "+".join(names), b".".join(pieces)


def scrambled(data: bytes, chance: Random) -> bytes:
    """*data*, which need not be a bundle, after one or two changes that ask for no form."""
    for _ in range(chance.choice((1, 1, 2))):
        data = b".".join(chance.choice(_FORMLESS)(data.split(b"."), chance))
    return data


def _from_another(pieces: Pieces, chance: Random) -> Pieces:
    other = chance.choice(pool()).split(b".")
    at = chance.randrange(min(len(pieces), 5))
    return [*pieces[:at], other[at], *pieces[at + 1 :]]


def _elsewhere(pieces: Pieces, chance: Random) -> Pieces:
    return chance.sample(pieces, len(pieces))


def _once_more(pieces: Pieces, chance: Random) -> Pieces:
    at = chance.randrange(len(pieces))
    return [*pieces[:at], pieces[at], *pieces[at:]]


def _gone(pieces: Pieces, chance: Random) -> Pieces:
    at = chance.randrange(len(pieces))
    return [*pieces[:at], *pieces[at + 1 :]] or [b""]


def _inserted(pieces: Pieces, chance: Random) -> Pieces:
    return _spelling(pieces, chance, lambda text, at: text[:at] + chance.choice(_STRANGE) + text[at:])


def _appended(pieces: Pieces, chance: Random) -> Pieces:
    return _spelling(pieces, chance, lambda text, at: text + chance.choice(_STRANGE))


def _letter(pieces: Pieces, chance: Random) -> Pieces:
    return _spelling(pieces, chance, lambda text, at: text[:at] + bytes([chance.choice(_LETTERS)]) + text[at + 1 :])


def _cut(pieces: Pieces, chance: Random) -> Pieces:
    return _spelling(pieces, chance, lambda text, at: text[:at] + text[at + chance.choice((1, 4, 20, 1000)) :])


def _flipped(pieces: Pieces, chance: Random) -> Pieces:
    return _spelling(pieces, chance, lambda text, at: _flip(text, at, chance))


def _stray(pieces: Pieces, chance: Random) -> Pieces:
    """The last letter stands for the same bytes, or nearly."""
    return _spelling(pieces, chance, lambda text, at: text[:-1] + bytes([chance.choice(_LETTERS)]))


def _bytes(pieces: Pieces, chance: Random) -> Pieces:
    """Other bytes, rightly encoded."""
    at = chance.randrange(len(pieces))
    try:
        data = taken(pieces[at])
    except ValueError:
        return pieces
    place = chance.randrange(len(data) + 1)
    changed = chance.choice(
        (data[:place], data + b"\0", data[place:], data[::-1], b"\0" * len(data), data * 2, _flip(data, place, chance))
    )
    return [*pieces[:at], part(changed).encode(), *pieces[at + 1 :]]


def _header(pieces: Pieces, chance: Random) -> Pieces:
    """Another header, changed as JSON."""
    header = {**a_scene().outer(), "epk": {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "A" * 43}}
    return [part(spelt(mutated(header, chance), chance)).encode(), *pieces[1:]]


def _own_header(pieces: Pieces, chance: Random) -> Pieces:
    """Its own header with other spelling or one field changed."""
    try:
        text = taken(pieces[0])
    except ValueError:
        return pieces
    old, new = chance.choice(_RESPELT)
    return [part(text.replace(old, new, 1)).encode(), *pieces[1:]]


def _spelling(pieces: Pieces, chance: Random, change: Callable[[bytes, int], bytes]) -> Pieces:
    at = chance.randrange(len(pieces))
    return [*pieces[:at], change(pieces[at], chance.randrange(len(pieces[at]) + 1)), *pieces[at + 1 :]]


def _flip(data: bytes, at: int, chance: Random) -> bytes:
    return data[:at] + bytes(byte ^ 1 << chance.randrange(8) for byte in data[at : at + 1]) + data[at + 1 :]


_RESPELT = (
    (b",", b", "),
    (b'"alg"', b'"\\u0061lg"'),
    (b"}", b',"zip":"DEF"}'),
    (b"A256KW", b"A128KW"),
    (b"A256GCM", b"A128GCM"),
    (b"P-256", b"P-384"),
    (b'"alg":', b'"alg":"dir","alg":'),
    (b'"epk":{', b'"epk":{"d":"AAAA",'),
    (b"{", b"\xef\xbb\xbf{"),
    (b"+jwe", b"+jws"),
    (b'"x":"', b'"x":"A'),
    (b"}", b"} "),
)
_FORMLESS = (_elsewhere, _once_more, _gone, _inserted, _appended, _letter, _cut, _flipped, _stray, _bytes)
_CHANGES = (
    _from_another,
    _elsewhere,
    _once_more,
    _gone,
    _inserted,
    _appended,
    _letter,
    _letter,
    _cut,
    _flipped,
    _flipped,
    _stray,
    _bytes,
    _bytes,
    _header,
    _own_header,
)


def run(seed: int, numbers: range) -> Tally:
    """As many cases as there are *numbers*."""
    return watch("mutations before the decryption", seed, cases(seed, numbers), a_scene().verdict)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=1_000_000))
