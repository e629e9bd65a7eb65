"""A change that is refused: problems with a code, a field and words for people.

A room has the words of its own problems in its `refusals.py`.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong, and the field that it belongs to; "" for none."""

    code: str
    field: str
    text: str


class Refused(Exception):
    """A change is refused; `problems` say why."""

    def __init__(self, *problems: Problem):
        super().__init__(", ".join(each.code for each in problems))
        self.problems = list(problems)

    @property
    def code(self) -> str:
        """The first reason."""
        return self.problems[0].code
