"""The week by space, and the day's paper: what stands there and for whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spaces import actions
from spaces.hours import Stretch, midnight
from spaces.models import AccessNotice
from spaces.staff.week import Everything
from tests import factories
from tests.spaces import makers
from tests.spaces.staff import desk, host, url

WEEK_QUERIES, TODAY_QUERIES = 14, 14


def asked(client, address: str) -> int:
    """Queries of the second look."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries)


def week_of(client, day: dt.date, **query) -> dict[str, list[str]]:
    """By space: what stands in its seven cells."""
    response = client.get(url("staff_week"), {"date": day.isoformat()} | query)
    return {
        line.space.slug: [
            " ".join([entry.time, entry.text, entry.note]).strip()
            for _day, entries in line.days
            for entry in entries
        ]
        for line in response.context["lines"]
    }


def guests_of(client, day: dt.date) -> list[tuple]:
    """Who comes: reference, time, and how they get in."""
    response = client.get(url("staff_today"), {"date": day.isoformat()})
    return [
        (guest.booking.reference, guest.time, guest.way_in)
        for house in response.context["houses"]
        for guest in house.guests
    ]


def test_a_week_shows_who_waits_and_what_is_closed(client, home):
    desk(client)
    space = makers.make_space(slug="koekken")
    makers.make_booking(space, name="Ea Ejer")
    makers.make_request(space, [makers.slot(start=14)], name="Bo Birk")
    start, end = makers.slot(start=18)
    actions.close(spaces=[space], start=start, end=end, reason_da="Rengøring")

    week = week_of(client, makers.workday())

    assert week == {
        "koekken": [
            "10–12 Ea Ejer", "14–16 Bo Birk Venter på svar", "18–20 Rengøring lukket",
        ]
    }  # fmt: skip


def test_a_floor_that_is_taken_shows_in_its_rooms(client, home):
    desk(client)
    venue = makers.make_venue()
    room = makers.make_space(venue, slug="rum")
    floor = makers.make_space(venue, slug="etage", name_da="Etagen", parts=[room])
    makers.make_booking(floor, name="Ea Ejer")

    week = week_of(client, makers.workday())

    assert week == {"etage": ["10–12 Ea Ejer"], "rum": ["10–12 Ea Ejer Etagen"]}


def test_a_hold_is_shown_without_a_name_and_goes(client, home, time_machine):
    desk(client)
    space = makers.make_space(slug="rum")
    makers.make_hold(space)
    now = week_of(client, makers.workday())["rum"]
    [entry] = now
    assert entry == "10–12 bliver booket"

    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16))

    day = makers.workday()
    hours = Stretch(midnight(day), midnight(day + dt.timedelta(days=1)))
    assert Everything([space], hours).on(space, day) == []


def test_the_week_is_narrowed_by_house_district_and_kind(client, home):
    desk(client)
    kitchen = makers.make_space(slug="koekken", kind="kitchen")
    makers.make_space(slug="hal", kind="hall")
    day = makers.workday()

    shown = [
        set(week_of(client, day)),
        set(week_of(client, day, kind="kitchen")),
        set(week_of(client, day, venue=kitchen.venue_id)),
        set(week_of(client, day, district=kitchen.venue.district_id)),
    ]

    assert shown == [{"koekken", "hal"}] + [{"koekken"}] * 3


def test_a_host_sees_the_week_and_the_day_of_the_own_house(client, home):
    mine, other = makers.make_booking(), makers.make_booking()
    day = makers.workday()
    desk(client)
    everything = (len(week_of(client, day)), len(guests_of(client, day)))
    host(client, mine.space.venue)

    assert everything == (2, 2)
    assert set(week_of(client, day)) == {mine.space.slug}
    assert [guest[0] for guest in guests_of(client, day)] == [mine.reference]
    assert set(week_of(client, day, venue=other.space.venue_id)) == {mine.space.slug}


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_week_asks_as_often_for_many(client, home, number):
    desk(client)
    venue = makers.make_venue()
    for _each in range(number):
        makers.make_booking(makers.make_space(venue))
    start, end = makers.slot(start=18)
    actions.close(spaces=venue.spaces.all(), start=start, end=end, reason_da="Lukket")
    address = url("staff_week") + f"?date={makers.workday().isoformat()}"

    assert asked(client, address) == WEEK_QUERIES


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_day_asks_as_often_for_many(client, home, number):
    desk(client)
    for _each in range(number):
        makers.make_booking(makers.make_space())
    address = url("staff_today") + f"?date={makers.workday().isoformat()}"

    assert asked(client, address) == TODAY_QUERIES


def test_the_day_says_who_comes_and_how_they_get_in(client, home):
    desk(client)
    keyed = makers.make_venue(key_da="Koden er 1234")
    by_mail = makers.make_booking(makers.make_space(keyed))
    no_key = makers.make_booking(makers.make_space())
    closed = makers.make_space(keyed, requires_introduction=True)
    at_door = makers.make_request(closed, [makers.slot(start=8)])
    actions.confirm(booking=at_door, by=factories.make_staff(), entry="door")
    start, end = makers.slot(start=14)
    [rang] = actions.book_for(
        space=by_mail.space, times=[(start, end)], by=factories.make_staff(),
        key="11111111-1111-1111-1111-111111111111", name="Bo", phone="11",
    )  # fmt: skip

    assert guests_of(client, makers.workday()) == [
        (at_door.reference, "8–10", "Mød dem ved døren"),
        (by_mail.reference, "10–12", "Har nøgleoplysningerne i en mail"),
        (rang.reference, "14–16", "Ingen e-mail: fortæl dem, hvordan de kommer ind"),
        (no_key.reference, "10–12", "Ingen nøgleoplysninger: luk dem ind"),
    ]


def test_the_paper_has_no_codes_and_tells_what_is_out_of_order(client, home):
    desk(client)
    venue = makers.make_venue(key_da="Koden er 1234")
    booking = makers.make_booking(makers.make_space(venue), phone="55 66 77 88")
    AccessNotice.objects.create(
        venue=venue, text_da="Elevatoren er i stykker", text_en="The lift is broken",
        shown_until=booking.ends_at,
    )  # fmt: skip

    address = url("staff_today") + f"?date={makers.workday().isoformat()}"
    page = client.get(address).content.decode()

    assert "55 66 77 88" in page
    assert "Elevatoren er i stykker" in page
    assert "1234" not in page


@pytest.mark.parametrize("date", ["i går", "9999-12-31", "0001-01-01", ""])
def test_a_strange_day_shows_a_page(client, home, date):
    desk(client)

    statuses = [
        client.get(url(name), {"date": date, "venue": "x", "page": "x"}).status_code
        for name in ("staff_week", "staff_today")
    ]

    assert statuses == [200, 200]


def test_pages_of_the_desk_are_never_kept(client, home):
    desk(client)

    kept = {
        client.get(url(name)).headers["Cache-Control"]
        for name in ("booking_queue", "staff_week", "staff_today", "staff_bookings")
    }

    assert [("no-store" in each, "private" in each) for each in kept] == [(True, True)]
