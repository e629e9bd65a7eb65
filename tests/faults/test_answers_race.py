"""Twenty answers to one request at the same moment: one of them counts.

Staff press "Yes" in the queue, the booker "Withdraw" on the page of the booking, on a
site with eight handlers; each has a browser and a session of their own.
"""

from collections import Counter
from collections.abc import Callable

from django.test import Client

from hub.models import OutgoingMail, User
from spaces.availability import wrongly_occupied
from spaces.models import Booking
from tests import factories
from tests.faults.visitors import Answer, Visitor, all_at_once
from tests.spaces import makers
from tests.spaces.booking_visit import address_of
from tests.spaces.staff import url
from tests.staff import sign_in

RIVALS = 20
ANSWERS = ("confirm", "withdraw")


def browser_of(server, user: User, page: str) -> tuple[Visitor, dict]:
    """Somebody signed in with a page before them, and the token of its forms."""
    visitor = Visitor(server.url)
    visitor.cookies["sessionid"] = sign_in(Client(), user).cookies["sessionid"].value
    hidden = visitor.get(page).hidden
    return visitor, {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"]}


class Desk:
    """Browsers of staff and of the booker, and requests for them to answer."""

    def __init__(self, server, *, staff: int):
        # A booking that was confirmed is not cancelled by who meant to withdraw.
        self.space = makers.make_space(cancellation_notice_hours=24 * 90)
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


def play(figure, desk: Desk, few: int) -> None:
    """Rounds of twenty; each booking has one answer, its mails, and no error."""
    for number in figure.rounds(few):
        booking = desk.request(number + 1)
        OutgoingMail.objects.all().delete()

        statuses = Counter(each.status for each in desk.race(booking))

        [event] = answers_to(booking)
        assert set(statuses) <= {302, 409}
        assert OutgoingMail.objects.count() == (event == "confirm")
        figure.add(tries=RIVALS, **{event: 1})
        booking.refresh_from_db()
        assert (booking.state, booking.version) == (ENDS[event], 2)
    assert wrongly_occupied() == []


ENDS = {"confirm": "confirmed", "withdraw": "withdrawn"}


def test_approve_against_approve(figure, site):
    play(figure, Desk(site, staff=RIVALS), 10)

    figure.tell(
        "{rounds} requests, each approved by 20 at once: one approval and one mail "
        "each, all others told; no error."
    )


def test_approve_against_withdraw(figure, site):
    play(figure, Desk(site, staff=RIVALS // 2), 10)

    figure.tell(
        "{rounds} requests, each approved by 10 and withdrawn in 10 windows at once: "
        "one answer each, {confirm} approvals and {withdraw} withdrawals; no error."
    )


def play_carelessly(figure, desk: Desk, few: int) -> None:
    for number in figure.rounds(few):
        booking = desk.request(number + 1)
        desk.race(booking)
        counted = len(answers_to(booking))
        figure.add(wrong=counted != 1)
        figure.counts["most"] = max(figure.counts["most"], counted)
    assert figure.counts["wrong"] > 0
    figure.tell(
        "control: {wrong} of {rounds} requests answered more than once, at most {most} "
        "times."
    )


def test_approve_against_approve_without_lock(figure, careless_site):
    play_carelessly(figure, Desk(careless_site, staff=RIVALS), 5)


def test_approve_against_withdraw_without_lock(figure, careless_site):
    play_carelessly(figure, Desk(careless_site, staff=RIVALS // 2), 5)
