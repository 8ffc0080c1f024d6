"""What pages and reports need from the front-end packages, built into one folder that ships in the wheel."""

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from assessment.authoring import fonts, iconify

AMSTERDAM = "@amsterdam/design-system-css"

COMPONENTS = """
    action-group alert badge body breadcrumb button card checkbox column description-list dialog
    error-message field field-set figure file-input form-field-status gap grid heading hint icon
    icon-button image invalid-form-alert label link link-list margin ordered-list page page-footer
    page-header paragraph password-input progress-list radio row select skip-link standalone-link table
    text-area text-input unordered-list visually-hidden
""".split()  # noqa: SIM905 - a word list is easier to read

ICONS = """
    accessible alert-triangle archive arrow-back-up arrow-down arrow-forward-up arrow-left arrow-right
    arrow-up browser calendar check chevron-down chevron-left chevron-right chevron-up circle-check
    circle-x clipboard-list clock contrast copy download external-link eye eye-off file file-text flag
    folder help-circle home hourglass inbox info-circle key keyboard language list lock lock-open login
    logout mail mail-opened menu-2 minus mood-empty mood-sad mood-smile paperclip pencil player-pause
    player-play player-skip-forward player-stop plus printer qrcode question-mark refresh search send
    settings shield-check star text-size trash upload usb user users volume volume-off world x
""".split()  # noqa: SIM905 - a word list is easier to read

PICTURE_SETS = ("fluent-emoji-flat", "noto", "tabler")


class UnknownPicture(LookupError):
    """A bank names a picture that is in none of our sets."""


def build(node_modules: Path, banks: Path, target: Path) -> list[str]:
    """Make *target* anew from the packages in *node_modules* and the pictures that *banks* name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".vendor-") as scratch:
        made = Path(scratch) / "vendor"
        made.mkdir()
        _icons(node_modules / "@iconify-json/tabler", made / "icons")
        for listing in sorted(banks.glob("*/pictures.yaml")):
            _pictures(node_modules / "@iconify-json", listing, made / "pictures")
        _stylesheet(node_modules / AMSTERDAM, made)
        fonts.for_pages(node_modules / "@fontsource", made)
        fonts.for_paper(node_modules / "@fontsource", made)
        _licences(node_modules, made / "licences")
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)  # whole or not at all: a build that fails leaves the old folder
    return sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())


def _stylesheet(package: Path, target: Path) -> None:
    sheets = [(package / f"dist/{name}/{name}.css").read_text("utf-8-sig") for name in COMPONENTS]
    plain = (re.sub(r"/\*# sourceMappingURL=.*?\*/", "", sheet).strip() for sheet in sheets)
    (target / "ams.css").write_text("\n".join(plain) + "\n", "utf-8")


def _icons(package: Path, folder: Path) -> None:
    tabler = iconify.read(package)
    for name in ICONS:
        _write(folder / f"{name}.svg", iconify.svg(tabler, name))


def _pictures(packages: Path, listing: Path, folder: Path) -> None:
    bank = listing.parent.name
    for name, picture in (yaml.safe_load(listing.read_text("utf-8")) or {}).items():
        try:
            drawing = _drawing(packages, picture)
        except iconify.UnknownIcon as error:
            raise UnknownPicture(f"bank {bank}, picture {name}: {error}") from error
        _write(folder / bank / f"{name}.svg", drawing)


def _drawing(packages: Path, picture: object) -> str:
    match picture:
        case {"set": "fluent-emoji-flat" | "noto" | "tabler" as icons, "icon": str(icon)}:
            return iconify.svg(iconify.read(packages / icons), icon)
    raise iconify.UnknownIcon(f"found {picture}, expected a set ({', '.join(PICTURE_SETS)}) and an icon")


def _licences(node_modules: Path, folder: Path) -> None:
    shutil.copytree(Path(__file__).with_name("licences"), folder)  # the icon packages only name theirs
    shutil.copyfile(node_modules / AMSTERDAM / "LICENSE.txt", folder / "amsterdam-design-system.txt")
    for package in fonts.PACKAGES:
        shutil.copyfile(node_modules / "@fontsource" / package / "LICENSE", folder / f"{package}.txt")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """Build the assets of this checkout."""
    root = Path(__file__).parents[2]
    target = root / "assessment/web/static/vendor"
    try:
        made = build(root / "node_modules", root / "assessment/items/banks", target)
    except UnknownPicture as error:
        sys.exit(f"error: {error}")
    print(f"{len(made)} files in {target.relative_to(root)}")


if __name__ == "__main__":
    main()
