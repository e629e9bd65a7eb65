"""The mails about bookings: in the booker's language, queued with what they tell of."""

from collections.abc import Iterable

from django.utils import translation

from hub import mail
from hub.models import User
from spaces.models import Booking

MANAGERS = "Hub managers"


def tell(name: str, bookings: Iterable[Booking], **context) -> None:
    """Queue `email/booking_<name>` to the booker; times asked together are one mail.

    A booker without e-mail has a telephone: staff ring, and nothing is queued.
    """
    bookings = list(bookings)
    first = bookings[0]
    if not first.email:
        return
    with translation.override(first.language):
        words = {"booking": first, "bookings": bookings, "space": first.space}
        mail.send(
            f"booking_{name}",
            to=first.email,
            language=first.language,
            context=words | context,
        )


def tell_managers(name: str, **context) -> None:
    """Queue `email/<name>` to each hub manager, in the language of each."""
    for manager in User.objects.filter(groups__name=MANAGERS, is_active=True):
        with translation.override(manager.language):
            mail.send(
                name, to=manager.email, language=manager.language, context=context
            )
