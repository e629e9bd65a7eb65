"""`python -m tests.bench.reading`: how the list of stories bears ten thousand."""

import os
import subprocess
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up
from tests.bench.measuring import cost, say, wait_for  # noqa: E402 -- as above

FEW, MANY = 30, 10_000
LIST = "/da/historier/"
STORY = f"{LIST}cykelvaerkstedet-hvor-ingen-spoerger-til-hullet/"


def targets(stories: int) -> dict[str, str]:
    """Pages whose cost must not hang on how many stories there are."""
    last = (stories + 8) // 15
    return {
        "list of stories": LIST,
        "last page of it": f"{LIST}?page={last}",
        "filtered list": f"{LIST}?area=health&goal=8",
        "feed of a filter": f"{LIST}feed/?area=health",
        "story": STORY,
    }


def main() -> None:
    """Fill, measure, fill more, measure again, and print the ratios."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        few = measured(server, FEW)
        many = measured(server, MANY)
    say("\nMilliseconds, median      few     many    ratio   queries")
    for name, (before, _queries) in few.items():
        after, queries = many[name]
        ratio = after / before
        say(f"  {name:<22}{before:>7.1f}{after:>9.1f}{ratio:>9.2f}{queries:>10}")


def measured(server: servers.Server, stories: int) -> dict[str, tuple[float, str]]:
    """The median of one reader's waits for each page, and its queries."""
    line = [sys.executable, "-m", "tests.bench.fill_stories", str(stories)]
    subprocess.run(line, cwd=servers.ROOT, env=server.environment, check=True)
    return {
        name: (wait_for(server, path), cost(server, path)[0])
        for name, path in targets(stories).items()
    }


if __name__ == "__main__":
    main()
