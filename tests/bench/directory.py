"""`python -m tests.bench.directory`: how the directory bears many enterprises.

First the demo's twenty or so, then 10,000 more, on the same server.
"""

import os
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up
from tests.bench.measuring import ask, cost, say  # noqa: E402 -- as above

MANY = 10_000
SECONDS, ROUNDS = 2, 5
TARGETS = {
    "directory": "/da/virksomheder/",
    "its last page": "/da/virksomheder/?page=9999",
    "filtered by two": "/da/virksomheder/?kind=catering&district=valby",
    "profile": "/da/virksomheder/krank-og-kaede/",
}
FILL = (
    "from home import demo_scale; from stories import demo_organisations; "
    f"demo_scale.facts({MANY}); demo_organisations.scale({MANY})"
)


def main() -> None:
    """Measure, fill, measure again, and print the ratios."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        few = measured(server)
        server.run("manage.py", "shell", "--no-imports", "-c", FILL)
        many = measured(server)
    say(f"\nMilliseconds, median       few   {MANY:,}    ratio   queries")
    for name, (before, _queries) in few.items():
        after, queries = many[name]
        ratio = after / before
        say(f"  {name:<22}{before:>7.1f}{after:>9.1f}{ratio:>9.2f}{queries:>10}")


def measured(server: servers.Server) -> dict[str, tuple[float, str]]:
    """The median of one reader's waits for each page, and its queries."""
    found = {}
    for name, path in TARGETS.items():
        ask(server, path, 1, connections=1)
        waits = [
            ask(server, path, SECONDS, connections=1)["median"]
            for _number in range(ROUNDS)
        ]
        found[name] = median(waits), cost(server, path)[0]
    return found


if __name__ == "__main__":
    main()
