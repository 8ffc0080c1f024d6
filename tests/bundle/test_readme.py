import re
from pathlib import Path

from assessment import bundle
from assessment.bundle import keys
from assessment.bundle.contents import to_claims
from assessment.bundle.packed import LETTERS
from assessment.bundle.reduced import to_claims as to_reduced_claims
from tests.bundle.builders import a_place, some_contents
from tests.bundle.paper_builders import some_codes, some_reduced

README = Path(bundle.__file__).parent / "README.md"


def test_the_reader_in_the_readme_reads_a_bundle():
    code = re.findall(r"```python\n(import json.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[0]
    namespace = {}
    exec(code, namespace)

    claims = namespace["read"](
        a_place().sealed(some_contents()).decode(), a_place().desk_key, keys.public(a_place().device_key)
    )

    assert claims | {"pad": ""} == to_claims(some_contents())


def test_the_readme_names_every_claim():
    documented = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))

    assert to_claims(some_contents()).keys() <= documented


PAPER = README.with_name("PAPER.md")


def test_the_reader_for_paper_reads_a_sheet():
    code = re.findall(r"```python\n(import base64.*?)```", PAPER.read_text(encoding="utf-8"), re.DOTALL)[0]
    namespace = {}
    exec(code, namespace)
    sheet = sorted(some_codes(), key=lambda text: text[-5:])

    claims = namespace["read_paper"](sheet, a_place().desk_key, keys.public(a_place().device_key))

    assert claims | {"pad": ""} == to_reduced_claims(some_reduced())


def test_the_page_on_paper_names_every_claim_and_every_letter():
    text = PAPER.read_text(encoding="utf-8")

    assert to_reduced_claims(some_reduced()).keys() <= set(re.findall(r"`(\w+)`", text))
    assert set(LETTERS.values()) == set(re.findall(r'`"(\w)"`', text))
