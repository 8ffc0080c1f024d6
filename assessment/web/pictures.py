"""Where the pictures of a bank are."""

from assessment.items.model import ItemBank


def picture_address(bank: ItemBank, name: str | None) -> str | None:
    """Where the picture *name* of *bank* is served; None where there is none."""
    return f"/static/vendor/pictures/{bank.id}/{name}.svg" if name else None
