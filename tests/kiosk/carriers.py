"""A kiosk that sends bundles, a stick, and a desk that answers."""

from dataclasses import replace
from pathlib import Path

from assessment.bundle import keys, manifest, receipt
from assessment.bundle.contents import Audit
from assessment.bundle.keys import Jwk
from assessment.bundle.manifest import Listed
from assessment.bundle.receipt import Receipt
from assessment.bundle.trust import Device, Trust
from assessment.storage.outbox import Exported
from kiosk import transfer
from kiosk.service import Kiosk
from kiosk.transfer import Heard
from tests.builders import CHEAP, CODE, NOW, a_bank
from tests.kiosk.builders import Clock, a_kiosk

RECEIPT_KEY = keys.make_device_key()


DESK_KEY = keys.make_recipient_key()


def a_sender(folder: Path) -> Kiosk:
    """A kiosk that knows with which key its desk signs receipts."""
    kiosk = a_kiosk(folder, bank=a_bank(), clock=Clock(NOW))
    desk = replace(kiosk.identity.recipient, jwk=keys.public(DESK_KEY))
    kiosk.identity = replace(kiosk.identity, recipient=desk, receipt_keys=(keys.public(RECEIPT_KEY),))
    kiosk.cost = CHEAP
    return kiosk


def finishes(kiosk: Kiosk, times: int = 1) -> None:
    """So many people come, stop at once and share what there is."""
    for _ in range(times):
        opened = kiosk.start(CODE, "nl")
        kiosk.stop(opened.session_id)
        kiosk.finish(opened.session_id)


def a_stick(folder: Path) -> Path:
    (folder / "stick").mkdir()
    return folder / "stick"


def exports(kiosk: Kiosk, stick: Path, **more: object) -> Exported:
    return transfer.export(kiosk.store, kiosk.identity, stick, kiosk.now(), **more)


def receives(kiosk: Kiosk, stick: Path) -> Heard:
    return transfer.receive(kiosk.store, kiosk.identity, stick.parent, stick, kiosk.now())


def listed_by(kiosk: Kiosk, stick: Path) -> manifest.Manifest:
    """What the one list on *stick* says to the desk."""
    (path,) = [path for path in stick.iterdir() if manifest.FILE_NAME.fullmatch(path.name)]
    device = Device("kiosk-1", keys.public(kiosk.identity.device_key), NOW, NOW.replace(year=2030))
    return manifest.unsealed(path.read_bytes(), [DESK_KEY], Trust("amsterdam", (device,)), kiosk.now()).manifest


def a_receipt(of: Kiosk, *bundles: Listed, key: Jwk = RECEIPT_KEY, **changes: object) -> bytes:
    good = Receipt(
        municipality="amsterdam",
        kiosk="kiosk-1",
        kid=of.identity.device_key["kid"],
        issued_at=NOW,
        bundles=bundles,
        audit=Audit(5, "cd" * 32),
    )
    return receipt.sign(replace(good, **changes), key)


def puts(stick: Path, kiosk: Kiosk, data: bytes) -> None:
    (stick / receipt.file_name(kiosk.identity.device_key["kid"])).write_bytes(data)
