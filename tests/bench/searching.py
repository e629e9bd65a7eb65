"""`python -m tests.bench.searching`: how the search bears 20,000 entries."""

import os
import subprocess
import sys
from urllib.parse import quote

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up
from tests.bench.measuring import cost, say, wait_for  # noqa: E402 -- as above

FEW, MANY = 200, 20_000
WORDS = {
    "a rare word": "lydteknikere",
    "a common word": "kommune",
    "two words": "frivillige køkken",
    "a compound": "cykelværksted",
    "a question": "hvordan søger jeg penge til mit projekt",
    "a typing error": "frivxllige",
    "nothing": "qwrtzx",
}
TARGETS = {name: f"/da/soeg/?q={quote(words)}" for name, words in WORDS.items()}
TARGETS["last page"] = "/da/soeg/?q=kommune&page=40"


def main() -> None:
    """Fill, measure, fill more, measure again, and print the ratios."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        few = measured(server, FEW)
        many = measured(server, MANY)
    say(f"\nMilliseconds, median    {FEW:>6,}   {MANY:,}    ratio   queries")
    for name, (before, _queries) in few.items():
        after, queries = many[name]
        ratio = after / before
        say(f"  {name:<22}{before:>7.1f}{after:>9.1f}{ratio:>9.2f}{queries:>10}")


def measured(server: servers.Server, entries: int) -> dict[str, tuple[float, str]]:
    """The median of one reader's waits for each page, and its queries."""
    line = [sys.executable, "-m", "tests.bench.fill_search", str(entries)]
    subprocess.run(line, cwd=servers.ROOT, env=server.environment, check=True)
    return {
        name: (wait_for(server, path), cost(server, path)[0])
        for name, path in TARGETS.items()
    }


if __name__ == "__main__":
    main()
