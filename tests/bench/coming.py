"""`python -m tests.bench.coming`: how the pages of events bear ten thousand dates."""

import os
import subprocess
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402 -- after the set-up

from tests import servers  # noqa: E402 -- as above
from tests.bench.measuring import cost, say, wait_for  # noqa: E402 -- as above

FEW, MANY = 10, 10_000
LIST = "/da/kom-forbi/"
EVENT = f"{LIST}scale-event-9/"


def targets() -> dict[str, str]:
    """Pages whose queries must not hang on how many dates there are."""
    month = f"{timezone.localdate():%Y-%m}"
    return {
        "list of events": LIST,
        "last page of it": f"{LIST}?page=9999",
        "filtered list": f"{LIST}?kind=talk&free=on",
        "accessible places": f"{LIST}?need=way_in",
        "month": f"{LIST}?month={month}",
        "what has been": f"{LIST}tidligere/",
        "calendar of a filter": f"{LIST}kalender/?district=valby",
        "Atom feed": f"{LIST}feed/",
        "event": EVENT,
    }


def main() -> None:
    """Fill, measure, fill more, measure again, and print the ratios."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        few = measured(server, FEW)
        many = measured(server, MANY)
    say("\nMilliseconds, median      few     many    ratio   queries    bytes")
    for name, (before, _cost) in few.items():
        after, (queries, raw, _packed) = many[name]
        say(
            f"  {name:<22}{before:>7.1f}{after:>9.1f}{after / before:>9.2f}"
            f"{queries:>10}{raw:>9,}"
        )


def measured(server: servers.Server, events: int) -> dict[str, tuple]:
    """The median of one reader's waits for each page, and what it costs."""
    line = [sys.executable, "-m", "tests.bench.fill_events", str(events)]
    subprocess.run(line, cwd=servers.ROOT, env=server.environment, check=True)
    return {
        name: (wait_for(server, path), cost(server, path))
        for name, path in targets().items()
    }


if __name__ == "__main__":
    main()
