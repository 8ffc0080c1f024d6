"""The desk as a Flask app: built once, from a service and its settings."""

from datetime import timedelta

from flask import Flask

from assessment.desk.current import Running
from assessment.desk.held_views import held_views
from assessment.desk.kiosk_views import kiosk_views
from assessment.desk.paper_views import allow_pictures, paper_views
from assessment.desk.service import Desk
from assessment.desk.views import views
from assessment.locales import folder
from assessment.web.shell import Dress, dress

LARGEST_UPLOAD = 2 * 1024 * 1024


def create_app(desk: Desk, secret: bytes, hosts: frozenset[str], idle: timedelta = timedelta(minutes=30)) -> Flask:
    """The app around *desk*, which answers to *hosts* (host:port) only."""
    app = Flask(__name__, static_folder="static", static_url_path="/desk-static")
    app.extensions["desk"] = Running(desk, idle)
    wear = Dress(
        domain="desk",
        translations=folder(),
        select_locale=lambda: "nl",
        offered=("nl",),
        cookie_name="__Host-desk",
        secret=secret,
        hosts=hosts,
        max_body=LARGEST_UPLOAD,
    )
    app.before_request(allow_pictures)  # before the guards, which look at how much may come
    dress(app, wear)
    app.register_blueprint(views)
    app.register_blueprint(held_views)
    app.register_blueprint(kiosk_views)
    app.register_blueprint(paper_views)
    return app
