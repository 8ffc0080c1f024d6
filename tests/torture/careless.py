"""The kiosk as most guides would set it up, WAL with synchronous=NORMAL: proof that the cuts of `power.py` bite.

    python -m tests.torture.careless serve HOME

The program has no such setting. Only this differs from `python -m kiosk`.
"""

from assessment.storage import database
from kiosk.cli import main

_careful = database.writer


def _careless(*arguments: object) -> database.Writer:
    opened = _careful(*arguments)
    opened.execute("PRAGMA synchronous = NORMAL")
    return opened


if __name__ == "__main__":
    database.writer = _careless
    main()
