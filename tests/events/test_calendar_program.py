"""Another calendar program, with no code of ours in it, reads the same wall time."""

import datetime as dt
import shutil
import subprocess

import pytest

from events.calendars import calendar_of
from events.models import Occurrence
from tests.events.makers import make_date, make_event, make_event_index
from tests.spaces.makers import ZONE

PROGRAM = shutil.which("calcurse")
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not PROGRAM, reason="needs calcurse (apt install calcurse)"),
]
FIRST = dt.date(2026, 9, 1)
# The Thursdays around both nights on which the clocks change, and one over midnight.
DAYS = [
    dt.date(2026, 10, 22), dt.date(2026, 10, 29), dt.date(2027, 3, 25),
    dt.date(2027, 4, 1),
]  # fmt: skip


def on_the_wall(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZONE)


def read_by_calcurse(content: bytes, folder) -> list[str]:
    """What the program shows for a year, in the time of Copenhagen."""
    (folder / "feed.ics").write_bytes(content)
    line = [PROGRAM, "--quiet", "--directory", str(folder / "own")]
    environment = {"TZ": "Europe/Copenhagen", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    said = {"env": environment, "check": True, "capture_output": True, "text": True}
    subprocess.run([*line, "--import", str(folder / "feed.ics")], **said)
    shown = "%(start:%Y-%m-%d %H:%M) - %(end:%Y-%m-%d %H:%M) %m\n"
    asking = ["--query", "--from", f"{FIRST:%m/%d/%Y}", "--days", "365"]
    done = subprocess.run(
        [*line, *asking, "--filter-type", "apt", "--format-apt", shown],
        **said,
    )
    return [row for row in done.stdout.splitlines() if " - " in row]  # not its days


def test_a_series_keeps_its_wall_time_in_another_program(home, tmp_path):
    make_event_index()
    event = make_event(title_da="Fællesspisning: suppe; brød, smør")
    for day in DAYS:
        make_date(event, starts_at=on_the_wall(day, 17), ends_at=on_the_wall(day, 19))

    file = calendar_of(Occurrence.objects.for_lists(), language="da", name="Kom forbi")

    assert read_by_calcurse(file, tmp_path) == [
        f"{day} 17:00 - {day} 19:00 {event.title_da}" for day in DAYS
    ]
