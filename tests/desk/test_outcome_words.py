"""One table: everything that can come of a file is in it, is said in Dutch, and really comes of some file."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from gettext import translation
from pathlib import Path

import pytest

from assessment import locales
from assessment.bundle import errors
from assessment.bundle.compact import LARGEST_FILE
from assessment.bundle.errors import BadTrust
from assessment.bundle.seal import file_name
from assessment.bundle.trust import revoke
from assessment.desk import kiosks, reader_process, reading, receiving, stick
from assessment.desk.apart import ReadsApart
from assessment.desk.child import Limits
from assessment.desk.outcome_words import OUTCOMES, Group
from assessment.desk.outcomes import AlreadyImported, Conflicting, Imported, ListTaken, TestArrived, Withdrew, code_of
from assessment.desk.service import Desk
from assessment.storage import numbers
from tests.desk.builders import NOW, USER, Office, a_sitting, contents_of
from tests.desk.rows import a_list
from tests.desk.test_once import a_row, nothing_of, numbered
from tests.desk.test_reading import CASES, reader

NAME = file_name(bytes(16))

# what can happen


def leaves(kind: type[Exception]) -> set[str]:
    below = kind.__subclasses__()
    return {code for one in below for code in leaves(one)} if below else {kind.code}


def of_reading() -> set[str]:
    """Every code that reading a file can end in."""
    own = {reading.UNKNOWN_BANK, reading.INCOHERENT, reading.TOO_COSTLY, reading.NOT_READ, reading.NO_TRUST}
    return leaves(errors.BundleError) | own


def of_storing() -> set[str]:
    stored = [Imported("", "", False), Imported("", "", True), AlreadyImported("", ""), Conflicting()]
    stored += [Withdrew(""), Withdrew("", "b-1"), Withdrew("", again=True)]
    stored += [TestArrived("", 1), TestArrived("", 1, again=True), ListTaken("", 1), ListTaken("", 1, again=True)]
    return {*map(code_of, stored), numbers.CHAIN_BROKEN, receiving.WITHDRAWN_BEFORE, kiosks.OTHER_LIST}


def of_the_stick() -> set[str]:
    return {stick.NotRead.code} | leaves(stick.NotRead)


# how it really happens: each makes files and says what came of the last one

Scenario = Callable[[Office, Path], str]


def received(make: Callable[[Office], list[bytes]]) -> Scenario:
    return lambda office, folder: [code_of(office.desk.receive(data, USER)) for data in make(office)][-1]


def with_desk(change: Callable[[Desk, Path], Desk]) -> Scenario:
    return lambda office, folder: code_of(change(office.desk, folder).receive(office.sealed(), USER))


def on_a_stick(make: Callable[[Path], Path]) -> Scenario:
    def scenario(office: Office, folder: Path) -> str:
        with pytest.raises(stick.NotRead) as refused:
            stick.read(make(folder))
        return refused.value.code

    return scenario


def written(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def linked(folder: Path) -> Path:
    os.symlink("/etc/passwd", folder / NAME)
    return folder / NAME


def taken_back(office: Office) -> tuple[bytes, bytes]:
    (contents, sealed) = a_row(office, 1)[0]
    return sealed.data, office.sealed(nothing_of(contents, sealed.jws_digest))


def tried(office: Office) -> bytes:
    return office.sealed(replace(numbered(1), kind="test", events=[], profile={}))


def forged(office: Office) -> bytes:
    honest = contents_of(a_sitting())
    return office.sealed(replace(honest, profile={**honest.profile, "results": []}))


def untrusted() -> None:
    raise BadTrust("found none")


def distrusted(office: Office, last_good: int) -> Desk:
    lost = revoke(office.desk.trust(), office.device_key["kid"], NOW + timedelta(hours=1), last_good)
    return replace(office.desk, trust=lambda: lost)


def picky(office: Office) -> Desk:
    listed = replace(office.desk.trust(), banks=(replace(contents_of(a_sitting()).bank, version="9"),))
    return replace(office.desk, trust=lambda: listed)


def later(office: Office, days: int, **changes: object) -> str:
    data = office.sealed(contents_of(a_sitting(), **changes))
    office.clock.at += timedelta(days=days)
    return code_of(office.desk.receive(data, USER))


def stopped(office: Office, folder: Path) -> str:
    answer = reader_process.answered(lambda: reader(office), office.sealed(), NOW, limits=Limits(wall=0))
    return reading.load(answer).code


def as_in_reading(code: str) -> Scenario:
    make = next(made for known, _, made in CASES if known == code)
    return received(lambda office: [make(office)])


SCENARIOS: dict[str, Scenario] = {
    "imported": received(lambda o: [o.sealed()]),
    "imported_differs": received(lambda o: [forged(o)]),
    "already_imported": received(lambda o: [o.sealed(), o.sealed()]),
    "withdrawn": received(lambda o: [taken_back(o)[1]]),
    "withdrawn_after_import": received(lambda o: [*taken_back(o)]),
    "already_withdrawn": received(lambda o: [taken_back(o)[1]] * 2),
    "withdrawn_before": received(lambda o: [*reversed(taken_back(o))]),
    "test": received(lambda o: [tried(o)]),
    "test_again": received(lambda o: [tried(o)] * 2),
    "conflict": received(lambda o: [o.sealed(numbered(1)), o.sealed(replace(numbered(1), sequence=2))]),
    "chain_broken": received(lambda o: [o.sealed(numbered(1)), o.sealed(numbered(2, "ab" * 32))]),
    "list_taken": received(lambda o: [a_list(o, [])]),
    "list_again": received(lambda o: [a_list(o, [])] * 2),
    "list_conflict": received(lambda o: [a_list(o, []), a_list(o, [], last=7)]),
    "unlisted_bank": lambda o, _: code_of(picky(o).receive(o.sealed(), USER)),
    "revoked_plausible": lambda o, _: code_of(distrusted(o, 1).receive(o.sealed(), USER)),
    "revoked_device": lambda o, _: code_of(distrusted(o, 0).receive(o.sealed(), USER)),
    "expired_bundle": lambda o, _: later(o, 182),
    "expired_device": lambda o, _: later(o, 178, issued_at=NOW + timedelta(days=178)),
    "no_trust": with_desk(lambda desk, _: replace(desk, trust=untrusted)),
    "not_read": with_desk(lambda desk, folder: replace(desk, apart=ReadsApart(folder / "nowhere"))),
    "too_costly": stopped,
    "wrong_name": on_a_stick(written("profiel.bundle", b"x")),
    "not_a_file": on_a_stick(linked),
    "unreadable": on_a_stick(lambda folder: folder / NAME),
    "too_large": on_a_stick(written(NAME, b"x" * (LARGEST_FILE + 1))),
    **{
        code: as_in_reading(code)
        for code in (
            *("unknown_bank", "unknown_format", "clock_doubt", "incoherent", "not_a_bundle", "damaged_bundle"),
            *("wrong_desk", "unknown_device", "bad_signature", "malformed_contents", "wrong_kind"),
        )
    },
}


def test_everything_that_can_happen_has_a_row_and_every_row_can_happen() -> None:
    assert of_reading() | of_storing() | of_the_stick() == set(OUTCOMES) == set(SCENARIOS)


@pytest.mark.parametrize("code", SCENARIOS)
def test_every_outcome_really_comes_of_some_file_and_keeps_no_more_than_it_must(
    office: Office, tmp_path: Path, code: str
) -> None:
    assert SCENARIOS[code](office, tmp_path) == code

    kept = (len(office.desk.quarantined()), len(office.desk.conflicts()))
    assert kept == {Group.HELD: (1, 0), Group.CONFLICT: (0, 1)}.get(OUTCOMES[code].group, (0, 0))


@pytest.mark.parametrize("code", OUTCOMES)
def test_every_outcome_is_told_in_dutch_too(code: str) -> None:
    dutch = translation("desk", str(locales.folder()), ["nl"]).gettext

    for text in (OUTCOMES[code].sentence, OUTCOMES[code].next):
        assert not text or dutch(text) != text


@pytest.mark.parametrize("code", OUTCOMES)
def test_what_is_not_taken_in_has_a_next_step(code: str) -> None:
    words = OUTCOMES[code]

    assert words.sentence.endswith(".")
    assert words.next or words.group is Group.TAKEN_IN
    assert (words.status >= 400) is (words.group in (Group.REFUSED, Group.CONFLICT))


def test_what_a_person_may_overrule_is_kept_apart() -> None:
    assert {OUTCOMES[doubt].group for doubt in receiving.DOUBTS} == {Group.HELD}
