import pytest
from flask import Flask
from flask_babel import Babel


@pytest.fixture
def speaking_english():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.fixture
def speaking_persian():
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "fa")
    with app.test_request_context():
        yield
