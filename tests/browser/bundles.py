"""A bundle as only the desk can read it, opened without the desk's pages."""

import json
from datetime import UTC, datetime
from pathlib import Path

from assessment.bundle import unseal
from assessment.bundle.contents import Contents
from assessment.demo.stage import Stage
from assessment.desk import commands


def opened(stage: Stage, bundle: Path) -> Contents:
    """The contents of *bundle*, with the key of the stage's desk."""
    desk = commands.desk(stage.desk_home)
    found = unseal.unseal(bundle.read_bytes(), desk.keys, desk.trust(), datetime.now(UTC))
    desk.store.close()
    return found


def spelled_out(contents: Contents) -> str:
    """Every word of *contents*."""
    return json.dumps([contents.events, contents.profile, str(contents)], ensure_ascii=False, default=str)
