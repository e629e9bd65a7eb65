"""The lines of the register: each module registers its own."""

from stories.kept import messages

__all__ = ["messages"]
