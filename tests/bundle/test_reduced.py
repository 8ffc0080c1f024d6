import pytest

from assessment.bundle import reduced
from assessment.bundle.errors import MalformedContents
from assessment.bundle.reduced import from_claims, to_claims
from tests.bundle.builders import some_contents
from tests.bundle.paper_builders import FULL, some_reduced


def test_it_says_which_bundle_it_stands_for():
    found, bundle = some_reduced(), some_contents()

    assert (found.bundle_id, found.sequence, found.subject) == (bundle.bundle_id, bundle.sequence, bundle.subject)
    assert (found.issuer, found.audience, found.issued_at) == (bundle.issuer, bundle.audience, bundle.issued_at)
    assert (found.bank, found.full, found.expires_at) == (bundle.bank, FULL, bundle.expires_at)


def test_what_it_says_comes_back():
    assert from_claims(to_claims(some_reduced(), pad="abc")) == some_reduced()


def test_a_profile_that_cannot_be_read_makes_none():
    with pytest.raises(MalformedContents):
        reduced.of(some_contents(profile={"type": "Profile"}), FULL)


@pytest.mark.parametrize("field", sorted(to_claims(some_reduced())))
def test_each_field_must_be_there_and_of_its_kind(field: str):
    claims = to_claims(some_reduced())

    with pytest.raises(MalformedContents):
        from_claims({name: value for name, value in claims.items() if name != field})
    with pytest.raises(MalformedContents):
        from_claims({**claims, field: [[]]})


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1}, {"v": 2}, {"v": True}, {"kind": "profile"}, {"jti": "1"}, {"seq": 0}, {"seq": True},
        {"full": ""}, {"subject": "a b"}, {"pad": "="}, {"events": []}, {"app": {"version": "1", "build": ""}},
    ],
    ids=str,
)  # fmt: skip
def test_anything_else_is_refused(change: dict[str, object]):
    with pytest.raises(MalformedContents):
        from_claims({**to_claims(some_reduced()), **change})
