"""Step by step: what is wrong at two steps is refused for the first, and what nobody foresaw ends in a code too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc import jwe

from assessment.bundle import compact, keys, strict_json
from assessment.bundle.contents import Contents, to_claims
from assessment.bundle.keys import Jwk
from assessment.bundle.seal import INNER, OUTER, seal
from assessment.desk import reading
from assessment.desk.reading import STEPS, Reader, Reading
from tests.desk.builders import NOW, Office, a_sitting, contents_of, the_bank

OTHERS_KEY, OTHERS_DESK = keys.make_device_key(), keys.make_recipient_key()


def reader(office: Office, **changes: object) -> Reader:
    good = {"keys": office.desk.keys, "trust": office.desk.trust(), "banks": {the_bank().content_hash: the_bank()}}
    return Reader(**{**good, **changes})


def encrypted(office: Office, token: str, to: Jwk | None = None) -> bytes:
    recipient = to or office.desk_key
    header = {**OUTER, "kid": recipient["kid"]}
    key = keys.native(keys.public(recipient))
    return jwe.encrypt_compact(header, token, key, registry=compact.ENCRYPTION).encode()


def signed(office: Office, payload: bytes, by: Jwk | None = None, **header: str) -> str:
    device = by or office.device_key
    return compact.signed({**INNER, "kid": device["kid"], **header}, payload, keys.native(device))


def claims(contents: Contents | None = None, **changes: object) -> bytes:
    return strict_json.dumps({**to_claims(contents or contents_of(a_sitting())), **changes})


# from the last step to the first: each of them is wrong at its own step, and at every later one that it can be
CASES: list[tuple[str, int, Callable[[Office], bytes]]] = [
    ("incoherent", 11, lambda o: o.sealed(contents_of(a_sitting()[:-1]))),
    ("unknown_bank", 11, lambda o: o.sealed(replace(contents_of(a_sitting()[:-1]), bank=OTHER_BANK))),
    ("clock_doubt", 10, lambda o: o.sealed(replace(LATE, bank=OTHER_BANK))),
    ("unknown_device", 10, lambda o: o.sealed(replace(LATE, issuer="kiosk-zuid-9"))),
    ("wrong_desk", 10, lambda o: o.sealed(replace(LATE, issuer="kiosk-zuid-9", audience="utrecht"))),
    ("malformed_contents", 9, lambda o: encrypted(o, signed(o, claims(LATE, aud="utrecht", seq=True)))),
    ("wrong_kind", 9, lambda o: encrypted(o, signed(o, claims(LATE, aud="utrecht", kind="receipt")))),
    ("unknown_format", 9, lambda o: encrypted(o, signed(o, claims(LATE, aud="utrecht", v=3)))),
    ("malformed_contents", 8, lambda o: encrypted(o, signed(o, b'{"v": 2, "v": 2, "seq": true}'))),
    ("bad_signature", 7, lambda o: encrypted(o, signed(o, b"{", OTHERS_KEY, kid=o.device_key["kid"]))),
    ("unknown_device", 6, lambda o: encrypted(o, signed(o, b"{", OTHERS_KEY)[:-2] + "AA")),
    ("malformed_contents", 5, lambda o: encrypted(o, signed(o, b"{", OTHERS_KEY, typ="assessment-manifest+jws"))),
    ("damaged_bundle", 4, lambda o: changed(encrypted(o, signed(o, b"{", OTHERS_KEY, typ="x")), -40)),
    ("wrong_desk", 3, lambda o: changed(encrypted(o, signed(o, b"{", OTHERS_KEY), OTHERS_DESK), -40)),
    ("not_a_bundle", 2, lambda o: encrypted(o, "x", OTHERS_DESK) + b"="),
    ("too_large", 1, lambda o: b"=" * (compact.LARGEST_FILE + 1)),
]
OTHER_BANK = replace(contents_of(a_sitting()).bank, sha256="ef" * 32)
LATE = contents_of(a_sitting(), issued_at=NOW + timedelta(days=300))


def changed(data: bytes, at: int) -> bytes:
    other = b"A" if data[at : at + 1] != b"A" else b"B"
    return data[:at] + other + data[at:][1:]


@pytest.mark.parametrize(("code", "step", "make"), CASES, ids=[f"{step}-{code}" for code, step, _ in CASES])
def test_what_is_wrong_at_several_steps_is_refused_at_the_first(
    office: Office, code: str, step: int, make: Callable[[Office], bytes]
) -> None:
    found = reader(office).read(make(office), NOW)

    assert (found.code, len(found.steps) + 1) == (code, step)
    assert found.incident == ""


def test_a_good_bundle_passes_every_step(office: Office) -> None:
    found = reader(office).read(office.sealed(), NOW)

    assert [number for number, _ in found.steps] == list(range(1, len(STEPS) + 1))
    assert (found.code, found.contents) == ("", contents_of(a_sitting()))


def test_nothing_is_known_of_a_file_before_its_signature(office: Office) -> None:
    forged = encrypted(office, signed(office, claims(), OTHERS_KEY, kid=office.device_key["kid"]))

    found = reader(office).read(forged, NOW)

    assert (found.contents, found.kid, found.kiosk) == (None, "", "")


class BrokenShelf(dict[str, object]):
    """Banks that cannot be looked up, for a reason that no program foresees."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def get(self, *_: object) -> object:
        raise self.error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ZeroDivisionError("ZEBRA"), "malformed_contents"),
        (MemoryError(), "too_costly"),
        (RecursionError("ZEBRA"), "too_costly"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_nobody_foresaw_is_a_refusal_and_an_incident(office: Office, error: Exception, code: str) -> None:
    found = reader(office, banks=BrokenShelf(error)).read(office.sealed(), NOW)

    assert (found.code, found.incident, found.why) == (code, type(error).__name__, "")


def test_an_incident_is_noted_without_what_it_said(office: Office) -> None:
    desk = replace(office.desk, banks=BrokenShelf(ZeroDivisionError("ZEBRA")))

    desk.receive(office.sealed(), "hanna")

    assert desk.store.audited() == [
        ("incident", "malformed_contents ZeroDivisionError"),
        ("refused", "malformed_contents"),
    ]


@pytest.mark.parametrize("make", [lambda o: o.sealed(), lambda o: b"x", CASES[2][2]], ids=["good", "bad", "doubtful"])
def test_a_reading_survives_the_way_to_another_process(office: Office, make: Callable[[Office], bytes]) -> None:
    found = reader(office).read(make(office), NOW)

    assert reading.load(reading.dump(found)) == found


def test_what_another_process_answers_is_read_strictly() -> None:
    good = reading.dump(Reading(code="conflict"))

    for bad in (b"", b"{}", good[:-1], good.replace(b'"differs":false', b'"differs":0'), good.replace(b"conf", b"\\n")):
        with pytest.raises(reading.MalformedContents):
            reading.load(bad)


def test_a_stated_profile_that_differs_is_found(office: Office) -> None:
    honest = contents_of(a_sitting())
    forged = replace(honest, profile={**honest.profile, "results": []})

    assert reader(office).read(office.sealed(forged), NOW).differs


def test_a_profile_without_a_sitting_is_incoherent_and_a_test_without_one_is_not(office: Office) -> None:
    nothing = replace(contents_of(a_sitting()), events=[], profile={})

    assert reader(office).read(office.sealed(nothing), NOW).code == "incoherent"
    assert reader(office).read(office.sealed(replace(nothing, kind="test")), NOW).code == ""


@pytest.mark.parametrize(("subject", "code"), [("", ""), ("1123456787", ""), ("1123456788", "incoherent")])
def test_a_withdrawal_names_a_start_code_or_none(office: Office, subject: str, code: str) -> None:
    nothing = replace(contents_of(a_sitting()), events=[], profile={}, kind="withdrawn", consent=None, subject=subject)
    data = seal(nothing, office.device_key, keys.public(office.desk_key)).data

    assert reader(office).read(data, NOW).code == code
