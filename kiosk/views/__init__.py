"""The candidate's pages: the door, the sitting, the closing. Every POST answers 303, and no GET changes anything."""

from flask import Blueprint

views = Blueprint(
    "kiosk", "kiosk", template_folder="templates", static_folder="static", static_url_path="/kiosk-static"
)

from kiosk.views import closing, door, leaving, sitting  # noqa: E402, F401  # they add themselves to the blueprint
