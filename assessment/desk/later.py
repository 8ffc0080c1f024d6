"""Translation at the moment of showing, for forms and tables that are made once."""

from typing import cast

from flask_babel import lazy_gettext


def gettext(text: str) -> str:
    """*text*, translated whenever it is shown."""
    # a LazyString does all that a str does, and says so nowhere
    return cast(str, lazy_gettext(text))
