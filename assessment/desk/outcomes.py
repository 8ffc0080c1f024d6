"""What can come of a file that a case worker hands in: a closed union."""

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
class HeldApart:
    """The bundle is signed and readable, but cannot be checked here; it is kept as received."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of the file is kept; *reason* is a stable code."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReadFromPaper:
    """What paper says is now here; the bundle that says all of it may still come."""

    bundle_id: str


Outcome = Imported | AlreadyImported | HeldApart | Refused
PaperOutcome = ReadFromPaper | AlreadyImported | Refused
