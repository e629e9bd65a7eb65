"""The lines of the register: each module registers its own."""

from stories.kept import consents, messages, nominations, requests, staff

__all__ = ["consents", "messages", "nominations", "requests", "staff"]
