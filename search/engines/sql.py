"""A piece of SQL."""

from typing import NamedTuple


class Sql(NamedTuple):
    """Text, and what stands in its gaps."""

    text: str
    values: tuple
