"""The desk as a kiosk writes to it: from the trust store that the kiosk accepted, and from nowhere else."""

from dataclasses import dataclass

from assessment.bundle.keys import Jwk


@dataclass(frozen=True, slots=True)
class Recipient:
    """A desk: *municipality* becomes a bundle's audience, *jwk* is its public recipient key."""

    municipality: str
    jwk: Jwk
