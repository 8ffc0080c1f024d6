"""The kiosks as the desk sees them: what is missing of each, what is wrong with its row, and the receipts for them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessment.bundle import manifest, receipt
from assessment.bundle.errors import BundleError, TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.numbering import Key, Row, rows
from assessment.bundle.receipt import Receipt
from assessment.bundle.trust import Device, Trust
from assessment.desk.outcomes import ListTaken, Outcome, Refused
from assessment.desk.reading import NO_TRUST
from assessment.storage import arrivals
from assessment.storage.arrivals import Heard, OtherList
from assessment.storage.cases import CaseStore, UnknownCase

SOON = timedelta(days=30)  # before the last day of a key: time enough to bring a new one to the kiosk and back
SILENT = timedelta(days=14)
OTHER_LIST = "list_conflict"


class NoReceiptKey(Exception):
    """This desk has no key to sign receipts with."""


@dataclass(frozen=True, slots=True)
class KnownKiosk:
    """A kiosk called *name*: its *devices* from the oldest to the newest, its rows of numbers, when it was *heard*.

    Of the numbers on *paper* the sheet was read, but the bundle did not come. Its audit log may have been changed.
    """

    name: str
    devices: tuple[Device, ...]
    rows: tuple[Row, ...]
    paper: tuple[int, ...]
    heard: datetime | None
    now: datetime
    log_changed: bool = False

    @property
    def device(self) -> Device:
        """The newest key."""
        return self.devices[-1]

    @property
    def highest(self) -> int:
        """The highest number that is known of the newest row."""
        return self.rows[-1].highest if self.rows else 0

    @property
    def missing(self) -> list[tuple[int, int]]:
        """The numbers that did not arrive, as first and last of each run."""
        return [span for row in self.rows for span in row.missing]

    @property
    def breaks(self) -> list[int]:
        """The numbers whose bundle names another one before it than the one that arrived."""
        return [number for row in self.rows for number in row.breaks]

    @property
    def others(self) -> list[int]:
        """The numbers that a list of the kiosk names with other contents than those that arrived."""
        return [number for row in self.rows for number in row.others]

    @property
    def began_again(self) -> bool:
        """Whether the kiosk lost its database once and counts from 1 again."""
        return len(self.rows) > 1

    @property
    def expired(self) -> bool:
        """Whether what the kiosk seals today would be refused."""
        return self.device.revoked or self.now > self.device.not_after

    @property
    def expires_soon(self) -> bool:
        """Whether somebody should give the kiosk a new key before long."""
        return not self.expired and self.now > self.device.not_after - SOON

    @property
    def silent(self) -> bool:
        """Whether nothing came from this kiosk for so long that somebody should ask."""
        since = self.heard or self.device.enrolled_at
        return not self.device.revoked and self.now - since > SILENT


@dataclass(frozen=True, slots=True)
class Kiosks:
    """What a desk does about its kiosks: whom it *trust*s, its *keys*, and what it signs receipts with (None: nothing).

    Whom it trusts and what it signs with are asked each time, so that a change counts at once.
    """

    store: CaseStore
    keys: Collection[Jwk]
    trust: Callable[[], Trust]
    receipt_key: Callable[[], Jwk | None]
    now: Callable[[], datetime]

    def known(self) -> list[KnownKiosk]:
        """The kiosks that are or were trusted, by name, with what is missing of each."""
        trust, found, now = self.trust(), arrivals.heard(self.store), self.now()
        names = sorted({device.name for device in trust.devices})
        changed = arrivals.changed_logs(self.store)
        return [_with_log(_known(name, trust, found, now), changed) for name in names]

    def take_list(self, data: bytes, by: str) -> Outcome:
        """Take in the list *data* of what a kiosk took along; what did not arrive shows among the kiosks."""
        try:
            found = manifest.unsealed(data, self.keys, self.trust(), self.now())
            new = arrivals.add_list(self.store, found, self.now(), by)
        except BundleError as error:
            return self._refused(error.code, by)
        except TrustError:
            return self._refused(NO_TRUST, by)
        except OtherList:
            return self._refused(OTHER_LIST, by)
        return ListTaken(found.manifest.issuer, found.manifest.number, again=not new)

    def _refused(self, code: str, by: str) -> Refused:
        self.store.audit(self.now(), by, "refused", code)
        return Refused(code)

    def receipts(self, by: str) -> dict[str, bytes]:
        """A receipt for each key that something came in with, by the name of its file; NoReceiptKey as it says.

        Of a revoked key too: what was taken in arrived, and a kiosk that comes back must not keep it for nothing.
        """
        found, trust = arrivals.heard(self.store), self.trust()
        return {receipt.file_name(one.kid): self._signed(one, trust, by) for one in trust.devices if one.kid in found}

    def receipt(self, kid: str, by: str) -> bytes:
        """The receipt for the kiosk with the key *kid*; UnknownCase where there is none, NoReceiptKey as it says."""
        trust = self.trust()
        device = trust.device(kid)
        if device is None:
            raise UnknownCase(kid)
        return self._signed(device, trust, by)

    def _signed(self, device: Device, trust: Trust, by: str) -> bytes:
        key = self.receipt_key()
        if key is None:
            raise NoReceiptKey("found no key to sign receipts with, expected receipt-key.jwk in the desk's folder")
        self.store.audit(self.now(), by, "receipt_signed", f"{device.name} {device.kid[:8]}")
        made = Receipt(
            municipality=trust.recipient,
            kiosk=device.name,
            kid=device.kid,
            issued_at=self.now().replace(microsecond=0),
            bundles=tuple(arrivals.receipted(self.store, device.kid)),
            audit=self.store.audit_head(),
        )
        return receipt.sign(made, key)


def _known(name: str, trust: Trust, found: Mapping[str, Heard], now: datetime) -> KnownKiosk:
    devices = sorted((one for one in trust.devices if one.name == name), key=lambda one: one.enrolled_at)
    numbered = [found[one.kid].key if one.kid in found else Key(one.kid) for one in devices]
    moments = [found[one.kid].at for one in devices if one.kid in found]
    paper = tuple(sorted(number for one in devices if one.kid in found for number in found[one.kid].paper))
    return KnownKiosk(name, tuple(devices), tuple(rows(numbered)), paper, max(moments, default=None), now)


def _with_log(kiosk: KnownKiosk, changed: Collection[str]) -> KnownKiosk:
    return replace(kiosk, log_changed=any(device.kid in changed for device in kiosk.devices))
