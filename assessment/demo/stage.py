"""The two programs of the demo: their folders, their keys, their processes."""

import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from assessment.desk import commands, trusting
from assessment.storage import trust_files

USER = "klantmanager"
MUNICIPALITY = "gemeente-demo"
KIOSK = "kiosk-demo"
_PATIENCE = 30.0  # seconds until both must answer


class NotStarted(Exception):
    """One of the two programs does not answer."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo's parts are."""

    folder: str
    kiosk: str
    desk: str
    user: str
    password: str

    @property
    def kiosk_home(self) -> Path:
        """The kiosk's home folder."""
        return Path(self.folder) / "kiosk"

    @property
    def desk_home(self) -> Path:
        """The desk's home folder."""
        return Path(self.folder) / "desk"

    @property
    def stick(self) -> Path:
        """The folder that plays the USB stick."""
        return Path(self.folder) / "stick"


def prepare(folder: Path, kiosk_port: int, desk_port: int) -> Stage:
    """The demo in *folder*: made with fresh keys where there is none yet, else as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    known = folder / "demo.json"
    password = json.loads(known.read_text("utf-8"))["password"] if known.is_file() else secrets.token_urlsafe(6)
    stage = Stage(str(folder), f"127.0.0.1:{kiosk_port}", f"127.0.0.1:{desk_port}", USER, password)
    if not known.is_file():
        _enrol(stage)
        known.write_text(json.dumps(asdict(stage)), "utf-8")
    return stage


def _enrol(stage: Stage) -> None:
    """The same steps that an operator and a municipality take; here the desk is its own only officer."""
    stage.stick.mkdir(exist_ok=True)
    commands.init(stage.desk_home, MUNICIPALITY, stage.user, stage.password)
    store = _carried(stage)
    _run("enrol", str(stage.kiosk_home), "--name", KIOSK, "--trust", str(store))
    (stage.kiosk_home / "kiosk.toml").write_text(f'stick = "{stage.stick}"\ndraft = true\n', "utf-8")
    commands.trust_device(stage.desk_home, (stage.kiosk_home / "enrolment.jws").read_bytes())
    _run("trust", str(stage.kiosk_home), str(_carried(stage)))


def _carried(stage: Stage) -> Path:
    """The desk's trust store as it travels."""
    store = Path(stage.folder) / trust_files.STORE
    store.write_bytes(trusting.exported(stage.desk_home, datetime.now(UTC)))
    return store


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "kiosk", *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ours


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(stage: Stage) -> Iterator[None]:
    """Kiosk and desk answering; both are ended when the block ends."""
    kiosk_port, desk_port = (address.rpartition(":")[2] for address in (stage.kiosk, stage.desk))
    commands_to_run = (
        [sys.executable, "-m", "kiosk", "serve", str(stage.kiosk_home), "--port", kiosk_port],
        [sys.executable, "-m", "assessment", "desk", "serve", str(stage.desk_home), "--port", desk_port],
    )
    programs: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands_to_run:
            programs.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))  # noqa: S603  # our own commands
        for address, program in zip((stage.kiosk, stage.desk), programs, strict=True):
            _wait_for(address, program)
        yield
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            with suppress(subprocess.TimeoutExpired):  # one that hangs is killed below
                program.wait(timeout=10)
            program.kill()


def _wait_for(address: str, program: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and program.poll() is None:
        if _answers(address):
            return
        time.sleep(0.1)
    raise NotStarted(f"nothing answers on {address}; the lines above say why")


def _answers(address: str) -> bool:
    connection = HTTPConnection(address, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
