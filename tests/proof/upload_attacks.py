"""Attacks on the page where a case worker hands in a file; the answer is the HTTP status and what the desk noted."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.test import TestResponse

from tests.desk.builders import HOST, Office, an_office
from tests.desk.desk_browser import CaseWorker
from tests.proof.attack import Attack, listed
from tests.proof.scene import Scene

Sent = Callable[[CaseWorker, Office], TestResponse]


@cache
def _office() -> tuple[Office, CaseWorker, TemporaryDirectory[str]]:
    """One desk with somebody at it, for all of these attacks: hashing a password is meant to take long."""
    folder = TemporaryDirectory()
    office = an_office(Path(folder.name))
    worker = CaseWorker(office.visitor())
    worker.log_in()
    return office, worker, folder


def handed_in(scene: Scene, send: Sent) -> str:
    """The status of what *send* sends, and what the desk noted if that is about a file."""
    office, worker, _ = _office()
    before = len(office.desk.store.audited())
    status = send(worker, office).status_code
    notes = [detail for event, detail in office.desk.store.audited()[before:] if event == "refused"]
    return f"{status} {notes[-1]}" if notes else str(status)


def _post(token: bool = True, base: str = f"http://{HOST}", **headers: str) -> Callable[[Scene], Sent]:
    def send(worker: CaseWorker, office: Office) -> TestResponse:
        form = {"bundle": (BytesIO(office.sealed()), "b.bundle"), "csrf_token": worker.token if token else ""}
        return worker.client.post("/bundles", data=form, base_url=base, headers=headers)

    return lambda scene: send


def _file(data: bytes, name: str = "b.bundle") -> Callable[[Scene], Sent]:
    return lambda scene: lambda worker, office: worker.hand_in(data, name)


def _stranger(worker: CaseWorker, office: Office) -> TestResponse:
    return office.visitor().get("/cases/1123456787", base_url=f"http://{HOST}")


UPLOAD_ATTACKS: tuple[Attack, ...] = (
    *listed("T 25", "403", upload_without_a_token=_post(token=False)),
    *listed("T 25", "403", upload_from_another_page=_post(**{"Sec-Fetch-Site": "cross-site"})),
    *listed("T 27", "400", upload_to_another_host=_post(base="http://evil.example")),
    *listed("T 27", "400", upload_to_another_port=_post(base="http://127.0.0.1:8092")),
    *listed("T 26", "303", page_without_log_in=lambda scene: _stranger),
    *listed("T 11", "413", upload_of_three_megabytes=_file(b"A" * (3 * 1024 * 1024))),
    *listed("T 11", "413 too_large", upload_of_one_byte_too_many=_file(b"A" * (1024 * 1024 + 1))),
    *listed("T 11", "422", upload_of_nothing=lambda scene: lambda worker, office: worker.post("/bundles")),
    *listed("T 11", "422 not_a_bundle", upload_with_a_path_for_a_name=_file(b"MZ", "../../../etc/cron.d/evil")),
    *listed("T 11", "422 not_a_bundle", upload_of_a_program=_file(b"\x7fELF" + bytes(4096), "b.bundle")),
    *listed("T 11", "422 not_a_bundle", upload_with_a_name_turned_round=_file(b"MZ", "b\u202eeldnub.exe")),
)
