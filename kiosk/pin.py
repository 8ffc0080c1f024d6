"""The PIN of the operator's page: stored as a slow hash, five tries free, then waits that double and survive a restart.

Six digits do not withstand somebody who has the laptop's disk and time; they keep the people in the room out. What the
page shows and does is chosen so that this is enough: no answer, no name, no code, and bundles that only the desk reads.
"""

import hmac
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from unicodedata import normalize

from assessment.storage import private_files, vault
from assessment.storage.operators import Tries
from assessment.storage.vault import Cost

FILE = "operator.json"
FREE = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)
_FORM = re.compile(r"[0-9]{6,12}")
_RUN = "01234567890123456789"


class WeakPin(ValueError):
    """The PIN would be guessed at once, or is none."""


class WrongPin(Exception):
    """This is not the PIN; *wait_seconds* is above 0 where none is looked at for that long."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__(f"wait {wait_seconds} seconds" if wait_seconds else "not the PIN")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN as it is kept: *salt* and *hash* in hexadecimal digits, and what one guess costs."""

    salt: str
    hash: str
    cost: Cost


def make(home: Path, typed: str, cost: Cost | None = None) -> None:
    """Keep the PIN that was *typed* in *home* instead of any before; WeakPin where everybody would guess it."""
    digits = _digits(typed)
    if not _FORM.fullmatch(digits):
        raise WeakPin(f"found {len(typed)} characters, expected 6 to 12 digits")
    if len(set(digits)) < 3 or digits in _RUN or digits[::-1] in _RUN:
        raise WeakPin("found a PIN that everybody tries first, expected digits that are not a row")
    salt, chosen = token_bytes(16), cost or Cost()
    kept = Pin(salt.hex(), _hash(digits, salt, (home / "secret").read_bytes(), chosen), chosen)
    private_files.write(home / FILE, json.dumps({"v": 1, **asdict(kept)}).encode())


def load(home: Path) -> Pin | None:
    """The PIN that is kept in *home*; None where none was ever set."""
    if not (home / FILE).is_file():
        return None
    kept = json.loads((home / FILE).read_bytes())
    return Pin(kept["salt"], kept["hash"], Cost(**kept["cost"]))


def fits(pin: Pin, typed: str, secret: bytes) -> bool:
    """Whether *typed* is the *pin* of the kiosk with that *secret*."""
    digits = _digits(typed)[:64]
    return hmac.compare_digest(_hash(digits, bytes.fromhex(pin.salt), secret, pin.cost), pin.hash)


def wait_seconds(tries: Tries, now: datetime) -> int:
    """Whole seconds until the next PIN is looked at; 0 where the next one is."""
    if tries.locked_until is None:
        return 0
    left = (tries.locked_until - now).total_seconds()
    return 0 if left > LONGEST_WAIT.total_seconds() else max(0, round(left))  # more only if the clock was set back


def failed(tries: Tries, now: datetime) -> Tries:
    """The *tries* after one more in vain at *now*."""
    failures = tries.failures + 1
    if failures < FREE:
        return Tries(failures, None)
    return Tries(failures, now + min(LONGEST_WAIT, FIRST_WAIT * (1 << min(failures - FREE, 16))))


def _digits(typed: str) -> str:
    return "".join(normalize("NFKC", typed).split())


def _hash(digits: str, salt: bytes, secret: bytes, cost: Cost) -> str:
    return vault.stretched(digits, secret, salt, cost, b"assessment/operator-pin/1").hex()
