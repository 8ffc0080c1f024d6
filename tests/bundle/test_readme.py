import re
from pathlib import Path

from assessment import bundle
from assessment.bundle import keys
from assessment.bundle.contents import to_claims
from tests.bundle.builders import a_place, some_contents

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
