"""Somebody in front of a browser, and what the browser did meanwhile."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page

FOCUSED = "document.activeElement"


class Visitor:
    """One tab with cookies of its own; counts taps and fields, notes complaints."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self.page: Page = context.new_page()
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.taps = self.fields = 0
        self.page.on("request", self._note_host)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_host(self, request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:")):
            self.hosts.add(urlsplit(request.url).netloc)

    def _note_message(self, message) -> None:
        """A page that is missing logs its own status, which is no complaint."""
        is_status = "server responded with a status of" in message.text
        if message.type in {"error", "warning"} and not is_status:
            self.complaints.append(message.text)

    def go(self, path: str) -> None:
        """Open an address by hand."""
        self.status = self.page.goto(path).status

    def tap(self, target: Locator | str) -> None:
        """Press a link or button, the first that fits, and count it.

        A click ends when the next page begins; who looks at once should see all of it.
        """
        found = self.page.locator(target) if isinstance(target, str) else target
        found.first.click()
        self.page.wait_for_load_state()
        self.taps += 1

    def write(self, field: str, text: str) -> None:
        """Write into a field, and count it."""
        self.page.fill(field, text)
        self.fields += 1

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The words of what has the focus, once something has it.

        A browser gives `autofocus` at its next picture, which may be after the page
        has loaded.
        """
        self.page.locator(":focus").wait_for()
        return self.page.evaluate(f"{FOCUSED}.innerText || {FOCUSED}.value").strip()

    def path(self) -> str:
        """Where the visitor is."""
        return urlsplit(self.page.url).path

    def runs_over(self) -> int:
        """By how many pixels the page must be scrolled sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - window.innerWidth"
        )
