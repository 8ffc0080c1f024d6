"""A sitting with the keyboard alone, and a part of it with fingers alone."""

from collections.abc import Callable

from playwright.sync_api import Locator

from assessment.items.model import ItemBank
from assessment.session import codes
from tests.browser.ahead import kinds_of
from tests.browser.people import NEXT, YES, Candidate

START_CODE = codes.start_code("16180339", 1)
FIRST_REAL_ITEM = "own-intro"  # before it, every kind of item is practised
MOST_TABS = 60
ON_SCREEN = """() => {
  const one = document.activeElement, box = (one.labels?.[0] ?? one).getBoundingClientRect();
  return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


class Typist(Candidate):
    """A candidate who never touches the mouse."""

    def presses(self, what: str, how: Callable[[Locator], None] = Locator.click) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.reaches(what)
            self.page.keyboard.press("Enter")

    def reaches(self, what: str) -> None:
        """Tab until the focus is on *what*; on the way it is always somewhere that can be seen."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", what):
                assert self.page.evaluate(ON_SCREEN), f"{what} has the focus but cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached on {self.page.url}")

    def picks(self, number: int | None = None) -> None:
        self.reaches(".tile__input")
        self.page.keyboard.press("Space")
        for _ in range(self.chance.randrange(3)):
            self.page.keyboard.press("ArrowDown")
        assert self.page.locator(".tile__input:checked").count() == 1

    def types(self, field: str, text: str) -> None:
        self.reaches(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def fills_in(self) -> None:
        if self.kind == "text_entry":
            self.types("#text", self.own_words)
        else:
            super().fills_in()

    def completes_words(self) -> None:
        """Enter goes from one word to the next, and from the last one to the button that sends them."""
        self.reaches("#gap-1")
        for _ in range(self.page.locator('[name="gap"]').count()):
            self.page.keyboard.type("en")
            self.page.keyboard.press("Enter")
        assert self.page.evaluate("(what) => document.activeElement.matches(what)", NEXT)

    def puts_in_order(self) -> None:
        for _ in range(self.page.locator("[data-tile]").count()):
            self.reaches('[data-tile] [aria-pressed="false"]')
            self.page.keyboard.press("Space")
        self.reaches("[data-line] button")  # take the first one out, and put it in again
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.ariaPressed") == "false"
        self.page.keyboard.press("Enter")

    def counts(self) -> None:
        least, most = self.limits
        self.reaches("#number")
        for key in ("ArrowUp", "ArrowUp", "ArrowDown"):
            self.page.keyboard.press(key)
        assert least <= int(self.page.locator("#number").input_value()) <= most

    def tells_a_date(self) -> None:
        self.picks()
        year = self.page.locator(".tile:has(:checked) .date__now").inner_text()
        if self.page.locator(".date__select").count():
            self.reaches(".date__select")
            self.page.keyboard.press("ArrowDown")
        self.types("#year", year)

    def uses_the_program(self) -> None:
        self.reaches('[data-action="compose"]')
        self.page.keyboard.press("Enter")
        self.types("#mail-to", "lina@postsnel.voorbeeld")
        self.types("#mail-body", self.own_words)
        self.reaches('[data-action="send"]')
        self.page.keyboard.press("Space")
        self.page.locator(".mail__sent").wait_for()

    def switches_to(self, tag: str) -> None:
        self.reaches(".languages summary")
        self.page.keyboard.press("Enter")
        self.presses(f'.languages__choice[value="{tag}"]')

    def unfolds(self, item: str) -> None:
        if not self.page.locator(f"#{item}").is_visible():
            self.reaches(f"details:has(#{item}) > summary")
            self.page.keyboard.press("Enter")


def test_a_sitting_without_a_mouse(a_candidate: Callable[..., Candidate], bank: ItemBank):
    typist = a_typist(a_candidate())
    typist.sits_down(first_language(typist), START_CODE)
    kinds = answers_one_of_every_kind(typist)
    typist.hurries_to("q-wish")

    typist.answers()
    typist.stops()
    typist.corrects("q-wish")
    typist.answers()
    typist.strikes_out("q-wish")
    typist.shares()

    assert kinds == kinds_of(bank)
    assert "/goodbye/" in typist.page.url


def answers_one_of_every_kind(typist: Typist) -> set[str]:
    """All that comes before the first real question; returns the kinds that there were."""
    kinds = set()
    while typist.item != FIRST_REAL_ITEM:
        kinds.add(typist.kind)
        typist.answers()
    return kinds


def test_enter_in_a_field_sends_the_answer_and_never_switches_language(a_candidate: Callable[..., Candidate]):
    typist = a_typist(a_candidate())
    typist.opens_the_kiosk()
    typist.chooses_language(first_language(typist))
    language = typist.locale

    typist.types("#code", START_CODE)
    with typist.page.expect_navigation():
        typist.page.keyboard.press("Enter")
    typist.presses(".card .ams-button--primary")
    typist.answers_until(lambda: typist.item == "practice-words")
    typist.picks()
    with typist.page.expect_navigation():
        typist.page.keyboard.press("Enter")

    assert (typist.item, typist.locale) == ("practice-pictures", language)


def test_a_switch_of_language_without_a_mouse(a_candidate: Callable[..., Candidate]):
    typist = a_typist(a_candidate())
    typist.sits_down(first_language(typist), START_CODE)
    item = typist.item
    last = typist.page.locator(".languages__choice").last.get_attribute("value") or ""

    typist.switches_to(last)

    assert (typist.item, typist.locale) == (item, last)


def test_the_start_with_fingers(a_candidate: Callable[..., Candidate]):
    toucher = a_candidate(has_touch=True, viewport={"width": 800, "height": 1280})
    toucher.opens_the_kiosk()
    toucher.presses(".tongue >> nth=0", Locator.tap)
    toucher.taps_start_code(START_CODE)
    toucher.presses(".card .ams-button--primary", Locator.tap)

    while toucher.item != "practice-rating":
        taps_an_answer(toucher)
    toucher.page.locator(".tile__label").first.tap()

    assert toucher.page.locator(".tile__input:checked").get_attribute("value") == "like"


def taps_an_answer(toucher: Candidate) -> None:
    for tile in toucher.page.locator("[data-tile] button").all():
        tile.tap()
    if toucher.kind in ("choice", "multiple_choice"):
        toucher.page.locator(".tile__label").last.tap()
    toucher.presses(YES if toucher.kind == "yes_no" else NEXT, Locator.tap)


def a_typist(candidate: Candidate) -> Typist:
    return Typist(candidate.page, candidate.address, candidate.chance)


def first_language(candidate: Candidate) -> str:
    candidate.opens_the_kiosk()
    return candidate.page.locator(".tongue").first.get_attribute("value") or ""
