"""Codes from strangers and claims from liars: nothing but what was sealed is accepted, and nothing else is raised.

    python -m tests.torture.sheets [--seed 1] [--sheets 100000] [--claims 2000]

*sheets*: each is the codes of two tokens, mixed and changed in ways that know how a code is made. *claims*: changed in
one place, then validly signed and sealed; what is accepted must make a page. Besides, each bit of a token flips once.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from assessment.bundle import frames, keys, paper, reduced, unseal
from assessment.bundle.errors import BundleError
from assessment.bundle.frames import FrameError
from assessment.bundle.reduced import to_claims
from assessment.desk.outcomes import ReadFromPaper
from assessment.desk.paper import sitting as shown
from assessment.desk.paper import take_in
from tests.bundle.builders import Place
from tests.bundle.paper_builders import sealed
from tests.desk.builders import USER, Office, a_sitting, an_office, contents_of

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
JUNK = ("", "a", "\0", "é", "AB1", "AB2:", ":", "/", "1/1", "9/9", "0/4", "::::")
VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 2**53, 2**60, 0.5, 1e308, "", "x", "nonsense", "a b", "\u202e",
    "B1", "dutch", "t", "s", "completed", 3, 7, 2.125, ["R"], [8, 8], ["A1", 0.5], [], {}, [[]], [None],
)  # fmt: skip


def main() -> None:
    """Do it and say what came of it; ends with an error where one bad thing was accepted."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("seed", 1), ("sheets", 100_000), ("claims", 2_000)):
        asked.add_argument(f"--{name}", type=int, default=default)
    found = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        print(f"seed {found.seed}")
        flips(office)
        sheets(office, found.seed, found.sheets)
        claims(office, found.seed, found.claims)


def _raw(office: Office, number: int = 1) -> bytes:
    contents = contents_of(a_sitting(), sequence=number)
    return paper.seal_paper(reduced.of(contents, "ab" * 32), office.device_key, keys.public(office.desk_key))


def flips(office: Office) -> int:
    """Flip every bit of a token, one at a time; how many there are."""
    raw, began = _raw(office), time.monotonic()
    known = (office.desk.keys, office.desk.trust(), office.desk.now())
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            found = unseal.verified_paper(paper.restored(bytes(changed)), *known)
        except BundleError:
            continue
        raise AssertionError(f"accepted: bit {bit}, {found.reduced.bundle_id}")
    print(f"bits flipped: {len(raw) * 8}, accepted 0, {time.monotonic() - began:.0f} s")
    return len(raw) * 8


def sheets(office: Office, seed: int, count: int) -> Counter[str]:
    """Mix and change the codes of two tokens; what came of *count* sheets."""
    random, began, slowest = Random(seed), time.monotonic(), 0.0
    both = [_raw(office), _raw(office, 2)]
    texts, ends = [text for raw in both for text in frames.cut(raw)], Counter[str]()
    for _ in range(count):
        started = time.monotonic()
        ends[_read(_mixed(texts, random), both)] += 1
        slowest = max(slowest, time.monotonic() - started)
    took = time.monotonic() - began
    print(f"sheets: {count}, {dict(ends)}, accepted 0, slowest {1000 * slowest:.0f} ms, {took:.0f} s")
    return ends


def _mixed(texts: list[str], random: Random) -> list[str]:
    own = texts[:4] if random.random() < 0.7 else random.choices(texts, k=4)
    chosen = random.sample(own, len(own))
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randrange(len(chosen))
        chosen[at] = _changed(chosen[at], texts, random)
    return chosen


def _changed(text: str, texts: list[str], random: Random) -> str:
    place = random.randrange(len(text) + 1)
    other = random.choice(texts)
    return random.choice((
        lambda: text[:place] + random.choice(SIGNS) + text[place + 1 :],
        lambda: text[:place] + other[place:],
        lambda: other[:13] + text[13:],
        lambda: text[:place],
        lambda: text[place:],
        lambda: text[:place] + random.choice(JUNK) + text[place:],
        lambda: text.lower(),
        lambda: text + random.choice(SIGNS),
        lambda: text[:9] + f"{random.randrange(10)}/{random.randrange(10)}" + text[12:],
        lambda: text[:4] + "".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=4)) + text[8:],
        lambda: other,
    ))()  # fmt: skip


def _read(texts: list[str], genuine: list[bytes]) -> str:
    """What comes of *texts*; an error where they make a token that nobody sealed."""
    reading = frames.NOTHING
    try:
        for text in texts:
            reading = frames.add(reading, text)
        if not reading.complete:
            return "incomplete"
        token = frames.join(reading)
    except FrameError as error:
        return error.code
    assert token in genuine, "accepted"
    return "as sealed"


def claims(office: Office, seed: int, count: int) -> Counter[str]:
    """Change one place in the claims, sign and seal them rightly; what came of *count* of them."""
    random, began, ends = Random(seed), time.monotonic(), Counter[str]()
    place = Place(office.device_key, office.desk_key, office.desk.trust())
    good = json.dumps(to_claims(reduced.of(contents_of(a_sitting()), "ab" * 32)))
    for number in range(count):
        said = _lied(json.loads(good), random)
        said["jti"], said["seq"] = f"5f0c9a52-6f5e-4d0e-9f3d-{number:012x}", number + 1
        outcome = take_in(office.desk, sealed(place, said), USER)
        ends[getattr(outcome, "reason", type(outcome).__name__)] += 1
        if isinstance(outcome, ReadFromPaper):
            assert shown(office.desk, outcome.bundle_id).page.warnings
    print(f"claims: {count}, {dict(ends)}, every accepted one makes a page, {time.monotonic() - began:.0f} s")
    return ends


def _lied(value: dict[str, object], random: Random) -> dict[str, object]:
    at: object = value
    while isinstance(at, dict | list) and at:
        key = random.choice(list(at)) if isinstance(at, dict) else random.randrange(len(at))
        inside = at[key]  # type: ignore[index]
        if not isinstance(inside, dict | list) or not inside or random.random() < 0.25:
            at[key] = random.choice(VALUES)  # type: ignore[index]
            return value
        at = inside
    return value


if __name__ == "__main__":
    main()
