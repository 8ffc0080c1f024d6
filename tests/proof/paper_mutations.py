"""Paper changed by chance: what the codes say, and behind the decryption what a kiosk could sign.

    python -m tests.proof.paper_mutations --count 1000000 --processes 2

One case in four changes the texts of the codes, which must then say what was sealed or be refused. The others change
the claims and enter, for speed, where the signed payload comes out: what is accepted must be written again as it was
read. Every two hundredth is sealed and taken in by a whole desk, and what is taken in is shown. Ends with 1 otherwise.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from assessment.bundle import compact, reduced, strict_json
from assessment.bundle.errors import BundleError
from assessment.desk import paper
from assessment.desk.outcomes import ReadFromPaper, Refused
from tests.proof import paper_attacks
from tests.proof.behind import NotTheSame
from tests.proof.desk_attacks import a_desk
from tests.proof.mutate_json import dumped, mutated, spelt
from tests.proof.scene import a_scene
from tests.proof.watch import ACCEPTED, Case, Tally, main, watch

_WHOLE = 200  # every so many cases goes the whole way
_WORKER = "hanna"
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@dataclass(frozen=True)
class Codes:
    """What the codes say."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Claims:
    """The claims that a kiosk signs; *whole* if a desk is to take them in."""

    text: bytes
    whole: bool


@cache
def _pages() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(paper_attacks.codes(a_scene(), number)) for number in (1, 2, 3))


@cache
def claims() -> dict[str, object]:
    """Claims that are in order."""
    return reduced.to_claims(paper_attacks.short())


def cases(seed: int, numbers: range) -> Iterator[Case]:
    """Changed codes or claims for each of *numbers*."""
    for number in numbers:
        chance = Random(seed * 1_000_003 + number)
        if number % 4 == 0:
            yield f"{number}", Codes(_scrambled(chance))
        else:
            yield f"{number}", Claims(_changed(chance), whole=number % _WHOLE == 1)


def _changed(chance: Random) -> bytes:
    if chance.random() < 0.6:
        return dumped({**claims(), "profile": mutated(claims()["profile"], chance)})
    return spelt(mutated(claims(), chance), chance)


def _scrambled(chance: Random) -> tuple[str, ...]:
    texts = list(chance.choice(_pages()))
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(texts))
        place = chance.randrange(len(texts[at]))
        texts[at] = chance.choice(
            (
                texts[at][:place] + chance.choice(_SIGNS) + texts[at][place + 1 :],
                texts[at][:place] + texts[at][place + 3 :],
                texts[at] + chance.choice(_SIGNS),
                chance.choice(chance.choice(_pages())),
                texts[at].replace(texts[at][4:8], chance.choice(_pages())[0][4:8]),
                texts[chance.randrange(len(texts))],
            )
        )
    return tuple(chance.sample(texts, len(texts)))


def judge(case: object) -> str:
    """What comes of *case*; NotTheSame where it is accepted and does not hold."""
    if isinstance(case, Codes):
        return _collected(case.texts)
    assert isinstance(case, Claims)
    return _at_a_desk(case.text) if case.whole else _read(case.text)


def _collected(texts: tuple[str, ...]) -> str:
    code = paper_attacks.collected(a_scene(), texts)
    if code == ACCEPTED and set(texts) not in [set(page) for page in _pages()]:
        raise NotTheSame("accepted, but nobody printed it")
    return "accepted as it was printed" if code == ACCEPTED else code


def _read(text: bytes) -> str:
    try:
        found = reduced.from_claims(strict_json.loads(text, compact.LARGEST_INFLATED))
    except (BundleError, strict_json.NotStrict) as error:
        return getattr(error, "code", "not_strict")
    if reduced.from_claims(reduced.to_claims(found)) != found:
        raise NotTheSame("written again it says something else")
    return ACCEPTED


def _at_a_desk(text: bytes) -> str:
    with a_desk(a_scene()) as desk:
        token = paper_attacks.sealed(a_scene(), text, a_scene().kiosk)
        match paper.take_in(desk, token, _WORKER):
            case ReadFromPaper(bundle_id):
                paper.sitting(desk, bundle_id)
                return "at a desk: read from paper"
            case Refused(reason):
                return f"at a desk: {reason}"
            case other:
                return f"at a desk: {type(other).__name__}"


def run(seed: int, numbers: range) -> Tally:
    """As many cases as there are *numbers*."""
    return watch("mutations of paper", seed, cases(seed, numbers), judge, may_accept=True)


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=1_000_000))
