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


def _named(name: str, version: str) -> bool:
    return re.search(rf"{re.escape(name)}( \| | ){re.escape(version)}[ ,|]", PAGE) is not None
