"""A very small browser for the scripted people of the demo: pages, forms and cookies, on loopback only."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_MOST_REDIRECTS = 5


class Unexpected(Exception):
    """A page is not what the script expects."""


@dataclass(slots=True)
class Element:
    """An HTML element: tag, attributes, children and text in order."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str | None = None, **wanted: str | None) -> Iterator["Element"]:
        """Every element inside with *tag* and the *wanted* attributes (None: present with any value)."""
        names = {name.replace("_", "-").strip("-"): value for name, value in wanted.items()}
        for child in self.children:
            if isinstance(child, str):
                continue
            fits = tag in (None, child.tag) and all(
                name in child.attributes and value in (None, child.attributes[name]) for name, value in names.items()
            )
            if fits:
                yield child
            yield from child.all(tag, **wanted)

    def first(self, tag: str | None = None, **wanted: str | None) -> "Element | None":
        """The first such element, if there is one."""
        return next(self.all(tag, **wanted), None)

    def get(self, name: str, default: str = "") -> str:
        """The attribute *name*."""
        return self.attributes.get(name, default)

    @property
    def text(self) -> str:
        """All text inside, with single spaces."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self._open) - 1, 0, -1):
            if self._open[number].tag == tag:
                del self._open[number:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: *path*, *status*, the parsed document, its *size* in bytes, and where it *leads_to*."""

    path: str
    status: int
    document: Element
    size: int = 0
    leads_to: str | None = None

    def form(self, action: str) -> Element:
        """The form that posts to *action*; Unexpected where the page has none."""
        found = self.document.first("form", action=action)
        if found is None:
            title = self.document.first("title")
            raise Unexpected(f"{self.path} ({self.status}, {title.text if title else 'no title'}): no form {action!r}")
        return found

    def hidden(self, form: Element) -> dict[str, str]:
        """The hidden fields that belong to *form*, inside it or by its id."""
        inside = list(form.all("input", type="hidden"))
        outside = self.document.all("input", type="hidden", form=form.get("id")) if form.get("id") else ()
        return {each.get("name"): each.get("value") for each in (*inside, *outside)}


class Browser:
    """Keeps cookies and follows redirects on one address."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        """The page at *path*."""
        return self._fetch("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> Page:
        """What comes after posting *fields* (a list: one name several times) to *path*."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._fetch("POST", path, urlencode(fields, doseq=True).encode(), kind)

    def upload(self, path: str, fields: Mapping[str, str], name: str, data: bytes) -> Page:
        """What comes after posting *fields* and a file *data* in the field *name*."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="b.bundle"\r\n\r\n'.encode()
        body = b"".join((*parts, head, data, f"\r\n--{edge}--\r\n".encode()))
        return self._fetch("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _fetch(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Page:
        for _ in range(_MOST_REDIRECTS):
            page = self._receive(method, path, body, headers)
            if page.leads_to is None:
                return page
            target = urlsplit(urljoin(f"http://{self._address}{path}", page.leads_to))
            if target.netloc != self._address:
                raise Unexpected(f"{path} leads away, to {target.netloc}")
            method, body, headers = "GET", None, {}
            path = target.path + (f"?{target.query}" if target.query else "")
        raise Unexpected(f"{path}: more than {_MOST_REDIRECTS} redirects")

    def _receive(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Page:
        connection = HTTPConnection(self._address, timeout=30)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            connection.request(method, path, body, {**headers, "Cookie": cookies} if cookies else dict(headers))
            answer = connection.getresponse()
            self._keep(answer.headers.get_all("Set-Cookie") or [])
            data = answer.read()
        finally:
            connection.close()
        leads_to = answer.headers["Location"] if answer.status in (301, 302, 303) else None
        return parse(path, answer.status, data, leads_to)

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value or "1970" in morsel["expires"]:
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = morsel.value


def parse(path: str, status: int, data: bytes, leads_to: str | None = None) -> Page:
    """The page that *data* is."""
    tree = _Tree()
    tree.feed(data.decode("utf-8", "replace"))
    return Page(path, status, tree.root, len(data), leads_to)
