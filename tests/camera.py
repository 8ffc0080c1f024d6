"""A sheet of paper in front of a camera: slanted, turned, blurred, noisy, badly lit and compressed."""

from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

MODULE = 0.4  # millimetres, as printed
_POINTS = 72 / 25.4  # in a millimetre
TURN = 8  # degrees, to either side
SLANT = 0.04  # how far a corner may be off, as a part of the side
BLUR = 0.8  # pixels
NOISE = 12  # grey values, to either side
DARKEST = 0.55  # light in the darkest corner, where the brightest has 1
JPEG = 75


def scanned(pdf: bytes, pixels: float, page: int = 0) -> Image.Image:
    """A page of *pdf* with so many *pixels* to a module, as an ideal scanner sees it."""
    return PdfDocument(pdf)[page].render(scale=pixels / MODULE / _POINTS).to_pil().convert("L")


def photographed(paper: Image.Image, random: Random) -> bytes:
    """*paper* as a camera sees it, as a JPEG; the size of a pixel stays what it was, but for the slant."""
    seen = _slanted(paper, random).rotate(random.uniform(-TURN, TURN), Image.Resampling.BICUBIC, fillcolor=200)
    seen = seen.filter(ImageFilter.GaussianBlur(BLUR))
    seen = ImageChops.multiply(seen, _light(seen.size, random))
    file = BytesIO()
    _noisy(seen, random).save(file, "JPEG", quality=JPEG)
    return file.getvalue()


def _slanted(paper: Image.Image, random: Random) -> Image.Image:
    width, height = paper.size
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    moved = [
        (x + random.uniform(-SLANT, SLANT) * width, y + random.uniform(-SLANT, SLANT) * height) for x, y in corners
    ]
    projection = _projection(corners, moved)
    return paper.transform(paper.size, Image.Transform.PERSPECTIVE, projection, Image.Resampling.BICUBIC, fillcolor=200)


def _projection(seen: list[tuple[float, float]], paper: list[tuple[float, float]]) -> list[float]:
    """The eight numbers that take a point that is *seen* to its place on *paper*."""
    rows = []
    for (x, y), (u, v) in zip(seen, paper, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved([[float(value) for value in row] for row in rows])


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan: each row is an equation, its last number what the others add up to."""
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other, row in enumerate(rows):
            if other != column:
                rows[other] = [a - row[column] * b for a, b in zip(row, rows[column], strict=True)]
    return [row[-1] for row in rows]


def _light(size: tuple[int, int], random: Random) -> Image.Image:
    """Bright on one side and dark on the other, in some direction."""
    gradient = Image.linear_gradient("L").rotate(random.choice((0, 90, 180, 270)))
    return gradient.point(lambda value: round(255 * (DARKEST + (1 - DARKEST) * value / 255))).resize(size)


def _noisy(image: Image.Image, random: Random) -> Image.Image:
    noise = Image.frombytes("L", image.size, random.randbytes(image.width * image.height))
    spread = noise.point(lambda value: round(128 + (value - 127.5) / 127.5 * NOISE))
    return ImageChops.add(image, spread, offset=-128)
