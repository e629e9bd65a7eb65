"""The lines of the register: each module registers its own."""

from search.kept import followers

__all__ = ["followers"]
