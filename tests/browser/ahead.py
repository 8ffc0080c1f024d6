"""Going ahead: items answered over HTTP with the browser's own cookies, so that it draws only the pages that matter."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import APIResponse, BrowserContext

from assessment.demo import responses
from assessment.demo.browser import Element, Page, parse
from assessment.demo.responses import Fields
from assessment.items.interactions import KINDS, Choice
from assessment.items.model import ItemBank

Gives = Callable[[Element], Fields]  # what somebody answers who sees that page
MOST_PAGES = 250
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SKIPPED: Fields = {"do": "skip"}
# what makes two pages with the same kind of item differ: a mark, and the element that shows it
MARKS: dict[str, tuple[str | None, dict[str, str | None]]] = {
    "picture": ("img", {"class_": "picture"}),
    "stimulus": ("p", {"id": "stimulus"}),
    "tiles": ("img", {"class_": "tile__picture"}),
    "read": ("span", {"translate": "no"}),
    "alone": ("fieldset", {"data_alone": None}),
    "typed": ("input", {"class_": "ams-text-input typed"}),
    "card": ("dl", {"class_": "card-note"}),
    "personal": ("button", {"value": "declined"}),
}
MAIN_MARKS = ("stimulus", "tiles", "typed", "card")


@dataclass(slots=True)
class Hurry:
    """Skips whatever can be skipped, but for the items that *decided* names."""

    decided: Mapping[str, Fields]

    def __call__(self, document: Element) -> Fields:
        skipped = SKIPPED if document.first("button", value="skip") is not None else {}
        return self.decided.get(item_of(document), skipped)


@dataclass(slots=True)
class Guess:
    """Answers by *chance*, in own *words*, but to the items that *decided* names always the same."""

    chance: random.Random
    words: str
    decided: Mapping[str, Fields]

    def __call__(self, document: Element) -> Fields:
        return self.decided.get(item_of(document)) or responses.given(document, self.chance, self.words)


@dataclass(slots=True)
class Ahead:
    """Goes ahead in the session of *context*, at *address*."""

    context: BrowserContext
    address: str

    def until(self, here: Callable[[Element], bool], gives: Gives) -> Element:
        """Answer as *gives* says, until *here* says so of the page or it is the closing one; returns that page."""
        page = self._get("/item")  # on the last item this leads to the closing page
        for _ in range(MOST_PAGES):
            if page.path.startswith("/review") or here(page.document):
                return page.document
            page = self._answer(page, gives)
        raise AssertionError(f"still at {item_of(page.document)} after {MOST_PAGES} pages")

    def _answer(self, page: Page, gives: Gives) -> Page:
        form = page.form(f"/item/{item_of(page.document)}")
        hidden = page.hidden(form)
        after = self._post(form.get("action"), {**hidden, "do": "answer", **gives(self._looked_closer(page).document)})
        again = after.document.first("input", type="hidden", name="step")
        assert again is None or again.get("value") != hidden["step"], f"{form.get('action')} took no answer"
        return after

    def _looked_closer(self, page: Page) -> Page:
        """Where work is chosen from sectors, the page with the occupations of the first one."""
        sectors = [link.get("href") for link in page.document.all("a") if link.get("href").startswith("/item?sector=")]
        picks = page.document.first("input", name="pick")
        return self._get(sectors[0]) if sectors and picks is None else page

    def _get(self, path: str) -> Page:
        return read(self.context.request.get(f"{self.address}{path}"))

    def _post(self, path: str, fields: Fields) -> Page:
        data = urlencode(fields, doseq=True)
        return read(self.context.request.post(f"{self.address}{path}", data=data, headers=FORM))


def read(response: APIResponse) -> Page:
    """The page that *response* brings."""
    return parse(urlsplit(response.url).path, response.status, response.body())


def kinds_of(bank: ItemBank) -> set[str]:
    """The kinds of items that *bank* has, by their names in YAML."""
    used = {type(item.interaction) for item in bank.items.values()}
    return {name for name, kind in KINDS.items() if kind in used}


def item_of(document: Element) -> str:
    """The item on screen; nothing where the page shows none."""
    form = document.first("form", id="item-form")
    return form.get("action").removeprefix("/item/") if form else ""


def kind_of(document: Element, every_mark: bool = True) -> str:
    """The kind of the item on screen, with *every_mark* or those that matter most: "choice-tiles"; "" without one."""
    cards = [card.get("class") for card in document.all("article") if "item--" in card.get("class")]
    wanted = {mark: sign for mark, sign in MARKS.items() if every_mark or mark in MAIN_MARKS}
    marks = [mark for mark, (tag, signs) in wanted.items() if document.first(tag, **signs) is not None]
    return "-".join([cards[0].rpartition("item--")[2], *marks]) if cards else ""


def right(bank: ItemBank, section: str) -> dict[str, Fields]:
    """The right answers to the choices of *section*."""
    items = next(each.items for each in bank.sections if each.id == section)
    return {item.id: {"choice": item.interaction.key or ""} for item in items if isinstance(item.interaction, Choice)}
