"""What is known of the sectors of a bank: occupations to name as examples, and how easy it is to find work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assessment.items.place import Place


@dataclass(frozen=True, slots=True)
class SectorOccupation:
    """An occupation of a *sector*: Dutch *label*, ISCO-08 unit group, O*NET-SOC code, and its value (1–7) on each type.

    *riasec* has the six letters as keys.
    """

    sector: str
    label: str
    isco: str
    soc: str
    riasec: Mapping[str, float]
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def skill_level(self) -> int:
        """The ISCO-08 skill level, 1 to 4: that of the major group (ILO 2012).

        Managers are level 4, those of hotels, restaurants, shops and other services (sub-major group 14) level 3.
        """
        if self.isco.startswith("14"):
            return 3
        return {"1": 4, "2": 4, "3": 3, "9": 1}.get(self.isco[0], 2)


class Demand(StrEnum):
    """Whether employers in a sector look for people."""

    TIGHT = "tight"
    EASING = "easing"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a *source* said of work in a *sector* on the day *checked_on*; the *note* (Dutch) says it in words."""

    sector: str
    demand: Demand
    checked_on: date
    source: str
    note: str
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
