"""`assessment bundle inspect`: step by step, what is right and wrong with a file; never what a person answered."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from gettext import translation
from pathlib import Path

from assessment import locales
from assessment.bundle import unseal
from assessment.bundle.contents import TEST, WITHDRAWN, Contents
from assessment.bundle.errors import BundleError
from assessment.desk import commands, reading, stick
from assessment.desk.outcome_words import OUTCOMES, Group
from assessment.desk.outcomes import AlreadyImported, Imported, TestArrived, Withdrew, code_of
from assessment.desk.reader_process import answered
from assessment.desk.reading import STEPS, Reading
from assessment.desk.receiving import number_of, refusal_of
from assessment.desk.rehearsal import rehearse
from assessment.storage import numbers
from assessment.storage.case_records import Withdrawal
from assessment.storage.cases import CaseStore
from assessment.storage.numbers import BrokenChain, ConflictingBundle, WithdrawnBefore

_STORED = 12  # the step after those of reading


def inspect(file: Path, home: Path | None) -> tuple[list[str], bool]:
    """What there is to say about *file*, with the desk in *home* or as a stranger, and whether it is acceptable."""
    try:
        data = stick.read(file, any_name=True)
    except stick.NotRead as error:
        return [_line(1, f"no: {error}"), *_words(error.code)], False
    return _as_stranger(data) if home is None else _at_desk(data, home)


def _as_stranger(data: bytes) -> tuple[list[str], bool]:
    steps: list[tuple[int, str]] = []
    try:
        kid = unseal.recipient(data, note=lambda number, found: steps.append((number, found)))
    except BundleError as error:
        return [*_passed(steps), _line(len(steps) + 1, f"no: {error}"), *_words(error.code)], False
    only = f"the form is right; only the desk with the key {kid} can tell more: use --desk"
    return [*_passed(steps), _line(3, f"sealed to the key {kid}"), only], True


def _at_desk(data: bytes, home: Path) -> tuple[list[str], bool]:
    rehearse()
    found = reading.load(answered(commands.readers(home), data, datetime.now(UTC)))
    lines = _passed(found.steps)
    if found.code or found.contents is None:
        code = found.code
        lines.append(_line(len(found.steps) + 1, f"no: {found.why or found.incident or code}"))
    else:
        code = _standing(found, found.contents, data, home)
        lines.append(_line(_STORED, code))
    lines += _claims(found.contents) if found.contents else []
    return [*lines, *_words(code)], OUTCOMES[code].group is Group.TAKEN_IN


def _standing(found: Reading, contents: Contents, data: bytes, home: Path) -> str:
    """What storing it would come to."""
    store, number = CaseStore(home / commands.DATABASE), number_of(contents, found, datetime.now(UTC), "")
    try:
        with store.writing() as db:  # and nothing is written: a look at one moment
            if contents.kind == WITHDRAWN:
                taken = numbers.taken_back(db, Withdrawal(number, contents.subject, contents.replaces, data))
                return code_of(Withdrew("", taken or "", again=taken is None))
            return _placed(contents.kind, numbers.is_new(db, number), found.differs)
    except (ConflictingBundle, WithdrawnBefore, BrokenChain) as error:
        return refusal_of(error)
    finally:
        store.close()


def _placed(kind: str, new: bool, differs: bool) -> str:
    if kind == TEST:
        return code_of(TestArrived("", 0, again=not new))
    return code_of(Imported("", "", differs) if new else AlreadyImported("", ""))


def _passed(steps: Iterable[tuple[int, str]]) -> list[str]:
    return [_line(number, f"yes: {found}") for number, found in steps]


def _line(number: int, found: str) -> str:
    name = STEPS[number - 1] if number <= len(STEPS) else "number"
    return f"{number:2} {name:<11} {found}"


def _claims(contents: Contents) -> Iterator[str]:
    """The circumstances in *contents*: nothing that the person said, and not their start code."""
    bank = contents.bank
    yield f"   program     {contents.app_version}, build {contents.app_build[:12] or 'not told'}"
    yield f"   item bank   {bank.id} {bank.version}, {bank.sha256[:12]}"
    yield f"   scoring     {contents.scoring_version}, {contents.scoring_sha256[:12] or 'not told'}"
    yield f"   bundle      {contents.bundle_id}, after {contents.previous[:12] or 'none'}"
    yield f"   accepted    until {contents.expires_at:%Y-%m-%d}"
    yield f"   audit log   {contents.audit.n} entries, {contents.audit.head[:12] or 'none'}"


def _words(code: str) -> list[str]:
    """What people read about the outcome *code*, in both languages."""
    words = OUTCOMES[code]
    dutch = translation("desk", str(locales.folder()), ["nl"]).gettext
    return [
        f"outcome: {code} ({words.group})",
        f"nl: {' '.join(dutch(text) for text in (words.sentence, words.next) if text)}",
        f"en: {' '.join(text for text in (words.sentence, words.next) if text)}",
    ]
