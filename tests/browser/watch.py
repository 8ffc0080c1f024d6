"""An eye on a browser: what it asked for, and what it complained about."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

# a policy that bites is not always an error on the console, so it is made one
TELL_OF_POLICY = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
AN_ERROR_PAGE = "Failed to load resource: the server responded with a status of 4"


@dataclass  # without slots: Playwright keeps a note on the object whose method it calls
class Watch:
    """Everything that browsers asked of other hosts than *ours*, and every complaint on their consoles."""

    ours: frozenset[str]
    requests: int = 0
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of *context* from now on."""
        context.add_init_script(TELL_OF_POLICY)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda failure: self.complaints.append(str(failure.error)))

    def _asked(self, request: Request) -> None:
        self.requests += 1
        if urlsplit(request.url).netloc not in self.ours:
            self.elsewhere.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def real_complaints(self) -> list[str]:
        """The complaints without those about pages that answer with an error on purpose."""
        return [text for text in self.complaints if not text.startswith(AN_ERROR_PAGE)]
