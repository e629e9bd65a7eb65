"""`python -m tests.bench.searching`: how the search bears 20,000 entries.

Two servers stand side by side, one with few entries and one with many, and are asked in
turn: what else the machine does weighs on both. TEST_ENGINE names the database.
"""

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import quote

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import databases, servers  # noqa: E402 -- after the set-up
from tests.bench.measuring import cost, in_turn, say  # noqa: E402 -- as above

FEW, MANY = 200, 20_000
PAGE = "/da/soeg/?q="
QUESTIONS = {
    "a rare word": quote("lydteknikere"),
    "a common word": "kommune",
    "two words": quote("frivillige køkken"),
    "a compound": quote("cykelværksted"),
    "a question": quote("hvordan søger jeg penge til mit projekt"),
    "a typing error": "frivxllige",
    "a beginning": "frivil",
    "nothing": "qwrtzx",
    "filtered": "kommune&goal=3",
    "filtered by date": "kommune&when=year",
    "one kind": "kommune&kind=proposal",
    "last page": "kommune&page=40",
}


def main() -> None:
    """Fill both, ask both, and print the ratios."""
    with site_of(FEW) as few, site_of(MANY) as many:
        name = databases.engine().name
        say(f"\nSearch, {name}, ms    {FEW:>6,}   {MANY:,}    ratio   queries")
        for question, asked in QUESTIONS.items():
            before, after = in_turn([few, many], PAGE + asked)
            queries = cost(many, PAGE + asked)[0]
            say(
                f"  {question:<22}{before:>7.1f}{after:>9.1f}"
                f"{after / before:>9.2f}{queries:>10}"
            )


@contextlib.contextmanager
def site_of(entries: int) -> Iterator[servers.Server]:
    """A site with an index of so many entries, without the page cache."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        server.run("-m", "tests.bench.fill_search", str(entries))
        yield server


if __name__ == "__main__":
    main()
