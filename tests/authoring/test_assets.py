from pathlib import Path
from xml.etree import ElementTree

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from assessment.authoring import iconify
from assessment.authoring.assets import UnknownPicture, build

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
SQUARE = {
    "prefix": "shapes",
    "width": 32,
    "height": 32,
    "icons": {"left-half": {"body": '<path d="M0 0h16v32H0z"/>'}},
}


def pictures(folder: Path, text: str) -> Path:
    (folder / "work").mkdir(parents=True)
    (folder / "work" / "pictures.yaml").write_text(text)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    banks = pictures(folder / "banks", "plug: {set: noto, icon: electric-plug}\nbald: {set: noto, icon: bald}\n")
    build(NODE_MODULES, banks, folder / "vendor")
    return folder / "vendor"


def test_every_drawing_is_whole_and_carries_no_script(built):
    drawings = [*built.glob("icons/*.svg"), *built.glob("pictures/work/*.svg")]

    names = {element.tag for path in drawings for element in ElementTree.parse(path).iter()}

    assert {path.stem for path in drawings} >= {"arrow-left", "plug", "bald"}
    assert "{http://www.w3.org/2000/svg}script" not in names


def test_no_stylesheet_points_outside(built):
    text = (built / "ams.css").read_text() + (built / "fonts.css").read_text()

    assert "//" not in text
    assert "sourceMappingURL" not in text


def test_every_face_has_its_file(built):
    faces = (built / "fonts.css").read_text()

    assert {path.name for path in built.glob("fonts/*.woff2")} == {
        line.split("fonts/")[1].split('"')[0] for line in faces.splitlines() if "src:" in line
    }


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_reportlab_finds_dutch_turkish_and_somali_letters(built, style):
    font = TTFont(style, str(built / f"fonts/NotoSans-{style}.ttf"))

    assert set(map(ord, "aé€ïğışŞ–’…")) <= font.face.charToGlyph.keys()


def test_each_package_has_its_licence(built):
    names = {path.stem for path in built.glob("licences/*.txt")}

    assert names == {
        "amsterdam-design-system",
        "fluent-emoji-flat",
        "noto",
        "noto-sans",
        "noto-sans-arabic",
        "noto-sans-ethiopic",
        "tabler",
    }


def test_an_unknown_icon_is_named_with_its_bank(tmp_path):
    banks = pictures(tmp_path / "banks", "cook: {set: tabler, icon: chef-hatt}")

    with pytest.raises(UnknownPicture, match="bank work, picture cook: the set tabler has no icon 'chef-hatt'; near"):
        build(NODE_MODULES, banks, tmp_path / "vendor")


def test_an_unknown_set_is_refused(tmp_path):
    banks = pictures(tmp_path / "banks", "cook: {set: clipart, icon: cook}")

    with pytest.raises(UnknownPicture, match=r"bank work, picture cook: found .*clipart.*, expected a set"):
        build(NODE_MODULES, banks, tmp_path / "vendor")


def test_a_failed_build_leaves_the_old_folder(tmp_path):
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "ams.css").write_text("old")

    with pytest.raises(UnknownPicture):
        build(NODE_MODULES, pictures(tmp_path / "banks", "cook: {}"), tmp_path / "vendor")

    assert [path.name for path in tmp_path.iterdir() if path.name != "banks"] == ["vendor"]
    assert (tmp_path / "vendor" / "ams.css").read_text() == "old"


def test_an_alias_is_mirrored_inside_its_own_box():
    icons = SQUARE | {"aliases": {"right-half": {"parent": "left-half", "hFlip": True}}}

    drawing = iconify.svg(icons, "right-half")

    assert 'viewBox="0 0 32 32"><g transform="translate(32 0) scale(-1 1)"><path' in drawing


def test_an_alias_that_turns_is_refused():
    icons = SQUARE | {"aliases": {"top-half": {"parent": "left-half", "rotate": 1}}}

    with pytest.raises(NotImplementedError, match="rotate"):
        iconify.svg(icons, "top-half")
