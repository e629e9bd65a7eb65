"""The mails about bookings: in the booker's language, queued with what they tell of."""

from collections.abc import Iterable

from django.utils import translation

from hub import mail
from hub.calendars import CONTENT_TYPE
from spaces.calendars import FILE_NAME, calendar_of
from spaces.links import ANSWER, GIVE_BACK, link_for, rules_url, whole_url
from spaces.models import Booking, notices_for
from spaces.states import BookingState

# These bring the calendar up to date, and say how one gets in where it is time to.
WITH_FILE = {"confirmed", "moved", "cancelled"}
WITH_KEY = {"confirmed", "moved", "reminder"}


def tell(name: str, bookings: Iterable[Booking], **context) -> None:
    """Queue `email/booking_<name>` to the booker; times asked together are one mail.

    A booker without e-mail has a telephone: staff ring, and nothing is queued. A mail
    that holds key information is secret: its words are cleared once it is sent.
    """
    bookings = list(bookings)
    first = bookings[0]
    if not first.email:
        return
    open_now = name in WITH_KEY and any(each.is_key_shown for each in bookings)
    files = [_file(bookings)] if name in WITH_FILE else []
    with translation.override(first.language):
        mail.send(
            f"booking_{name}",
            to=first.email,
            language=first.language,
            context=_words_about(bookings) | {"is_open_now": open_now} | context,
            attachments=files,
            is_secret=open_now,
        )


def _file(bookings: list[Booking]) -> tuple[str, bytes, str]:
    return FILE_NAME, calendar_of(bookings), CONTENT_TYPE


def _words_about(bookings: list[Booking]) -> dict:
    """What every mail to a booker may need."""
    first = bookings[0]
    waiting = [each.answer_by for each in bookings if each.answer_by]
    return {
        "booking": first,
        "bookings": bookings,
        "space": first.space,
        "venue": first.space.venue,
        "is_on": first.state in BookingState.coming(),
        "total_ore": sum(each.price_ore for each in bookings),
        "answer_by": min(waiting, default=None),
        "url": whole_url("my_booking", first.language, first.reference),
        "rules_url": rules_url(first),
        "answer_url": _link(ANSWER, first, BookingState.QUESTION),
        "give_back_url": _link(GIVE_BACK, first, BookingState.CONFIRMED),
        "notices": notices_for(first),
    }


def _link(purpose: str, booking: Booking, state: BookingState) -> str:
    """A signed link, where the booking stands so that it would work."""
    return link_for(purpose, booking) if booking.state == state else ""
