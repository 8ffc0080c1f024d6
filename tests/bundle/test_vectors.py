"""The bundles that were kept: every version of the program must give them the verdict that stands beside them."""

from hashlib import sha256

import pytest

from assessment.bundle.errors import BundleError
from assessment.bundle.unseal import verified
from tests.proof.forge import taken
from tests.proof.scene import token_within
from tests.vectors.bundles import Vectors, every_version


@pytest.fixture(params=every_version(), ids=lambda vectors: vectors.folder.name)
def vectors(request: pytest.FixtureRequest) -> Vectors:
    found: Vectors = request.param
    return found


def test_our_importer_gives_every_bundle_its_verdict(vectors: Vectors) -> None:
    assert {file.name: _verdict(vectors, file.read_bytes()) for file in vectors.files} == vectors.table


def test_there_are_bundles_of_either_kind(vectors: Vectors) -> None:
    accepted = [name for name, expected in vectors.table.items() if expected["verdict"] == "accepted"]

    assert len(accepted) >= 20
    assert len(vectors.table) - len(accepted) >= 60


def _verdict(vectors: Vectors, data: bytes) -> dict[str, str]:
    try:
        verified(data, vectors.desk_keys, vectors.trust, vectors.now)
    except BundleError as error:
        return {"verdict": error.code}
    claims = taken(token_within(data, vectors.desk_keys).split(b".")[1])
    return {"verdict": "accepted", "claims_sha256": sha256(claims).hexdigest()}
