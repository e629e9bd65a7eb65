"""Once a month: what is to be invoiced, ticked off, and taken back."""

import datetime as dt

import pytest

from spaces import actions
from spaces.models import Booking, BookingEvent
from tests import factories
from tests.spaces import makers
from tests.spaces.staff import desk, host, url

DAY = dt.date(2026, 10, 7)


@pytest.fixture(autouse=True)
def _in_september(time_machine):
    """All is booked on the first of September and used in October."""
    time_machine.move_to(dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC))


def booked(day: dt.date = DAY, *, hour: int = 10, **fields) -> Booking:
    """A confirmed booking of two hours on a day."""
    start = makers.local(day, hour)
    times = [(start, start + dt.timedelta(hours=2))]
    space = fields.pop("space", None) or makers.make_space()
    return makers.make_booking(space, times, **fields)


def page_of(client, month: str = "2026-10") -> dict:
    """The bookings that are to be invoiced, and those that are."""
    context = client.get(url("staff_invoices") + f"?month={month}").context
    return {
        name: [row["booking"] for row in context[name]]
        for name in ("open_rows", "done_rows")
    }


def in_november(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))


def test_what_is_over_and_costs_is_listed_by_its_local_month(
    client, home, time_machine
):
    free = makers.make_space(price=(0, 0))
    october = booked()
    booked(space=free)
    first_of_november = booked(dt.date(2026, 11, 1))
    late_on_the_last = booked(dt.date(2026, 10, 31), hour=20)
    cancelled = booked()
    actions.cancel(booking=cancelled, by=None, actor="staff", reason="closed")
    missed = booked(dt.date(2026, 10, 8))
    coming = booked(dt.date(2026, 11, 25))
    in_november(time_machine)
    actions.no_show(booking=missed, by=factories.make_staff())
    desk(client)

    found = {month: page_of(client, month) for month in ("2026-10", "2026-11")}

    assert found["2026-10"]["open_rows"] == [october, missed, late_on_the_last]
    assert found["2026-11"]["open_rows"] == [first_of_november]
    assert coming not in found["2026-11"]["open_rows"]


def test_without_a_month_the_last_whole_one_is_shown(client, home, time_machine):
    october = booked()
    in_november(time_machine)
    desk(client)

    context = client.get(url("staff_invoices")).context

    assert [row["booking"] for row in context["open_rows"]] == [october]


def test_a_tick_is_written_down_once_and_taken_back(client, home, time_machine):
    booking = booked()
    in_november(time_machine)
    user = desk(client)
    address = url("staff_invoices") + "?month=2026-10"

    for _press in range(2):
        client.post(address, {"ticked": [booking.pk]})
    ticked = page_of(client)
    for _press in range(2):
        client.post(url("staff_untick", booking))

    assert ticked == {"open_rows": [], "done_rows": [booking]}
    assert page_of(client) == {"open_rows": [booking], "done_rows": []}
    steps = BookingEvent.objects.filter(booking=booking, user=user)
    assert list(steps.values_list("event", flat=True)) == ["bill", "unbill"]


def test_what_is_left_of_earlier_months_is_said(client, home, time_machine):
    booked()
    time_machine.move_to(dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC))
    desk(client)

    page = client.get(url("staff_invoices")).content.decode()

    assert "1 fra tidligere måneder er ikke krydset af." in page


def test_only_who_may_invoice_sees_and_ticks(client, home, time_machine):
    booking = booked()
    in_november(time_machine)
    host(client, booking.space.venue)

    seen = client.get(url("staff_invoices")).status_code
    client.post(url("staff_invoices") + "?month=2026-10", {"ticked": [booking.pk]})
    client.post(url("staff_untick", booking))

    booking.refresh_from_db()
    assert (seen, booking.invoiced_at) == (302, None)


def test_a_booking_that_is_not_of_the_month_is_not_ticked(client, home, time_machine):
    booking = booked(dt.date(2026, 9, 30))
    in_november(time_machine)
    desk(client)

    response = client.post(
        url("staff_invoices") + "?month=2026-10", {"ticked": [booking.pk, "x"]}
    )

    booking.refresh_from_db()
    assert (response.status_code, booking.invoiced_at) == (302, None)


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-00", ""])
def test_a_wrong_month_is_the_last_one(client, home, month):
    desk(client)

    response = client.get(url("staff_invoices") + f"?month={month}")

    assert response.status_code == 200


@pytest.mark.parametrize("ticked", ["²", "-1", "x", ""])
def test_a_tick_that_is_no_number_ticks_nothing(client, home, ticked):
    desk(client)

    sent = client.post(url("staff_invoices") + "?month=2026-10", {"ticked": ticked})

    assert sent.status_code == 302
    assert BookingEvent.objects.count() == 0
