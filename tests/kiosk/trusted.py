"""A kiosk that trusts a desk, and what it says about that."""


def said(lines) -> str:
    return "\n".join(lines)
