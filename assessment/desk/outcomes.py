"""What can come of a file that a case worker hands in: a closed union, and the stable code of each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """The bundle is now here; *differs* says that scoring again gave something else than the kiosk stated."""

    bundle_id: str
    code: str
    differs: bool


@dataclass(frozen=True, slots=True)
class AlreadyImported:
    """Exactly this bundle was here already; nothing changed."""

    bundle_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Withdrew:
    """Somebody took everything back: *code* is theirs, or "" where the kiosk did not know it.

    *bundle_id* is that of their profile if it had come in before, else ""; *again* says that this was known.
    """

    code: str
    bundle_id: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class TestArrived:
    """A trial of the machines: nobody sat, and it is no case; *again* says that it came before."""

    kiosk: str
    sequence: int
    again: bool = False

    __test__ = False  # no test of ours, whatever its name says to pytest


@dataclass(frozen=True, slots=True)
class ListTaken:
    """Not a profile but the list *number* of what the kiosk took along; *again* says that it came before."""

    kiosk: str
    number: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class HeldApart:
    """The bundle is signed and readable, but cannot be believed here yet; it is kept as received."""

    reason: str


@dataclass(frozen=True, slots=True)
class Conflicting:
    """The bundle contradicts what is here under its id or its number; both are kept, and somebody must look."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of the file is kept; *reason* is a stable code."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReadFromPaper:
    """What paper says is now here; the bundle that says all of it may still come."""

    bundle_id: str


Outcome = Imported | AlreadyImported | Withdrew | TestArrived | ListTaken | HeldApart | Conflicting | Refused
PaperOutcome = ReadFromPaper | AlreadyImported | Refused


def code_of(outcome: Outcome) -> str:
    """The stable code of *outcome*: there is a sentence for each (outcome_words)."""
    match outcome:
        case Imported(differs=differs):
            return "imported_differs" if differs else "imported"
        case AlreadyImported():
            return "already_imported"
        case Withdrew(bundle_id=bundle_id, again=again):
            return _withdrew(bundle_id, again)
        case TestArrived(again=again):
            return "test_again" if again else "test"
        case ListTaken(again=again):
            return "list_again" if again else "list_taken"
        case Conflicting():
            return "conflict"
        case HeldApart(reason) | Refused(reason):
            return reason


def _withdrew(bundle_id: str, again: bool) -> str:
    if again:
        return "already_withdrawn"
    return "withdrawn_after_import" if bundle_id else "withdrawn"
