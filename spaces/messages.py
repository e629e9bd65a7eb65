"""The mails about bookings: in the booker's language, queued with what they tell of."""

from collections.abc import Iterable

from django.utils import translation

from hub import mail
from spaces.models import Booking


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
