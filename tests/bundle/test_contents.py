from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.bundle import schema, strict_json
from assessment.bundle.contents import Audit, Bank, Clock, Consent, Contents, from_claims, to_claims
from assessment.bundle.errors import MalformedContents, UnknownFormat, WrongKind
from tests.bundle.builders import a_place, a_withdrawal, some_claims, some_contents

few = settings(max_examples=40, deadline=None)

identifiers = st.from_regex(schema.IDENTIFIER, fullmatch=True)
versions = st.from_regex(schema.VERSION, fullmatch=True)
digests = st.from_regex(schema.SHA256, fullmatch=True)
moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
counts = st.integers(1, 2**53 - 1)
texts = st.text().map(strict_json.clean)
values = st.recursive(
    st.none() | st.booleans() | counts | st.floats(allow_nan=False, allow_infinity=False, width=16) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(texts, values, max_size=3)

contents = st.builds(
    Contents,
    bundle_id=st.uuids().map(str),
    issuer=identifiers,
    audience=identifiers,
    issued_at=moments,
    sequence=counts,
    previous=st.just("") | digests,
    app_version=versions,
    bank=st.builds(Bank, id=identifiers, version=versions, sha256=digests),
    scoring_version=versions,
    consent=st.builds(
        Consent,
        version=versions,
        locale=st.sampled_from(["nl", "ar", "ti", "zh-Hant-TW"]),
        text_sha256=digests,
        at=moments,
        scopes=st.lists(identifiers, max_size=3).map(tuple),
    ),
    audit=st.builds(Audit, n=counts, head=digests),
    clock=st.builds(Clock, floor=moments, adjusted=st.booleans()),
    subject=identifiers,
    events=st.lists(objects, max_size=3),
    profile=objects,
    kind=st.sampled_from(["profile", "test"]),
    app_build=st.just("") | digests,
    scoring_sha256=st.just("") | digests,
)
withdrawals = st.builds(
    replace,
    contents,
    kind=st.just("withdrawn"),
    consent=st.none(),
    subject=st.just("") | identifiers,
    events=st.just([]),
    profile=st.just({}),
    replaces=st.just("") | digests,
)


@few
@given(contents | withdrawals)
def test_claims_say_what_the_contents_say(written):
    assert from_claims(to_claims(written)) == written


@few
@given(contents | withdrawals)
def test_claims_survive_being_written_as_json(written):
    data = strict_json.dumps(to_claims(written))

    assert from_claims(strict_json.loads(data, len(data))) == written


def test_the_claims_are_those_of_the_format():
    names = (
        "v kind jti iss aud iat exp seq prev replaces app bank scoring consent audit clock subject events profile pad"
    )

    assert " ".join(to_claims(some_contents())) == names


def test_padding_says_nothing():
    assert from_claims(some_claims(pad="abc-_")) == some_contents()


@pytest.mark.parametrize("name", to_claims(some_contents()))
def test_a_missing_claim_is_refused(name):
    claims = some_claims()
    del claims[name]

    with pytest.raises(MalformedContents, match=f"the fields {name} are missing"):
        from_claims(claims)


@pytest.mark.parametrize("name", to_claims(some_contents()))
@pytest.mark.parametrize("value", [None, True, 1.5, -1, "\n", [[]]], ids=repr)
def test_a_claim_of_the_wrong_kind_is_refused(name, value):
    with pytest.raises(MalformedContents):
        from_claims(some_claims(**{name: value}))


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({"admin": True}, "found 1 unknown fields"),
        ({"app": {"version": "1", "build": "", "x": 1}}, "claims.app: found 1 unknown fields"),
        ({"app": {"version": "1", "build": "x"}}, "claims.app.build: found a string of 1 characters"),
        ({"app": {"version": "1"}}, "claims.app: the fields build are missing"),
        ({"scoring": {"version": "1", "sha256": "AB" * 32}}, "claims.scoring.sha256: found a string of 64"),
        ({"bank": {"id": "amsterdam", "version": "1"}}, "claims.bank: the fields sha256 are missing"),
        ({"v": 1}, "claims: found 1 unknown fields"),
        ({"v": 0}, "claims.v: found 0, expected 2"),
        ({"v": True}, "claims.v: found bool"),
        ({"iat": True}, "claims.iat: found bool"),
        ({"iat": 1.0}, "claims.iat: found float"),
        ({"iat": 10**11}, "claims.iat: found int"),
        ({"exp": 1_800_000_000}, "claims.exp: expected 180 days"),
        ({"seq": 0}, "claims.seq: found int, expected an integer from 1"),
        ({"seq": "1"}, "claims.seq: found str"),
        ({"prev": "ab"}, "claims.prev: found a string of 2 characters"),
        ({"jti": "1"}, "claims.jti"),
        ({"kind": 1}, "claims.kind: found int"),
        ({"replaces": "ab" * 32}, "claims.replaces: found a digest"),
        ({"replaces": "ab"}, "claims.replaces: found a string of 2 characters"),
        ({"consent": None}, "claims.consent: found NoneType"),
        ({"iss": "a" * 65}, "claims.iss: found a string of 65 characters"),
        ({"subject": "<img src=x>"}, "claims.subject"),
        ({"events": {}}, "claims.events: found dict, expected an array"),
        ({"events": ["x"]}, "claims.events: found str, expected an object"),
        ({"events": [{}] * 20_001}, "claims.events: found 20001 values"),
        ({"profile": []}, "claims.profile: found 0 values, expected an object"),
        ({"clock": {"floor": 0, "adjusted": 1}}, "claims.clock.adjusted: found int, expected true or false"),
        ({"pad": "a" * 16_385}, "claims.pad"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_a_rightly_signed_wrong_claim_is_named(claims, message):
    data = a_place().signed(some_claims(**claims))

    with pytest.raises(MalformedContents) as refused:
        a_place().unsealed(data)

    assert message in str(refused.value)


def test_a_refusal_does_not_repeat_what_the_contents_say():
    with pytest.raises(MalformedContents) as refused:
        from_claims(some_claims(subject="ZEBRA 7391", QUARTZ="ZEBRA"))

    assert "ZEBRA" not in str(refused.value)
    assert "QUARTZ" not in str(refused.value)


def claims_of_format_1(**changes: object) -> dict[str, object]:
    older = {"app": {"version": "0.1.0"}, "scoring": {"version": "1"}, "audit": {"n": 0, "head": ""}}
    claims = some_claims(v=1, **older, **changes)
    del claims["replaces"]
    return claims


def test_what_a_desk_took_in_before_is_still_read():
    assert from_claims(claims_of_format_1()) == some_contents()


def test_a_file_of_the_old_format_is_not_taken_in_any_more():
    with pytest.raises(MalformedContents, match=r"claims\.v: found 1, expected 2"):
        a_place().unsealed(a_place().signed(claims_of_format_1()))


@pytest.mark.parametrize("kind", ["withdrawn", "test"])
def test_the_old_format_knew_profiles_only(kind):
    with pytest.raises(WrongKind):
        from_claims(claims_of_format_1(kind=kind))


def test_a_format_that_is_still_to_come_is_told_from_a_wrong_one():
    with pytest.raises(UnknownFormat, match=r"claims\.v: found 3, expected at most 2"):
        a_place().unsealed(a_place().signed({"v": 3, "whatever": "comes"}))


def test_a_kind_that_nobody_knows_is_refused_as_that():
    with pytest.raises(WrongKind):
        a_place().unsealed(a_place().signed(some_claims(kind="receipt")))


def test_a_withdrawal_is_sealed_and_opened():
    withdrawal = a_withdrawal(replaces="ab" * 32)

    assert a_place().unsealed(a_place().sealed(withdrawal)) == withdrawal


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"events": [{}]}, "claims.events and claims.profile: found something"),
        ({"profile": {"a": 1}}, "claims.events and claims.profile: found something"),
        ({"consent": some_contents().consent}, "claims.consent: found something"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_a_withdrawal_says_nothing_about_who_withdrew(changes, message):
    with pytest.raises(MalformedContents, match=message):
        a_place().sealed(a_withdrawal(**changes))
