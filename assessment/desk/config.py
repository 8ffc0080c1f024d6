"""The desk's settings, read once from desk.toml."""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path

FILE = "desk.toml"


class WrongSetting(ValueError):
    """A setting is missing, unknown or of the wrong kind; the message names it."""


@dataclass(frozen=True, slots=True)
class DeskConfig:
    """What can be set at a desk. Keys and people are not settings: they are in files of their own."""

    municipality: str = field(metadata={"help": "the id that kiosks write bundles to; never change it"})
    idle_minutes: int = field(
        default=30, metadata={"help": "minutes without a click before a case worker is logged out"}
    )
    threads: int = field(default=4, metadata={"help": "how many pages are made at the same time"})

    @property
    def idle(self) -> timedelta:
        """How long a case worker may be away."""
        return timedelta(minutes=self.idle_minutes)


def read(home: Path) -> DeskConfig:
    """The settings in *home*; WrongSetting names the first that is not right."""
    path = home / FILE
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise WrongSetting(f"found no {path}; run: assessment desk init") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{path}: {error}") from None
    known = {setting.name: setting for setting in fields(DeskConfig)}
    for name, value in found.items():
        if name not in known:
            raise WrongSetting(f"{path}: found the setting {name}, expected one of {', '.join(known)}")
        if type(value) is not known[name].type:
            raise WrongSetting(f"{path}: {name} is {value!r}, expected {known[name].metadata['help']}")
    if "municipality" not in found:
        raise WrongSetting(f"{path}: municipality is missing ({known['municipality'].metadata['help']})")
    return DeskConfig(**found)


def text(municipality: str) -> str:
    """A first desk.toml for *municipality*, with what each setting means."""
    lines = []
    for setting in fields(DeskConfig):
        value = f'"{municipality}"' if setting.name == "municipality" else str(setting.default)
        sign = "" if setting.name == "municipality" else "# "
        lines += [f"# {setting.metadata['help']}", f"{sign}{setting.name} = {value}", ""]
    return "\n".join(lines)
