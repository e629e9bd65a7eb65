"""`python -m tests.bench`: how fast the hub answers, beside a bare Django view.

Figures of one run compare; those of two machines do not. Nothing is asserted.
"""

import os
import subprocess
import sys
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up
from tests.bench import (  # noqa: E402 -- as above
    coming,
    directory,
    reading,
    rooms,
)
from tests.bench.measuring import CONNECTIONS, ask, cost, say  # noqa: E402 -- as above

SECONDS, ROUNDS = 2, 3
TARGETS = {
    "bare Django view": "/bare/",
    "front page": "/da/",
    "page of text": "/da/om-hubben/",
    "directory": "/da/virksomheder/",
    "profile": "/da/virksomheder/krank-og-kaede/",
    "list of stories": reading.LIST,
    "story": reading.STORY,
    "list of events": coming.LIST,
}
SETTINGS = "tests.bench.settings"


def main() -> None:
    """Measure with and without the page cache, then print one table."""
    say(
        f"Requests a second over {CONNECTIONS} connections, median of {ROUNDS} rounds "
        f"of {SECONDS} s; beside it the ratio to the bare view, and milliseconds."
    )
    with servers.demo_site(DJANGO_SETTINGS_MODULE=SETTINGS, PAGE_CACHE="0") as server:
        drawn = rates(server)
        costs = {path: cost(server, path) for path in TARGETS.values()}
    with servers.demo_site(DJANGO_SETTINGS_MODULE=SETTINGS) as server:
        remembered = rates(server)
    table("Drawn anew for each reader", drawn)
    table("From the page cache", remembered)
    say("\nWarm and uncached         queries   HTML bytes   packed")
    for name, path in TARGETS.items():
        queries, raw, packed = costs[path]
        say(f"  {name:<22}{queries:>9}{raw:>13,}{packed:>9,}")
    rooms.main()
    directory.main()
    reading.main()
    coming.main()
    for engine in ("sqlite", "postgresql"):  # each finds words in a way of its own
        line = [sys.executable, "-m", "tests.bench.searching"]
        subprocess.run(line, env=os.environ | {"TEST_ENGINE": engine}, check=True)


def rates(server: servers.Server) -> dict[str, dict]:
    """Each target in turn, round after round, so that a busy moment hits all."""
    rounds = [
        {path: ask(server, path, SECONDS) for path in TARGETS.values()}
        for _number in warmed(server)
    ]
    return {
        path: {
            name: median(each[path][name] for each in rounds)
            for name in rounds[0][path]
        }
        for path in TARGETS.values()
    }


def warmed(server: servers.Server) -> range:
    """The rounds, once every process and thread has answered."""
    for path in TARGETS.values():
        ask(server, path, 1)
    return range(ROUNDS)


def table(title: str, found: dict[str, dict]) -> None:
    """One line for each target."""
    say(f"\n{title:<27} rate    ratio   median     99 %   errors")
    bare = found["/bare/"]["rate"]
    for name, path in TARGETS.items():
        each = found[path]
        say(
            f"  {name:<20}{each['rate']:>8,.0f}{each['rate'] / bare:>9.3f}"
            f"{each['median']:>9.1f}{each['slowest']:>9.1f}{each['errors']:>9.0f}"
        )


main()
