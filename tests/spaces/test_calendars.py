"""Calendar files and feeds, read again as a calendar program reads them."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from spaces import actions
from spaces.calendars import calendar_of
from spaces.models import Booking, CalendarToken
from tests import factories
from tests.spaces import makers

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _september(time_machine):
    time_machine.move_to(NOW, tick=False)


def events_of(content: bytes) -> dict:
    """The events of a file by UID."""
    events = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]): event for event in events}


def event_of(booking, **said):
    """The one event of a booking."""
    booking.refresh_from_db()
    [event] = events_of(calendar_of([booking], **said)).values()
    return event


def told(event) -> tuple:
    return str(event["status"]), event["sequence"]


def make_space(**fields):
    """A room that is open all night, also at Easter, and may be had for a day."""
    hours = {"opens": dt.time(0), "closes": dt.time(0)}
    venue = makers.make_venue(is_open_on_holidays=True, **hours)
    values = {"longest_minutes": 24 * 60, "horizon_days": 300}
    return makers.make_space(venue, **values | fields)


def test_an_event_has_the_fields_of_the_booking(db, settings):
    settings.SITE_URL = "https://spotlight.example"
    venue = makers.make_venue(
        name_da="Sundhuset", street="Sundvej 2", postcode="2300",
        latitude="55.65", longitude="12.55", key_da="Kode 4711",
    )  # fmt: skip
    space = makers.make_space(venue, name_da="Køkkenet; stort, lyst", key_da="Boks 9")
    booking = makers.make_booking(space, [makers.slot(14)])

    content = calendar_of([booking])
    [(uid, event)] = events_of(content).items()

    assert uid == f"{booking.reference}@spotlight.example"
    assert event["dtstart"].dt == booking.starts_at.astimezone(dt.UTC)
    assert event["dtend"].dt == booking.ends_at.astimezone(dt.UTC)
    assert event["dtstamp"].dt == NOW
    assert str(event["summary"]) == "Køkkenet; stort, lyst"
    assert str(event["location"]) == (
        "Køkkenet; stort, lyst, Sundhuset, Sundvej 2, 2300 København"
    )
    path = f"/da/mine-bookinger/{booking.reference}/"
    assert str(event["url"]) == f"https://spotlight.example{path}"
    assert b"DTSTART:" in content
    assert b"TZID" not in content
    assert b"4711" not in content
    assert b"Boks 9" not in content


def test_a_file_is_in_the_language_of_the_booker(db):
    space = makers.make_space(name_da="Salen", name_en="The hall")
    english = makers.make_request(space, language="en")

    event = event_of(english)

    assert str(event["summary"]) == "Not confirmed yet: The hall"
    assert "/en/my-bookings/" in str(event["url"])


def test_sequence_rises_with_each_change_and_a_cancelled_event_stays(db):
    staff = factories.make_staff()
    booking = makers.make_request(makers.make_space(), [makers.slot(14)])
    seen = [told(event_of(booking))]
    actions.ask(booking=booking, by=staff, question="Hvor mange?")
    seen.append(told(event_of(booking)))
    actions.answer(booking=booking, by=None, text="Fire")
    actions.confirm(booking=booking, by=staff)
    seen.append(told(event_of(booking)))
    start, end = makers.slot(14, start=15)
    actions.move(booking=booking, start=start, end=end, by=staff, actor="staff")
    seen.append(told(event_of(booking)))
    actions.cancel(booking=booking, by=staff, actor="staff", reason="repair")
    seen.append(told(event_of(booking)))

    assert seen == [
        ("TENTATIVE", 0), ("TENTATIVE", 0), ("CONFIRMED", 1), ("CONFIRMED", 2),
        ("CANCELLED", 3),
    ]  # fmt: skip
    assert event_of(booking)["dtstart"].dt == start.astimezone(dt.UTC)


def test_a_no_show_is_not_told_to_calendars(db, time_machine):
    booking = makers.make_booking(times=[makers.slot(14)])
    before = told(event_of(booking))
    time_machine.move_to(booking.ends_at)

    actions.no_show(booking=booking, by=factories.make_staff())

    assert told(event_of(booking)) == before == ("CONFIRMED", 1)


@pytest.mark.parametrize(
    ("day", "opens", "closes", "starts", "ends"),
    [
        # The clocks go back at 03:00, so the night has an hour more.
        (dt.date(2026, 10, 25), 1, 4, "2026-10-24T23:00Z", "2026-10-25T03:00Z"),
        # The clocks go forward at 02:00, so the night has an hour less.
        (dt.date(2027, 3, 28), 1, 4, "2027-03-28T00:00Z", "2027-03-28T02:00Z"),
    ],
)
def test_events_over_a_change_of_clocks(db, day, opens, closes, starts, ends):
    times = [(makers.local(day, opens), makers.local(day, closes))]
    booking = makers.make_booking(make_space(), times)

    event = event_of(booking)

    assert event["dtstart"].dt == dt.datetime.fromisoformat(starts)
    assert event["dtend"].dt == dt.datetime.fromisoformat(ends)


def test_the_feed_holds_own_bookings_and_those_of_the_organisation(client, db):
    user, colleague = factories.make_user(language="en"), factories.make_user()
    ours = factories.make_organisation()
    for member in (user, colleague):
        ours.memberships.create(user=member, role="member")
    own = makers.make_request(by=user)
    theirs = makers.make_request(by=colleague, organisation=ours)
    makers.make_request(by=colleague)
    makers.make_hold()
    actions.withdraw(booking=own, by=user)
    token = actions.renew_feed(user=user).token

    response = client.get(reverse("bookings_feed", args=[token]))

    events = events_of(response.content)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert {uid.split("@")[0]: str(e["status"]) for uid, e in events.items()} == {
        own.reference: "CANCELLED",
        theirs.reference: "TENTATIVE",
    }
    assert "/en/my-bookings/" in str(next(iter(events.values()))["url"])
    assert Calendar.from_ical(response.content)["x-wr-calname"] == "My rooms"


def test_a_renewed_address_of_the_feed_leaves_the_old_one_dead(client, db):
    user = factories.make_user()
    client.force_login(user)
    client.post(reverse("renew_feed"))
    old = CalendarToken.objects.get(user=user).token
    first = client.get(reverse("bookings_feed", args=[old])).status_code

    client.post(reverse("renew_feed"))

    new = CalendarToken.objects.get(user=user).token
    statuses = [
        client.get(reverse("bookings_feed", args=[token])).status_code
        for token in (old, new)
    ]
    assert (first, statuses) == (200, [404, 200])
    assert CalendarToken.objects.count() == 1


def test_the_feed_of_a_locked_account_is_dead(client, db):
    user = factories.make_user()
    address = reverse("bookings_feed", args=[actions.renew_feed(user=user).token])
    assert client.get(address).status_code == 200

    user.is_active = False
    user.save()

    assert client.get(address).status_code == 404


def test_the_feed_is_renewed_by_post_only(client, db):
    client.force_login(factories.make_user())

    assert client.get(reverse("renew_feed")).status_code == 405
    assert CalendarToken.objects.count() == 0


def test_a_file_is_for_the_people_of_the_booking(client, db):
    user = factories.make_user()
    booking = makers.make_booking(by=user)
    address = reverse("booking_ics", args=[booking.reference])
    away = client.get(address)
    client.force_login(factories.make_user())
    foreign = client.get(address)
    client.force_login(user)

    response = client.get(address)

    assert away.headers["Location"].startswith("/da/log-ind/?next=/da/")
    assert foreign.status_code == 404
    assert list(events_of(response.content)) == [f"{booking.reference}@testserver"]
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_feed_reads_any_number_of_bookings_with_few_queries(
    client, db, django_assert_max_num_queries
):
    user = factories.make_user()
    space = makers.make_space(approval="automatic")
    address = reverse("bookings_feed", args=[actions.renew_feed(user=user).token])
    for number in (1, 3):
        while Booking.objects.count() < number:
            start = Booking.objects.count() * 2 + 8
            makers.make_booking(space, [makers.slot(start=start)], by=user)
        with django_assert_max_num_queries(4):
            client.get(address)


def test_a_feed_says_how_often_it_is_read_as_calendars_write_durations(db):
    content = calendar_of([], language="da", name="Mine lokaler").decode()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in content
    assert "X-PUBLISHED-TTL:PT1H\r\n" in content
