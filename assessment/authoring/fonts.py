"""One family from Noto's parts: WOFF2 by script for pages, whole TrueType files for paper."""

import json
import shutil
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FAMILY = "Assessment Sans"
WEIGHTS = {400: "Regular", 700: "Bold"}
# Latin first: where ranges overlap, browsers prefer the later face, and joiners belong to the script at hand
SUBSETS = (
    ("noto-sans", "latin-ext"),
    ("noto-sans", "latin"),
    ("noto-sans-arabic", "arabic"),
    ("noto-sans-ethiopic", "ethiopic"),
)
PACKAGES = tuple(dict.fromkeys(package for package, _ in SUBSETS))

_FACE = """@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}") format("woff2");
  unicode-range: {range};
}}
"""


def for_pages(packages: Path, target: Path) -> None:
    """Copy the WOFF2 files of *packages* to *target*/fonts and write the `fonts.css` that names them."""
    folder = target / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    faces = []
    for package, subset in SUBSETS:
        ranges = json.loads((packages / package / "unicode.json").read_text("utf-8"))
        for weight in WEIGHTS:
            source = _file(packages, package, subset, weight)
            shutil.copyfile(source, folder / source.name)
            face = {"family": FAMILY, "weight": weight, "file": source.name, "range": ranges[subset]}
            faces.append(_FACE.format(**face))
    (target / "fonts.css").write_text("\n".join(faces), "utf-8")


def for_paper(packages: Path, target: Path) -> None:
    """Write a Noto Sans that ReportLab can embed, of Latin and its extensions, to *target*/fonts."""
    folder = target / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for weight, style in WEIGHTS.items():
        parts = [_truetype(_file(packages, "noto-sans", subset, weight)) for subset in ("latin", "latin-ext")]
        merged = Merger().merge(parts)
        merged.recalcTimestamp = False  # the same packages give the same bytes
        merged.save(folder / f"NotoSans-{style}.ttf")


def _file(packages: Path, package: str, subset: str, weight: int) -> Path:
    return packages / package / "files" / f"{package}-{subset}-{weight}-normal.woff2"


def _truetype(source: Path) -> BytesIO:
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    plain.seek(0)
    return plain
