"""`python -m tests.bench`: how fast the hub answers, beside a bare Django view.

Figures of one run compare; those of two machines do not. Nothing is asserted.
"""

import gzip
import json
import os
import subprocess
import sys
import urllib.request
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up

CONNECTIONS, SECONDS, ROUNDS = 8, 2, 3
TARGETS = {
    "bare Django view": "/bare/",
    "front page": "/da/",
    "page of text": "/da/om-hubben/",
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


def ask(server: servers.Server, path: str, seconds: float) -> dict:
    """One run of the client, in a process of its own."""
    port = server.url.rsplit(":", 1)[1]
    line = [sys.executable, "-m", "tests.bench.client", port, path]
    line += [str(CONNECTIONS), str(seconds)]
    done = subprocess.run(line, check=True, stdout=subprocess.PIPE, timeout=60)
    return json.loads(done.stdout)


def cost(server: servers.Server, path: str) -> tuple[str, int, int]:
    """Queries, bytes of HTML, and bytes as a page cache would send them."""
    request = urllib.request.Request(server.url + path)  # noqa: S310 -- ours
    request.add_header("X-Count-Queries", "1")
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- ours
        html = answer.read()
        queries = answer.headers["X-Queries"]
    return queries, len(html), len(gzip.compress(html))


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


def say(line: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


main()
