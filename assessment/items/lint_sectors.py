"""Lint rules about what is known of sectors: occupations to name as examples, and the labour market."""

import re
from collections import Counter
from collections.abc import Iterator

from assessment.items.model import ItemBank, Place
from assessment.items.sector_model import SectorOccupation

Finding = tuple[Place, str]
_SOC = re.compile(r"\d\d-\d{4}\.\d\d")
_ISCO = re.compile(r"[1-9]\d{3}")
LOWEST, HIGHEST = 1.0, 7.0
_FEWEST = 2


def sector_occupations_are_coded(bank: ItemBank) -> Iterator[Finding]:
    """Each occupation of a sector has an ISCO-08 code of four digits, an O*NET-SOC code that no other has, and six
    values from 1 to 7 that are not all the same.
    """
    seen: set[str] = set()
    for occupation in bank.sector_occupations:
        yield from _codes(occupation)
        if occupation.soc in seen:
            yield occupation.places["soc"], f"the code {occupation.soc!r} is used by an earlier occupation"
        seen.add(occupation.soc)


def _codes(occupation: SectorOccupation) -> Iterator[Finding]:
    if not _ISCO.fullmatch(occupation.isco):
        found = f"found the ISCO code {occupation.isco!r}, expected four digits that do not begin with 0"
        yield occupation.places["isco"], found
    if not _SOC.fullmatch(occupation.soc):
        yield occupation.places["soc"], f"found the code {occupation.soc!r}, expected one such as 35-2014.00"
    for letter, value in occupation.riasec.items():
        if not LOWEST <= value <= HIGHEST:
            yield occupation.places["riasec"], f"found {letter} {value:g}, expected 1 to 7"
    if len(set(occupation.riasec.values())) == 1:
        yield occupation.places["riasec"], "found six values that are the same, so nobody can be like it or unlike it"


def sectors_have_examples(bank: ItemBank) -> Iterator[Finding]:
    """Where occupations are given, each sector of the bank has two ISCO groups or more, and no other sector any."""
    if not bank.sector_occupations:
        return
    # two of one group are two names for one thing, and the profile names a group once
    counts = Counter(sector for sector, _isco in {(one.sector, one.isco) for one in bank.sector_occupations})
    for occupation in bank.sector_occupations:
        if occupation.sector not in bank.sectors:
            found = f"the sector {occupation.sector!r} is not one of {', '.join(bank.sectors)}"
            yield occupation.places["sector"], found
    for sector in bank.sectors:
        if counts[sector] < _FEWEST:
            found = f"found {counts[sector]} ISCO groups of the sector {sector!r}, expected at least {_FEWEST}"
            yield bank.sector_occupations[0].places["sector"], found


def every_sector_has_an_outlook(bank: ItemBank) -> Iterator[Finding]:
    """Where the labour market is told, it is told once for each sector of the bank, and for no other."""
    if not bank.outlooks:
        return
    told: set[str] = set()
    for outlook in bank.outlooks:
        if outlook.sector not in bank.sectors:
            found = f"the sector {outlook.sector!r} is not one of {', '.join(bank.sectors)}"
            yield outlook.places["sector"], found
        if outlook.sector in told:
            yield outlook.places["sector"], f"the sector {outlook.sector!r} stands more than once"
        told.add(outlook.sector)
    if missing := [sector for sector in bank.sectors if sector not in told]:
        found = f"found no outlook of {', '.join(missing)}, expected one for each, perhaps unknown"
        yield bank.outlooks[0].places[""], found


RULES = {
    "sector-occupations-are-coded": sector_occupations_are_coded,
    "sectors-have-examples": sectors_have_examples,
    "every-sector-has-an-outlook": every_sector_has_an_outlook,
}
