"""Bundles of one kiosk in a row, and the lists that say what went along."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from assessment.bundle import keys, manifest
from assessment.bundle.contents import TEST, Audit
from assessment.bundle.manifest import Listed, Manifest
from assessment.bundle.seal import Sealed
from assessment.desk.app import create_app
from assessment.desk.kiosks import KnownKiosk
from tests.desk.builders import (
    HOST,
    KIOSK,
    MUNICIPALITY,
    NOW,
    USER,
    Office,
    a_sitting,
    an_office,
    contents_of,
)

RECEIPT_KEY = keys.make_device_key()


def a_row(office: Office, count: int, first: int = 1, previous: str = "") -> list[Sealed]:
    """Sealed bundles with the numbers from *first* on; nobody sat, so that they are quick to take in."""
    made = []
    for number in range(first, first + count):
        said = replace(contents_of(a_sitting()), kind=TEST, events=[], profile={})
        here = replace(said, bundle_id=id_of(number), sequence=number, previous=previous)
        made.append(office.seal(here))
        previous = made[-1].jws_digest
    return made


def id_of(number: int) -> str:
    return str(UUID(int=number, version=4))


def a_list(office: Office, row: Sequence[Sealed], number: int = 1, **changes: object) -> bytes:
    """The manifest of an export that took *row* along, whose first bundle has number 1."""
    good = Manifest(
        issuer=KIOSK,
        audience=MUNICIPALITY,
        issued_at=NOW,
        number=number,
        last=len(row),
        bundles=tuple(Listed(n, id_of(n), one.jws_digest) for n, one in enumerate(row, start=1)),
        audit=Audit(3, "ab" * 32),
    )
    return manifest.seal(replace(good, **changes), office.device_key, keys.public(office.desk_key)).data


def brings(office: Office, files: Sequence[bytes]) -> None:
    for data in files:
        office.desk.receive(data, USER)


def the_kiosk(office: Office) -> KnownKiosk:
    (known,) = office.desk.kiosks.known()
    return known


def a_signing_office(folder: Path) -> Office:
    office = an_office(folder)
    desk = replace(office.desk, receipt_key=lambda: RECEIPT_KEY)
    return replace(office, desk=desk, app=create_app(desk, b"a secret for one test", frozenset({HOST})))
