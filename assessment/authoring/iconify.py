"""Icon sets in Iconify's JSON form, read as standalone SVG."""

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypedDict


class Icon(TypedDict, total=False):
    """A drawing (*body*), or another icon's drawing (*parent*), perhaps mirrored."""

    body: str
    parent: str
    hFlip: bool
    left: float
    top: float
    width: float
    height: float


class IconSet(Icon, total=False):
    """One package of icons; its own box is that of icons that state none."""

    prefix: str
    icons: dict[str, Icon]
    aliases: dict[str, Icon]


class UnknownIcon(LookupError):
    """An icon set has no icon of this name."""


@cache  # Noto is 25 MB of JSON
def read(folder: Path) -> IconSet:
    """The icon set of an installed package."""
    icons: IconSet = json.loads((folder / "icons.json").read_text("utf-8"))
    return icons


def svg(icons: IconSet, name: str) -> str:
    """The icon *name* as a whole SVG document."""
    icon = _resolve(icons, name)
    left, top, width, height = _box(icon, icons)
    # some bodies of Noto refer to their own parts by xlink
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    box = f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"'
    return f"<svg {spaces} {box}>{icon['body']}</svg>\n"


def _resolve(icons: IconSet, name: str) -> Icon:
    if name in icons["icons"]:
        return icons["icons"][name]
    if name not in icons.get("aliases", {}):
        raise UnknownIcon(f"the set {icons['prefix']} has no icon {name!r}{_hint(icons, name)}")
    alias = icons["aliases"][name]
    return _derive(alias, _resolve(icons, alias["parent"]), icons)


def _derive(alias: Icon, parent: Icon, icons: IconSet) -> Icon:
    if unknown := alias.keys() - Icon.__annotations__.keys():
        raise NotImplementedError(f"an alias in {icons['prefix']} uses {', '.join(sorted(unknown))}")
    icon: Icon = {**parent, **alias}
    if alias.get("hFlip"):
        left, _, width, _ = _box(icon, icons)
        icon["body"] = f'<g transform="translate({2 * left + width} 0) scale(-1 1)">{icon["body"]}</g>'
    return icon


def _box(icon: Icon, icons: IconSet) -> tuple[float, float, float, float]:
    # the format's own defaults
    box: IconSet = {"left": 0, "top": 0, "width": 16, "height": 16, **icons, **icon}
    return box["left"], box["top"], box["width"], box["height"]


def _hint(icons: IconSet, name: str) -> str:
    known = [*icons["icons"], *icons.get("aliases", {})]
    near = get_close_matches(name, known, n=3)
    return f"; near: {', '.join(near)}" if near else ""
