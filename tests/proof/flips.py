"""Every single-bit flip and every truncation of whole bundles: not one may be accepted.

    python -m tests.proof.flips --count 5

Each bundle is 16 KiB, so each has 131,072 flips and 16,384 truncations. Ends with 1 if one is accepted or escapes.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace

from tests.bundle.builders import some_contents
from tests.proof.scene import a_scene
from tests.proof.watch import Case, Tally, main, watch


def bundles(numbers: range) -> Iterator[bytes]:
    """Whole bundles as the program makes them, each with other contents."""
    for number in numbers:
        yield a_scene().sealed(replace(some_contents(), sequence=number + 1))


def flips(data: bytes, step: int = 1) -> Iterator[Case]:
    """*data* with one bit changed: each *step*-th bit, or all of them."""
    changed = bytearray(data)
    for bit in range(0, 8 * len(data), step):
        changed[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit}", bytes(changed)
        changed[bit // 8] ^= 1 << bit % 8


def around_the_text(data: bytes) -> Iterator[Case]:
    """Every flip in header, key, nonce and tag, and in the first and last letters of the text."""
    text = max(data.split(b"."), key=len)
    start = data.index(text)
    for bit, flipped in flips(data):
        position = int(bit.split()[1]) // 8 - start
        if not 16 <= position < len(text) - 16:
            yield bit, flipped


def truncations(data: bytes, step: int = 1) -> Iterator[Case]:
    """*data* cut short at every length, or every *step*-th."""
    for length in range(0, len(data), step):
        yield f"{length} bytes", data[:length]


def run(seed: int, numbers: range) -> Tally:
    """Everything, for as many bundles as there are *numbers*."""
    cases = (case for data in bundles(numbers) for kind in (flips, truncations) for case in kind(data))
    return watch("flips and truncations", seed, cases, a_scene().verdict)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=5))
