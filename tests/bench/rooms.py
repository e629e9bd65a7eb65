"""`python -m tests.bench.rooms`: how the list and the week bear many bookings.

500 spaces, first with 5,000 bookings and then with 200,000, on the same server.
"""

import datetime as dt
import os
import subprocess
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402 -- after the set-up

from tests import servers  # noqa: E402 -- as above
from tests.bench.measuring import cost, say, wait_for  # noqa: E402 -- as above

SPACES = 500
WEDNESDAY = 2


def targets() -> dict[str, str]:
    """Pages that ask what is free, for a Wednesday in three weeks or so."""
    day = timezone.localdate() + dt.timedelta(days=21)
    day += dt.timedelta(days=(WEDNESDAY - day.weekday()) % 7)
    when = f"date={day}&start=10:00&until=12:00"
    year, week, _day = day.isocalendar()
    return {
        "filtered list": f"/da/lokaler/?{when}&kind=kitchen&people=4",
        "list of a time": f"/da/lokaler/?{when}",
        "list of all": "/da/lokaler/",
        "week of a space": f"/da/lokaler/scale-7/?week={year}-W{week:02}",
        "booking page": f"/da/book/scale-7/?date={day}",
    }


def main() -> None:
    """Fill, measure, fill more, measure again, and print the ratios."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PAGE_CACHE": "0"}
    with servers.demo_site(**module) as server:
        fill(server, "few")
        few = measured(server)
        fill(server, "rest")
        many = measured(server)
    say("\nMilliseconds, median      few     many    ratio   queries")
    for name, (before, _queries) in few.items():
        after, queries = many[name]
        ratio = after / before
        say(f"  {name:<22}{before:>7.1f}{after:>9.1f}{ratio:>9.2f}{queries:>10}")


def fill(server: servers.Server, share: str) -> None:
    """Add spaces and bookings to the server's database; says how many are there."""
    line = [sys.executable, "-m", "tests.bench.fill", str(SPACES), share]
    subprocess.run(line, cwd=servers.ROOT, env=server.environment, check=True)


def measured(server: servers.Server) -> dict[str, tuple[float, str]]:
    """The median of one reader's waits for each page, and its queries."""
    return {
        name: (wait_for(server, path), cost(server, path)[0])
        for name, path in targets().items()
    }


if __name__ == "__main__":
    main()
