"""The lines of the register: each module registers its own."""

from stories.kept import messages, nominations, requests, staff

__all__ = ["messages", "nominations", "requests", "staff"]
