"""People with a browser each, who all press a button at the same moment."""

import http.client
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

LONGEST = 60  # seconds
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
FORM = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    """What came back."""

    status: int
    location: str
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms: the CSRF token, the stamp, the key."""
        return dict(HIDDEN.findall(self.text))


class Visitor:
    """Cookies of one browser; each request has a connection of its own."""

    def __init__(self, url: str):
        self.host = urlsplit(url).netloc
        self.cookies: dict[str, str] = {}
        self.address = "10.0.0.1"

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, said: dict) -> Answer:
        """Send a form; redirects are not followed."""
        return self._ask("POST", path, urlencode(said, doseq=True))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={v}" for name, v in self.cookies.items()),
            "X-Forwarded-For": self.address,
            "Content-Type": FORM,
        }
        connection = http.client.HTTPConnection(self.host, timeout=LONGEST)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: m.value for name, m in SimpleCookie(line).items()}
        return Answer(response.status, response.headers.get("Location", ""), text)


def all_at_once(acts: Iterable[Callable[[], Answer]]) -> list[Answer]:
    """The answers to what all did at the same moment, in their order."""
    acts = list(acts)
    barrier = Barrier(len(acts))

    def wait_for_all(act: Callable[[], Answer]) -> Answer:
        barrier.wait(LONGEST)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(wait_for_all, acts))
