"""A long figure: rounds that can be interrupted, and one line for the manual."""

import datetime
import json
import os
from collections import Counter
from collections.abc import Iterator

from tests.databases import ROOT, engine

FOLDER = ROOT / "var" / "faults"
MANUAL = ROOT / "docs" / "reliability.md"
PATIENCE = 30  # rounds in which the control of `make test` has to go wrong


class Figure:
    """What one test counts, round after round.

    Without ROUNDS it runs the few rounds of `make test`. With ROUNDS, `40x` of them or
    a number, it keeps its counts between runs and writes its line when all are done.
    """

    def __init__(self, name: str):
        self.name = name
        self.wanted = os.environ.get("ROUNDS", "")
        self.file = FOLDER / f"{name}.{engine().name}.json"
        self.counts = Counter(self._kept())
        self.today = datetime.datetime.now(datetime.UTC).date()  # a test may move it

    def rounds(self, few: int) -> Iterator[int]:
        """The rounds that are still to run; each is kept once it is over."""
        while self.counts["rounds"] < how_many(self.wanted, few):
            yield self.counts["rounds"]
            self.counts["rounds"] += 1
            self._keep()

    def careless_rounds(self, few: int) -> Iterator[int]:
        """Those of a control; in `make test` until the first in which `wrong` counted.

        Whether one round goes wrong is luck. That all of many go well is not.
        """
        for number in self.rounds(few if self.wanted else PATIENCE):
            yield number
            if self.counts["wrong"] and not self.wanted:
                return

    def add(self, **counts: int) -> None:
        """Count what the round showed."""
        self.counts.update(counts)

    def tell(self, sentence: str) -> None:
        """Write the line, with the counts filled in, and forget them."""
        if not self.wanted:
            return
        rounds = self.counts["rounds"]
        told = sentence.format(**self.counts | {"rounds": rounds})
        write_line(self.name, engine().name, f"{told} ({self.today:%-d %B %Y})")
        self.file.unlink(missing_ok=True)

    def _kept(self) -> dict:
        is_there = self.wanted and self.file.exists()
        return json.loads(self.file.read_text()) if is_there else {}

    def _keep(self) -> None:
        if self.wanted:
            FOLDER.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(self.counts))


def how_many(wanted: str, few: int) -> int:
    """`few`, that many times over for `40x`, or the number itself."""
    if wanted.endswith("x"):
        return few * int(wanted[:-1])
    return int(wanted or few)


def write_line(name: str, database: str, told: str) -> None:
    """Put the line in the manual, in place of the one from before."""
    start = f"- `{name}`, {database}: "
    lines = MANUAL.read_text().splitlines()
    kept = [line for line in lines if not line.startswith(start)]
    place = kept.index("<!-- figures end -->")
    kept.insert(place, start + told)
    begin = kept.index("<!-- figures begin -->") + 1
    kept[begin : place + 1] = sorted(kept[begin : place + 1])
    MANUAL.write_text("\n".join(kept) + "\n")
