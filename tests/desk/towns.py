"""Municipalities with three officers, or with one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assessment.bundle import enrolment, keys
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import Trust
from assessment.desk import trust_text, trusting

NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Town:
    """A desk of three officers who are not there all the time."""

    home: Path

    def signs(self, *signers) -> trusting.Step:
        for signer in signers:
            step = trusting.sign(self.home, signer.key, NOW)
        return step

    @property
    def trust(self) -> Trust | None:
        return trusting.believed(self.home, NOW)


def a_request(name: str = "kiosk-1", key: Jwk | None = None) -> bytes:
    return enrolment.request(name, key or keys.make_device_key(), NOW)


def said(step: trusting.Step) -> str:
    return "\n".join(trust_text.step(step, Path("HOME")))
