"""The lines of the register: each module registers its own."""

from stories.kept import messages, nominations, staff

__all__ = ["messages", "nominations", "staff"]
