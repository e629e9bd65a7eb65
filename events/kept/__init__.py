"""The lines of the register: each module registers its own."""

from events.kept import guests, staff

__all__ = ["guests", "staff"]
