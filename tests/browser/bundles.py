"""A bundle as only the desk can read it, opened without the desk's pages."""

import json
from datetime import UTC, datetime
from pathlib import Path

from assessment.bundle import keys, trust, unseal
from assessment.bundle.contents import Contents
from assessment.demo.stage import Stage


def opened(stage: Stage, bundle: Path) -> Contents:
    """The contents of *bundle*, with the key of the stage's desk."""
    key = keys.load_recipient_key((stage.desk_home / "desk-key.jwk").read_bytes())
    trusted = trust.load((stage.desk_home / "trust.json").read_bytes())
    return unseal.unseal(bundle.read_bytes(), [key], trusted, datetime.now(UTC))


def spelled_out(contents: Contents) -> str:
    """Every word of *contents*."""
    return json.dumps([contents.events, contents.profile, str(contents)], ensure_ascii=False, default=str)
