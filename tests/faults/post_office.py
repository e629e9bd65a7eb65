"""A mail server of our own, which can end a program at the worst moment."""

import email
import os
import signal
from collections import Counter
from collections.abc import Callable
from email.message import Message

from aiosmtpd.controller import Controller

from tests.servers import free_port


class PostOffice:
    """Keeps what arrives; `on_arrival(number)` runs when the sender waits for us.

    It says whether the mail is taken: the sender hears "yes" only after it.
    """

    def __init__(self):
        self.port = free_port()
        self.mails: list[Message] = []
        self.arrivals = 0
        self.on_arrival: Callable[[int], bool] = lambda number: True

    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *_error):
        self.close()

    def open(self) -> None:
        """Begin to listen."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        """Listen no more; a sender is refused."""
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        """Take a mail, or let the sender's connection end in silence."""
        self.arrivals += 1
        if self.on_arrival(self.arrivals):
            self.mails.append(email.message_from_bytes(envelope.content))
            return "250 Taken"
        return "451 Try again"

    def by_receiver(self) -> Counter:
        """How many mails each address got."""
        return Counter(mail["To"] for mail in self.mails)

    def by_message_id(self) -> Counter:
        """How many mails have the same Message-ID."""
        return Counter(mail["Message-ID"] for mail in self.mails)


def kill(pid: int) -> None:
    """End a program at once; it hears nothing of it."""
    os.kill(pid, signal.SIGKILL)
