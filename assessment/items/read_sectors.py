"""The two files about sectors: `sector-occupations.yaml` and `labour-market.yaml`."""

from datetime import date

from assessment.items.nodes import Node
from assessment.items.sector_model import Demand, Outlook, SectorOccupation

OCCUPATIONS = "sector-occupations.yaml"
LABOUR_MARKET = "labour-market.yaml"
_TYPES = "RIASEC"


def occupations(root: Node) -> tuple[SectorOccupation, ...]:
    """The occupations that *root*, a list of sectors, describes; Malformed where it describes none."""
    return tuple(occupation for group in root.read(_group) for occupation in group)


def _group(node: Node) -> tuple[SectorOccupation, ...]:
    fields = node.fields(("sector", "occupations"))
    sector = fields["sector"]
    return fields["occupations"].read(lambda occupation: _occupation(sector, occupation))


def _occupation(sector: Node, node: Node) -> SectorOccupation:
    fields = node.fields(("label", "isco", "soc", "riasec"))
    values = fields["riasec"].fields(_TYPES)
    return SectorOccupation(
        sector=sector.text(),
        label=fields["label"].text(),
        isco=fields["isco"].text(),
        soc=fields["soc"].text(),
        riasec={letter: values[letter].number() for letter in _TYPES},
        places={**node.places(), "sector": sector.place},
    )


def outlooks(root: Node) -> tuple[Outlook, ...]:
    """The outlook of each sector that *root*, a list, describes; Malformed where it describes none."""
    return root.read(_outlook)


def _outlook(node: Node) -> Outlook:
    fields = node.fields(("sector", "outlook", "checked_on", "source", "note"))
    return Outlook(
        sector=fields["sector"].text(),
        demand=fields["outlook"].one_of({demand.value: demand for demand in Demand}),
        checked_on=_day(fields["checked_on"]),
        source=fields["source"].text(),
        note=fields["note"].text(),
        places=node.places(),
    )


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(node.text())
    except ValueError:
        raise node.malformed('a day such as "2025-12-18"') from None
