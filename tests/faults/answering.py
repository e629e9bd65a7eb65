"""Browsers of staff and of a booker that have a request before them."""

from collections.abc import Callable

from django.test import Client

from hub.models import User
from spaces.models import Booking
from tests import factories
from tests.faults.visitors import Answer, Visitor, all_at_once
from tests.faults.wanting import RIVALS
from tests.spaces import makers
from tests.spaces.booking_visit import address_of
from tests.spaces.staff import url
from tests.staff import sign_in

ANSWERS = ("confirm", "withdraw")
# Room for many rounds, and too late to cancel: who meant to withdraw never cancels.
FAR = {"horizon_days": 1000, "cancellation_notice_hours": 24 * 1000}


def browser_of(server, user: User, page: str) -> tuple[Visitor, dict]:
    """Somebody signed in with a page before them, and the token of its forms."""
    visitor = Visitor(server.url)
    visitor.cookies["sessionid"] = sign_in(Client(), user).cookies["sessionid"].value
    hidden = visitor.get(page).hidden
    return visitor, {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"]}


class Desk:
    """Browsers of staff and of the booker, and requests for them to answer."""

    def __init__(self, server, *, staff: int):
        self.space = makers.make_space(**FAR)
        self.booker, desk = factories.make_user(), factories.make_staff("Booking desk")
        first = self.request(0)
        page = address_of("end_booking", first.reference, language="da")
        queue = url("booking_queue")
        self.staff = [browser_of(server, desk, queue) for _number in range(staff)]
        bookers = range(RIVALS - staff)
        self.bookers = [browser_of(server, self.booker, page) for _number in bookers]

    def request(self, number: int) -> Booking:
        """A request on a day of its own."""
        times = [makers.slot(7 + 7 * (number // 6), start=8 + 2 * (number % 6))]
        return makers.make_request(self.space, times, by=self.booker)

    def race(self, booking: Booking) -> list[Answer]:
        """All answer at once."""
        yes = {"what": "approve", "seen": booking.version}
        withdraw = address_of("end_booking", booking.reference, language="da")
        acts = [press(each, url("staff_answer", booking), yes) for each in self.staff]
        acts += [press(each, withdraw, {}) for each in self.bookers]
        return all_at_once(acts)


def press(browser: tuple[Visitor, dict], path: str, said: dict) -> Callable:
    """What sends a form."""
    visitor, token = browser
    return lambda: visitor.post(path, said | token)


def answers_to(booking: Booking) -> list[str]:
    """The answers in the log of a booking."""
    events = booking.events.filter(event__in=ANSWERS).order_by("pk")
    return list(events.values_list("event", flat=True))
