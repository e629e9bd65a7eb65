"""A worker as it must not be: it marks a mail as sent, and sends it then."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- after the set-up

from hub import mail  # noqa: E402 -- after the set-up


def deliver(message) -> bool:
    """The wrong way round."""
    mail._mark_sent(message)
    mail.message_of(message).send()
    return True


mail.deliver = deliver
call_command("worker", once=True)
