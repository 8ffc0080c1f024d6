"""`make bench`: what the kiosk and the desk cost, beside a bare Flask page on the same server in the same run.

Times are milliseconds: wall time as a client sees it, CPU time of the thread that answered. Ratios to the bare page
travel better between machines than milliseconds do.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

import flask

from assessment.bundle import unseal
from assessment.demo.browser import Browser, Page
from assessment.demo.journey import Candidate
from assessment.demo.stage import USER, free_port, prepare, running
from assessment.desk import commands
from assessment.session import codes
from assessment.storage import outbox
from kiosk import home
from kiosk.app import create_app
from kiosk.config import read
from tests.bench import scoring
from tests.bench.served import App, Served, served

LOCALE = "en"
GOALS = {
    "item GET cpu": 3,
    "answer POST cpu": 3,
    "item HTML kB": 20,
    "cold start s": 0.8,
    "memory MB": 70,
    "catsim / ours, 1000 items": 10,
}


def main() -> None:
    """Measure everything, print a table and, as the last line, JSON."""
    sittings = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        figures = {**_requests(Path(folder) / "requests", sittings), **_process(Path(folder) / "process")}
        figures |= {**_bundles(Path(folder) / "requests"), **scoring.figures()}
    for name, value in figures.items():
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"{name:32} {value:10.3f}{goal}")
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


def _requests(folder: Path, sittings: int) -> dict[str, float]:
    stage = prepare(folder, free_port(), free_port())
    held = []

    def kiosk_app(port: int) -> App:
        prepared = home.prepare(read(stage.kiosk_home, port=port))
        held.append(home.open_kiosk(prepared, lambda: None))
        return create_app(prepared.config, held[0])

    sizes: list[float] = []
    with served(_bare) as bare, served(kiosk_app) as kiosk:
        walls = {"bare": list(_wall(bare, 300))}
        for seed in range(sittings):
            _sit(kiosk, seed, sizes)
        cpu = {
            "bare page GET cpu": [ms for _, _, ms in bare.cpu[20:]],
            "item GET cpu": [ms for method, path, ms in kiosk.cpu if (method, path) == ("GET", "/item")],
            "answer POST cpu": [ms for method, path, ms in kiosk.cpu if method == "POST" and path.startswith("/item/")],
            "finish POST cpu": [ms for method, path, ms in kiosk.cpu if path == "/finish"],
        }
        walls |= _walls_of_one_sitting(kiosk)
    held[0].store.close()
    figures = {f"{name}{suffix}": value for name, times in cpu.items() for suffix, value in _spread(times)}
    figures |= {f"{name} wall{suffix}": value for name, times in walls.items() for suffix, value in _spread(times)}
    figures |= {"item HTML kB": median(sizes), "item HTML kB max": max(sizes)}
    return figures


def _bare(port: int) -> App:
    app = flask.Flask("bare")
    app.add_url_rule("/", "page", lambda: "<!doctype html><title>page</title><h1>page</h1>")
    return app


def _wall(server: Served, count: int) -> Iterator[float]:
    connection = server.connection()
    for _ in range(count):
        yield 1000 * _timed(lambda: _fetch(connection, "/"))


def _fetch(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    return connection.getresponse().read()


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _sit(kiosk: Served, seed: int, sizes: list[float]) -> None:
    candidate = Candidate(_Weighing(f"127.0.0.1:{kiosk.port}", sizes), LOCALE, seed)
    candidate.sit(codes.start_code(f"{seed:08d}"))


class _Weighing(Browser):
    """Notes the size and the time of each item page."""

    def __init__(self, address: str, sizes: list[float]) -> None:
        super().__init__(address)
        self._sizes = sizes
        self.times: dict[str, list[float]] = {"item GET": [], "answer POST": []}

    def _receive(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Page:
        begun = time.perf_counter()
        page = super()._receive(method, path, body, headers)
        if path == "/item" and method == "GET":
            self.times["item GET"].append(1000 * (time.perf_counter() - begun))
            self._sizes.append(page.size / 1000)
        elif method == "POST" and path.startswith("/item/"):
            self.times["answer POST"].append(1000 * (time.perf_counter() - begun))
        return page


def _walls_of_one_sitting(kiosk: Served) -> dict[str, list[float]]:
    browser = _Weighing(f"127.0.0.1:{kiosk.port}", [])
    Candidate(browser, LOCALE, 99).sit(codes.start_code("99999999"))
    return browser.times


def _spread(times: list[float]) -> Iterator[tuple[str, float]]:
    yield "", median(times)
    if len(times) > 1:
        yield " p99", quantiles(times, n=100)[98]


def _process(folder: Path) -> dict[str, float]:
    """Cold starts of the real program, and its memory after a few sittings."""
    stage = prepare(folder, free_port(), free_port())
    starts = [_start(stage.kiosk_home) for _ in range(5)]
    with running(stage):
        for seed in range(3):
            Candidate(Browser(stage.kiosk), LOCALE, seed).sit(codes.start_code(f"{seed:08d}"))
        time.sleep(1)
        memory = sum(_pss(int(pid)) for pid in _kiosk_processes(stage.kiosk_home))
    return {"cold start s": median(starts), "memory MB": memory}


def _start(kiosk_home: Path) -> float:
    port = free_port()
    begun = time.perf_counter()
    command = [sys.executable, "-m", "kiosk", "serve", str(kiosk_home), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        while not _answers(port):
            time.sleep(0.005)
        taken = time.perf_counter() - begun
        program.terminate()
    return taken


def _answers(port: int) -> bool:
    try:
        return bool(_fetch(HTTPConnection("127.0.0.1", port, timeout=5), "/"))
    except OSError:
        return False


def _kiosk_processes(kiosk_home: Path) -> list[str]:
    return subprocess.run(
        ["pgrep", "-f", f"kiosk serve {kiosk_home}"], capture_output=True, text=True, check=True
    ).stdout.split()


def _pss(pid: int) -> float:
    """Megabytes of a process, pages that it shares with others counted in part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _bundles(folder: Path) -> dict[str, float]:
    """Opening and importing what the sittings sealed; sealing is measured inside the finish request."""
    bundles = outbox.waiting(folder / "kiosk" / "kiosk.db")
    desk = commands.desk(folder / "desk")
    desk_keys, known = list(desk.keys), desk.trust()
    opened = [_timed(lambda b=b: unseal.unseal(b.data, desk_keys, known, desk.now())) for b in bundles]  # type: ignore[misc]
    imported = [_timed(lambda b=b: desk.receive(b.data, USER)) for b in bundles]  # type: ignore[misc]
    return {
        "unseal ms": 1000 * median(opened),
        "import ms": 1000 * median(imported),
        "bundle kB": len(bundles[0].data) / 1000,
    }


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
