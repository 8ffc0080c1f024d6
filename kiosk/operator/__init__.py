"""The operator's page: what state the kiosk is in, bundles to the stick, word back from the desk. Never an answer."""

from flask import Blueprint

operator = Blueprint(
    "operator",
    "kiosk.operator",
    url_prefix="/operator",
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)

from kiosk.operator import sheets, views  # noqa: E402, F401  # they add themselves to the blueprint
