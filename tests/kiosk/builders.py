"""A kiosk in a folder with the real bank, and a candidate at its pages; every page is checked."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assessment.bundle import keys
from assessment.bundle.recipient import Recipient
from assessment.items.model import ItemBank
from assessment.session import codes
from assessment.storage import banks
from assessment.storage.sessions import SessionStore
from assessment.storage.vault import Cost
from assessment.web.headers import ALWAYS
from kiosk.app import create_app
from kiosk.config import KioskConfig
from kiosk.contents import Identity
from kiosk.service import Kiosk
from tests.builders import a_trust

CONFIG = KioskConfig(Path(), port=8401)
HOST = CONFIG.address
START_CODE = codes.start_code("12345678")
_OUTSIDE = re.compile(r"""(?:href|src|action)=["'](?:https?:)?//""")


@cache
def the_bank() -> ItemBank:
    return banks.load(banks.built_in("amsterdam"))


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=5)
        return self.now


def a_kiosk(
    folder: Path,
    offered: tuple[str, ...] = ("nl", "ar", "ti"),
    clock: Clock | None = None,
    bank: ItemBank | None = None,
) -> Kiosk:
    (folder / "secret").write_bytes(b"s" * 32)
    device_key, desk_key = keys.make_device_key(), keys.make_recipient_key()
    desk = Recipient("amsterdam", keys.public(desk_key))
    identity = Identity("kiosk-1", device_key, desk, b"s" * 32, "0.1.0", a_trust(device_key, desk_key))
    store = SessionStore(folder / "kiosk.db")
    return Kiosk(bank or the_bank(), offered, store, identity, clock or Clock(), cost=Cost(64, 1, 1))


def a_candidate(folder: Path, kiosk: Kiosk | None = None, bank: ItemBank | None = None) -> "Candidate":
    serving = kiosk or a_kiosk(folder, bank=bank)
    app = create_app(KioskConfig(folder, port=CONFIG.port), serving)
    return Candidate(app.test_client(), serving)


@dataclass
class _Page(HTMLParser):
    html: dict[str, str | None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    headings: int = 0
    posts: int = 0
    tokens: list[str] = field(default_factory=list)
    fields: list[dict[str, str | None]] = field(default_factory=list)
    labels: set[str | None] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        assert "style" not in found, f"inline style in {tag}"
        assert not [name for name in found if name.startswith("on")], f"inline script in {tag}"
        self.ids += [str(found["id"])] if "id" in found else []
        self.headings += tag == "h1"
        self.posts += tag == "form" and found.get("method") == "post"
        self.html = found if tag == "html" else self.html
        self.labels |= {found.get("for")} if tag == "label" else set()
        if found.get("name") == "csrf_token":
            self.tokens.append(str(found["value"]))
        elif tag in ("input", "textarea", "select") and found.get("type") != "hidden":
            self.fields.append(found)


_GIVEN: dict[str, dict[str, object]] = {
    'class="yes-no"': {"choice": "yes"},
    'name="calendar"': {"calendar": "gregorian", "year": "2026"},
    'name="text"': {"text": "ሓረስታይ"},
    "item--occupation": {"text": "ሓረስታይ"},
    'name="log"': {"log": "[]"},
}


@dataclass
class Candidate:
    """Somebody at the kiosk. Their verbs are what a person does; every page they get is checked."""

    client: FlaskClient
    kiosk: Kiosk
    page: str = ""
    token: str = ""
    at: str = ""

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._checked(self.client.get(path, base_url=f"http://{HOST}", headers=headers))

    def post(self, path: str, headers: dict[str, str] | None = None, **form: object) -> TestResponse:
        data = {"csrf_token": self.token, **form}
        return self._checked(self.client.post(path, data=data, base_url=f"http://{HOST}", headers=headers))

    def goes(self, response: TestResponse) -> TestResponse:
        """To where the response leads, as a browser does."""
        assert response.status_code == 303, response.get_data(as_text=True)
        return self.get(response.headers["Location"])

    def sits_down(self, locale: str = "nl") -> "Candidate":
        self.get("/")
        self.goes(self.post("/language", locale=locale))
        self.goes(self.post("/start", code=START_CODE))
        self.get("/item")
        return self

    @property
    def item(self) -> str:
        found = re.search(r'action="/item/([^"]+)"', self.page)
        return found[1] if found else ""

    @property
    def step(self) -> str:
        found = re.search(r'name="step" value="(\d+)"', self.page)
        return found[1] if found else ""

    @property
    def given(self) -> dict[str, object]:
        """What a person would press or type here: the first choice or yes, the least number, a few words."""
        if picked := re.search(r'name="choice" id="[^"]*" value="([^"]+)"', self.page):
            return {"choice": picked[1]}
        if places := self.page.count('name="place"'):
            return {"place": [str(number + 1) for number in range(places)]}
        if gaps := self.page.count('name="gap"'):
            return {"gap": ["en"] + [""] * (gaps - 1)}
        if least := re.search(r'data-least="(\d+)"', self.page):
            return {"number": least[1]}
        for sign, form in _GIVEN.items():
            if sign in self.page:
                return form
        return {}

    def sends(self, do: str = "answer", **form: object) -> TestResponse:
        return self.post(f"/item/{self.item}", step=self.step, do=do, **form)

    def answers(self) -> TestResponse:
        return self.goes(self.sends(**self.given))

    def goes_on_until(self, text: str) -> None:
        for _ in range(300):
            if text in self.page:
                return
            here = self.answers()
            if here.status_code == 303:
                self.goes(here)
        raise AssertionError(f"never saw {text}")

    def _checked(self, response: TestResponse) -> TestResponse:
        for name, value in ALWAYS.items():
            assert response.headers[name] == value
        if response.mimetype == "text/html" and response.status_code not in (302, 303):
            self.page = response.get_data(as_text=True)
            self.token = check(self.page) or self.token
            assert response.headers["Cache-Control"] == "no-store"
        return response


def check(page: str) -> str:
    """Fail where *page* breaks a rule that every page keeps; else its form token."""
    seen = _Page()
    seen.feed(page)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert seen.headings == 1
    assert heading is not None
    assert title is not None
    assert _text(title[1]).split(" · ")[0] in _text(heading[1])
    assert seen.html["lang"]
    assert seen.html["dir"] == ("rtl" if seen.html["lang"] in ("ar", "fa") else "ltr")
    assert len(seen.ids) == len(set(seen.ids)), "an id stands there twice"
    assert all(found.get("aria-labelledby") or found.get("id") in seen.labels for found in seen.fields)
    assert len(seen.tokens) == seen.posts, "a form without a token"
    assert not re.search(r"<(script|style)(?![^>]*\bsrc=)[^>]*>", page), "inline script or style"
    assert not _OUTSIDE.search(page), "an address outside this machine"
    return seen.tokens[0] if seen.tokens else ""


def _text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())
