"""The lines of the register: each module registers its own."""

from search.kept import followers, watches

__all__ = ["followers", "watches"]
