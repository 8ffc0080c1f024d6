"""A stick that is pulled out at one call to the operating system: what was not flushed by then is gone."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from assessment.storage.stick import CALLS, Calls

NEVER = 10**9  # a call that no export comes to


@dataclass
class Pulled:
    """Real calls on the real *folder*, counted, until number *at*: that one and all after it fail.

    Names reach the medium at once and contents only when they are flushed: the worst that a stick without a journal
    does. `after` leaves in the folder what was on the medium.
    """

    folder: Path
    at: int
    made: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    flushed: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.folder.iterdir():
            if path.is_file():
                self.flushed[path.stat().st_ino] = path.read_bytes()

    @property
    def calls(self) -> Calls:
        return Calls(**{one.name: self._counted(one.name, getattr(CALLS, one.name)) for one in fields(Calls)})

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **more: Any) -> Any:
            self.made.append(name)
            if len(self.made) > self.at:
                if name == "close":  # the process lets go, whatever the medium says
                    call(*arguments)
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            found = call(*arguments, **more)
            self._remember(name, arguments, found)
            return found

        return counted

    def _remember(self, name: str, arguments: tuple[Any, ...], found: Any) -> None:
        if name == "open":
            self.opened.append(str(arguments[0]))
            if arguments[1] & os.O_CREAT:
                self.flushed[os.fstat(found).st_ino] = b""
        elif name == "sync":
            self._flush(arguments[0])

    def _flush(self, handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if path.is_file():
            self.flushed[path.stat().st_ino] = path.read_bytes()

    def after(self) -> None:
        """Have the folder hold what the medium holds."""
        for path in self.folder.iterdir():
            if path.is_file():
                path.write_bytes(self.flushed.get(path.stat().st_ino, b""))
