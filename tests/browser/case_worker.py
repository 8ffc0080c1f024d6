"""The case worker of the browser tests: what somebody does at the desk, as verbs."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(slots=True)
class CaseWorker:
    """Somebody at the desk, with a *name* and a *password*."""

    page: Page
    address: str
    name: str
    password: str

    def logs_in(self, password: str | None = None) -> None:
        self.page.goto(f"{self.address}/log-in")
        self.page.fill("#name", self.name)
        self.page.fill("#password", self.password if password is None else password)
        self.presses('form[action="/log-in"] button')

    def issues_a_start_code(self) -> str:
        self.page.goto(f"{self.address}/codes")
        self.page.fill("#count", "1")
        self.presses('form[action="/codes"] button')
        return self.page.locator("[data-start-code]").first.get_attribute("data-start-code") or ""

    def takes_in(self, bundle: Path) -> None:
        self.page.goto(f"{self.address}/")
        self.page.set_input_files("#bundle", bundle)
        self.presses('form[action="/bundles"] button')

    def reads(self) -> str:
        """Everything on the page, also what is folded away."""
        return self.page.locator("main").text_content() or ""

    def is_told(self) -> str:
        """The message above the page."""
        return self.page.locator('[role="status"], [role="alert"]').first.inner_text()

    def downloads_the_page(self, folder: Path) -> Path:
        with self.page.expect_download() as coming:
            self.page.locator('a[href$="report.pdf"]').click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target

    def presses(self, what: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(what).click()
