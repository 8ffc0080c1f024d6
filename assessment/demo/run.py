"""`assessment demo`: start both programs and say where they are, or send a scripted candidate through them."""

import signal
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from assessment.demo.journey import Journey, travel
from assessment.demo.stage import Stage, free_port, prepare, running

KIOSK_PORT = 8401
DESK_PORT = 8402


def stay(folder: Path | None, ports: tuple[int, int], tell: Callable[[str], None]) -> None:
    """Run kiosk and desk in *folder* (None: a fresh one that is thrown away) until Ctrl-C."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    with TemporaryDirectory(prefix="assessment-demo-") as fresh:
        stage = prepare(folder or Path(fresh), *ports)
        try:
            with running(stage):
                tell(_welcome(stage))
                signal.pause()
        except KeyboardInterrupt:
            tell("\nboth stopped")


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _welcome(stage: Stage) -> str:
    return "\n".join(
        (
            f"kiosk   http://{stage.kiosk}/   the candidate",
            f"desk    http://{stage.desk}/   the case worker: log in as {stage.user} with {stage.password}",
            f"data    {stage.folder}",
            f"stick   {stage.stick}   bundles arrive here; upload them at the desk",
            "Make a start code at the desk and type it at the kiosk. Ctrl-C stops both.",
        )
    )


def journey(folder: Path | None, locale: str, seed: int) -> Journey:
    """The scripted way through a kiosk and a desk of its own, in *locale*."""
    with TemporaryDirectory(prefix="assessment-demo-") as fresh:
        stage = prepare(folder or Path(fresh), free_port(), free_port())
        with running(stage):
            return travel(stage, locale, seed)
