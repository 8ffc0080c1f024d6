"""A browser that checks every page that it is given."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.desk.builders import HOST, PASSWORD, USER, Office

_OUTSIDE = re.compile(r"""(?:href|src|action)=["'](?:https?:)?//""")


@dataclass
class Seen(HTMLParser):
    """What stands on a page."""

    ids: list[str] = field(default_factory=list)
    headings: int = 0
    labels: set[str] = field(default_factory=set)
    inputs: list[str] = field(default_factory=list)
    forms: int = 0
    tokens: list[str] = field(default_factory=list)
    html: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)
        self._count(tag, found)

    def _count(self, tag: str, found: dict[str, str | None]) -> None:
        match tag:
            case "html":
                self.html = found
            case "h1":
                self.headings += 1
            case "form":
                self.forms += found.get("method") == "post"
            case "label":
                self.labels.add(str(found.get("for")))
            case "input" if found.get("name") == "csrf_token":
                self.tokens.append(str(found["value"]))
            case "input" | "textarea" | "select":
                self.inputs.append(str(found.get("id")))


@dataclass
class CaseWorker:
    """Somebody at the desk; every page they get is checked."""

    client: FlaskClient
    page: str = ""
    token: str = ""

    def get(self, path: str) -> TestResponse:
        return self._checked(self.client.get(path, base_url=f"http://{HOST}"))

    def post(self, path: str, **form: object) -> TestResponse:
        data = {"csrf_token": self.token, **form}
        return self._checked(self.client.post(path, data=data, base_url=f"http://{HOST}"))

    def log_in(self, name: str = USER, password: str = PASSWORD) -> TestResponse:
        self.get("/log-in")
        answer = self.post("/log-in", name=name, password=password)
        if answer.status_code == 303:
            self.get("/")
        return answer

    def hand_in(self, data: bytes, name: str = "b-aaaa.bundle") -> TestResponse:
        return self.post("/bundles", bundle=(BytesIO(data), name))

    def _checked(self, response: TestResponse) -> TestResponse:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        if response.mimetype == "text/html" and response.status_code != 303:
            self.page = response.get_data(as_text=True)
            self.token = check(self.page) or self.token
        return response


def check(page: str) -> str:
    """One heading, a language, unique ids, labelled fields, tokens, nothing from outside; returns the form token."""
    seen = Seen()
    seen.feed(page)
    assert seen.headings == 1
    title = re.search(r"<title>\s*(.*?)\s*</title>", page, re.DOTALL)
    heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", page, re.DOTALL)
    assert title is not None
    assert heading is not None
    assert title[1].startswith(heading[1])
    assert (seen.html["lang"], seen.html["dir"]) == ("nl", "ltr")
    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.inputs) <= seen.labels
    assert len(seen.tokens) == seen.forms
    assert not _OUTSIDE.search(page)
    return seen.tokens[0] if seen.tokens else ""


def a_case_worker(office: Office) -> CaseWorker:
    worker = CaseWorker(office.visitor())
    assert worker.log_in().status_code == 303
    return worker
