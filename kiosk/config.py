"""The kiosk's settings: one frozen dataclass, read once from kiosk.toml in the kiosk's home folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path

from assessment.storage.database import JOURNALS
from kiosk.retention import Limits


class BadConfig(ValueError):
    """A setting is not what it should be; the message says which, what was found and what is expected."""


@dataclass(frozen=True, slots=True)
class KioskConfig:
    """How this kiosk is set up."""

    home: Path = field(metadata={"help": "folder with kiosk.toml, keys and database"})
    host: str = field(default="127.0.0.1", metadata={"help": "address to listen on; only this machine"})
    port: int = field(default=8401, metadata={"help": "port to listen on"})
    bank: str = field(default="amsterdam", metadata={"help": "name of the item bank that is used"})
    idle_minutes: int = field(
        default=5, metadata={"help": "minutes without a touch or key before a session is paused; at least 2"}
    )
    keep_days: int = field(default=14, metadata={"help": "days after which an unfinished session is erased"})
    keep_bundles_days: int = field(
        default=90, metadata={"help": "days after which a sealed bundle is erased, even where no receipt came for it"}
    )
    warn_bundles_days: int = field(
        default=14, metadata={"help": "days after which the operator is warned that a bundle still waits here"}
    )
    keep_traces_days: int = field(
        default=365, metadata={"help": "days after which what says nothing about anybody (audit, numbers) is erased"}
    )
    stick: str = field(default="", metadata={"help": "folder that bundles are exported to, such as a USB stick"})
    journal: str = field(
        default="wal", metadata={"help": 'how the database writes: "wal", or "rollback" which is slower and older'}
    )
    spare_mb: int = field(
        default=200, metadata={"help": "megabytes that must be free on the disk before a new session may begin"}
    )
    paper: bool = field(
        default=True, metadata={"help": "keep beside each bundle, sealed as well, what can be printed of it"}
    )
    draft: bool = field(
        default=True, metadata={"help": "say on every page that the translations have not been checked"}
    )

    @property
    def address(self) -> str:
        """The exact host:port that the kiosk answers to."""
        return f"{self.host}:{self.port}"

    @property
    def limits(self) -> Limits:
        """How long what lies on this laptop may stay."""
        return Limits(self.keep_days, self.keep_bundles_days, self.warn_bundles_days, self.keep_traces_days)


def read(home: Path, port: int | None = None) -> KioskConfig:
    """The settings in *home*/kiosk.toml, with another *port* if given; BadConfig names what is wrong."""
    path = home / "kiosk.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from None
    return settings(home, {**found, "port": port} if port else found)


def settings(home: Path, found: Mapping[str, object]) -> KioskConfig:
    """The settings *found* for the kiosk in *home*; BadConfig names what is wrong."""
    known = {entry.name: entry for entry in fields(KioskConfig) if entry.name != "home"}
    for name, value in found.items():
        if name not in known:
            raise BadConfig(f"kiosk.toml: found the setting {name!r}, expected one of {', '.join(known)}")
        _check(known[name], value)
    config = KioskConfig(home, **found)  # type: ignore[arg-type]  # checked one by one
    if config.journal not in JOURNALS:
        raise BadConfig(f"kiosk.toml: found journal = {config.journal!r}, expected one of {', '.join(JOURNALS)}")
    for name, least in _LEAST.items():
        if getattr(config, name) < least:
            raise BadConfig(f"kiosk.toml: found {name} {getattr(config, name)}, expected at least {least}")
    return config


def _check(entry: "Field[object]", value: object) -> None:
    expected = type(entry.default)
    if type(value) is not expected:
        raise BadConfig(f"kiosk.toml: found {entry.name} = {value!r}, expected {_NAMES[expected]}")


_LEAST = {
    "idle_minutes": 2,
    "spare_mb": 0,
    "keep_days": 1,
    "keep_bundles_days": 1,
    "warn_bundles_days": 1,
    "keep_traces_days": 90,  # bundles are younger than that, and their numbers must outlive them
}
_NAMES: dict[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def describe() -> str:
    """Every setting with its default and what it means, one per line."""
    return "\n".join(f"{e.name} = {e.default!r}  # {e.metadata['help']}" for e in fields(KioskConfig)[1:])
