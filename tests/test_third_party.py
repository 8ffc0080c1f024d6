import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "third-party.md").read_text()


def test_the_page_names_every_front_end_package_and_its_version():
    package = json.loads((ROOT / "package.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]

    assert [name for name, version in wanted.items() if not _named(name, version)] == []


def test_the_page_names_every_run_time_package_and_its_version():
    pins = re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements" / "runtime.txt").read_text(), re.MULTILINE)

    assert [name for name, version in pins if not _named(name, version)] == []


def test_the_page_names_every_package_for_development():
    pins = re.findall(r"^(\S+)==", (ROOT / "requirements" / "dev.txt").read_text(), re.MULTILINE)

    assert [name for name in pins if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", PAGE)] == []


def test_the_page_and_the_file_say_where_the_values_of_occupations_come_from():
    file = (ROOT / "assessment/items/banks/amsterdam/sector-occupations.yaml").read_text()
    head = " ".join(line.removeprefix("#").strip() for line in file.partition("\n\n")[0].splitlines())

    for text in (" ".join(PAGE.split()), head):
        assert "by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)" in text
        assert "CC BY 4.0" in text
        assert "O*NET® is a trademark of USDOL/ETA." in text
        assert "USDOL/ETA has not approved, endorsed, or tested these modifications." in text


def test_the_page_names_every_data_file_that_it_speaks_of():
    data = PAGE.partition("## Data")[2].partition("##")[0]

    files = re.findall(r"`(assessment/[^`]+)`", data)

    assert len(files) >= 4
    assert [name for name in files if not (ROOT / name).is_file()] == []


def _named(name: str, version: str) -> bool:
    return re.search(rf"{re.escape(name)}( \| | ){re.escape(version)}[ ,|]", PAGE) is not None
