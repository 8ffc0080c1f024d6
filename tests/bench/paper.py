"""What paper costs and how well it is read: sizes of reduced profiles, and codes in simulated photographs.

    python -m tests.bench.paper [--seed 1] [--sittings 60] [--photographs 40]

Sizes are of sittings with the bank amsterdam by candidates who answer by chance. Photographs are of the printed PDF.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from random import Random
from statistics import median

import zxingcpp
from PIL import Image

from assessment.bundle import compact, frames, keys, packed, paper, reduced
from assessment.bundle.reduced import Reduced, to_claims
from assessment.items.interactions import Choice, GapText, Information, Order, Rating, YesNo
from assessment.items.model import Item
from assessment.items.responses import Liking, Missing, RatingResponse, Response
from assessment.report import transport
from assessment.report.transport import Transport
from tests.camera import BLUR, JPEG, NOISE, TURN, photographed, scanned
from tests.candidates import mistaken
from tests.desk.builders import a_sitting, contents_of, diligent

PIXELS = (2.0, 2.5, 3.0, 4.0)
DEVICE, DESK = keys.make_device_key(), keys.public(keys.make_recipient_key())


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("seed", 1), ("sittings", 60), ("photographs", 40)):
        asked.add_argument(f"--{name}", type=int, default=default)
    found = asked.parse_args()
    print(
        f"seed {found.seed}; zxing-cpp {version('zxing-cpp')}, Pillow {version('pillow')}, joserfc {version('joserfc')}"
    )
    fullest = sizes(found.seed, found.sittings)
    print()
    decoded(fullest, found.seed, found.photographs)


def sizes(seed: int, sittings: int) -> Reduced:
    """Print how large reduced profiles are; the largest of them."""
    made = [_reduced(by_chance(Random(seed * 1000 + number))) for number in range(sittings)]
    rows = [(one, *_size(one)) for one in made]
    print(f"reduced profiles of {sittings} sittings, in bytes (least, median, most)")
    for name, column in (("profile as JSON", 1), ("claims as JSON", 2), ("sealed, before padding", 3)):
        values = [row[column] for row in rows]
        print(f"  {name:24} {min(values):6} {int(median(values)):6} {max(values):6}")
    codes = Counter(len(paper.seal_paper(one, DEVICE, DESK)) // frames.SHARE + 1 for one in made)
    print(f"  codes: {dict(codes)}; {frames.SHARE} bytes in each, {frames.capacity(paper.FEWEST)} in {paper.FEWEST}")
    return max(rows, key=lambda row: row[3])[0]


def _size(one: Reduced) -> tuple[int, int, int]:
    profile = json.dumps(packed.pack(one.stated), separators=(",", ":"))
    claims = json.dumps(to_claims(one), separators=(",", ":"))
    return len(profile), len(claims), len(compact.DEFLATE.compress(paper.signed(one, DEVICE, 0))) + paper.AROUND


def _reduced(candidate: Callable[[Item], Response | Missing]) -> Reduced:
    return reduced.of(contents_of(a_sitting.__wrapped__(candidate)), "ab" * 32)


def by_chance(random: Random) -> Callable[[Item], Response | Missing]:
    """Somebody who likes some things, leaves out some questions and does not know every answer."""

    def gives(item: Item) -> Response | Missing:
        if isinstance(item.interaction, Rating):
            return RatingResponse(random.choice(list(Liking)))
        if not isinstance(item.interaction, Information) and random.random() < 0.1:
            return Missing.SKIPPED
        scored = isinstance(item.interaction, Choice | YesNo | Order | GapText)
        if scored and getattr(item.interaction, "key", True) is not None and random.random() < 0.3:
            return mistaken(item)
        return diligent(item)

    return gives


def decoded(one: Reduced, seed: int, photographs: int) -> None:
    """Print which share of the codes in photographs of the printed page is read."""
    codes = tuple(frames.cut(paper.seal_paper(one, DEVICE, DESK)))
    pdf = transport.pdf(Transport("kiosk-1", 1, codes, ()))
    print(f"{photographs} photographs of the page with {len(codes)} codes at each size; turned up to {TURN}°, slanted,")
    print(f"blur {BLUR} px, noise ±{NOISE}, uneven light, JPEG {JPEG}")
    for pixels in PIXELS:
        page, right, whole = scanned(pdf, pixels), 0, 0
        for number in range(photographs):
            picture = photographed(page, Random(f"{seed} {number}"))
            found = {code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))}
            right, whole = right + len(found & set(codes)), whole + (found >= set(codes))
        share = 100 * right / photographs / len(codes)
        print(f"  {pixels:3} px per module: {share:5.1f} % of the codes, {whole} of {photographs} pages whole")


if __name__ == "__main__":
    main()
