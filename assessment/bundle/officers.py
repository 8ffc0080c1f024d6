"""The officers of a municipality: people whose keys together say which kiosks, desks and banks are trusted."""

from collections.abc import Collection
from dataclasses import dataclass

from assessment.bundle.keys import Jwk


@dataclass(frozen=True, slots=True)
class Officer:
    """One person who may sign a trust store, and the public key *jwk* they do it with."""

    name: str
    jwk: Jwk

    @property
    def kid(self) -> str:
        """The thumbprint of the key."""
        return self.jwk["kid"]


@dataclass(frozen=True, slots=True)
class Officers:
    """All officers of a municipality, and how many of them must agree; nobody is ever enough of no officers."""

    members: tuple[Officer, ...] = ()
    threshold: int = 1

    def __str__(self) -> str:
        return ", ".join(officer.name for officer in self.members)

    def named(self, kid: str) -> Officer | None:
        """The officer whose key is *kid*."""
        return next((officer for officer in self.members if officer.kid == kid), None)

    def agreeing(self, kids: Collection[str]) -> int:
        """How many different officers are among the owners of the keys *kids*."""
        return len({officer.kid for officer in self.members}.intersection(kids))

    def enough(self, kids: Collection[str]) -> bool:
        """Whether those who signed with the keys *kids* are enough officers."""
        return self.agreeing(kids) >= self.threshold


NOBODY = Officers()
