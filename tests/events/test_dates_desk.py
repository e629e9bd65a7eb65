"""Staff give an event its dates: one, many, moved, put off; rooms and bad input."""

import datetime as dt

import pytest

from events import actions
from events.models import Event, Occurrence
from tests import factories
from tests.events.editing import (  # noqa: F401 -- fixtures too
    DAY,
    DRAFT,
    TWO,
    WEEK,
    at_desk,
    desk,
    rule,
    time,
    url,
)
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_signup,
)
from tests.reading import Page
from tests.spaces.makers import make_booking, make_space

pytestmark = pytest.mark.once


def starts(event: Event) -> list[dt.datetime]:
    """When the dates of an event begin."""
    return list(event.occurrences.values_list("starts_at", flat=True))


# One date ---------------------------------------------------------------------------


def test_a_date_of_a_draft_takes_no_room_yet(desk):
    event, space, start = make_event(**DRAFT), make_space(), evening(7, 10)

    response = desk.post(
        url("event_date_add", event), time(start, start + TWO, space=space.pk)
    )

    date = event.occurrences.get()
    assert response.url == url("event_desk", event)
    assert (date.starts_at, date.ends_at, date.space) == (start, start + TWO, space)
    assert (date.seats.capacity, date.closure) == (30, None)
    text = Page(desk.get(url("event_desk", event))).text("main")
    assert "Lokalet er ikke reserveret endnu." in text


@pytest.mark.parametrize(
    ("field", "value", "by", "words"),
    [
        ("date", "", "date", "Udfyld dette felt"),
        ("start_time", "25:00", "start_time", "gyldig tid"),
        ("until_time", "09:00", "until_time", "slutter, før"),
        ("postcode", "22", "postcode", "Fire cifre"),
        ("place", "Huset", "place", "ikke begge dele"),
        ("capacity", "0", "capacity", "1"),
        ("held_back", "31", "held_back", "flere, end der er pladser"),
        ("setup_minutes", "-5", "setup_minutes", "0"),
        ("space", "999999", "space", "gyldig valgmulighed"),
        ("town", "010180-1234", "town", "CPR-nummer"),
    ],
)
def test_a_wrong_date_is_said_by_the_field(desk, field, value, by, words):
    event, start = make_event(**DRAFT), evening(7, 10)
    said = time(start, start + TWO, space=make_space().pk, street="")

    response = desk.post(url("event_date_add", event), said | {field: value})

    errors = response.context["form"].errors
    assert (response.status_code, list(errors)) == (422, [by])
    assert words in str(errors[by])
    assert not event.occurrences.exists()


def test_an_hour_that_the_clocks_skip_is_refused(client, home, time_machine):
    time_machine.move_to(dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC))
    at_desk(client)
    event = make_event(**DRAFT)
    said = {"date": "2027-03-28", "start_time": "02:30", "until_time": "05:00"}

    once = client.post(url("event_date_add", event), said)
    weekly = client.post(
        url("event_repeat", event), said | {"every": "1", "count": "2"}
    )

    assert [list(each.context["form"].errors) for each in (once, weekly)] == [
        ["start_time"], ["start_time"],
    ]  # fmt: skip


def test_a_taken_room_is_named_and_one_press_takes_a_free_time(desk):
    space, start = make_space(), evening(7, 10)
    make_booking(space, [(start, start + TWO)])
    event = make_event()
    said = time(start, start + TWO, space=space.pk)

    refused = desk.post(url("event_date_add", event), said)
    none_yet = event.occurrences.count()
    [first, *_more] = Page(refused).all("button", name="instead")
    taken = desk.post(
        url("event_date_add", event), said | {"instead": first.get("value")}
    )

    assert (refused.status_code, none_yet) == (409, 0)
    assert "optaget" in Page(refused).text("div", class_="help-critical")
    assert taken.status_code == 302
    assert event.occurrences.get().closure is not None


def test_a_clash_of_a_draft_is_moved_by_one_press(desk):
    space, start = make_space(), evening(7, 10)
    event = make_event(**DRAFT)
    date = make_date(event, space=space, starts_at=start)
    make_booking(space, [(start, start + TWO)])

    page = Page(desk.get(url("event_desk", event)))
    [first, *_more] = page.all("button", name="instead")
    desk.post(url("event_date_move", date), {"instead": first.get("value")})

    moved = Occurrence.objects.get()
    assert moved.starts_at != start
    assert (moved.ends_at - moved.starts_at, moved.is_detached) == (TWO, True)
    assert "Optaget" not in Page(desk.get(url("event_desk", event))).text("main")


@pytest.mark.parametrize("value", ["", "x", "2026-01-01/2026-01-02", "a/b/c"])
def test_a_forged_time_moves_nothing(desk, value):
    date = make_date(make_event(**DRAFT))

    response = desk.post(url("event_date_move", date), {"instead": value})

    assert response.url == url("event_date", date)
    assert Occurrence.objects.get().starts_at == date.starts_at


def test_guests_hear_of_a_move_and_staff_see_it_first(desk):
    event = make_event()
    date = make_date(event)
    make_signup(date)
    goal = date.starts_at + DAY
    said = time(goal, goal + TWO, place="Huset", seen=event.version)
    said |= {"note_da": "Sygdom", "note_en": "Illness"}

    shown = desk.post(url("event_date", date), said)
    before = Occurrence.objects.get().starts_at
    desk.post(url("event_date", date), said | {"sure": "1"})

    after = Occurrence.objects.get()
    assert (shown.status_code, before) == (200, date.starts_at)
    assert "1 tilmelding får en mail" in Page(shown).text("main")
    assert (after.starts_at, after.status) == (goal, "rescheduled")
    assert (after.former_starts_at, after.note_en) == (before, "Illness")


def test_a_date_that_somebody_changed_meanwhile_is_not_overwritten(desk):
    event = make_event(**DRAFT)
    date = make_date(event)
    goal = date.starts_at + DAY

    response = desk.post(
        url("event_date", date), time(goal, goal + TWO, seen=event.version - 1)
    )

    assert (response.status_code, starts(event)) == (422, [date.starts_at])
    assert "En anden ændrede det" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [("event_date_postpone", "postponed"), ("event_date_cancel", "cancelled")],
)
def test_a_date_is_called_off_in_both_languages(desk, name, status):
    space = make_space()
    event = make_event(**DRAFT)
    date = make_date(event, space=space, starts_at=evening(7, 10))
    make_signup(date)
    actions.publish(event=event)
    said = {"note_da": "Sygdom", "note_en": "Illness"}

    asked = desk.get(url(name, date))
    half = desk.post(url(name, date), said | {"note_en": ""})
    desk.post(url(name, date), said)

    date.refresh_from_db()
    assert (asked.context["guests"], half.status_code) == (1, 422)
    assert (date.status, date.closure, date.note_da) == (status, None, "Sygdom")


def test_only_a_date_that_nobody_has_seen_is_removed(desk):
    unseen, seen = make_date(make_event(**DRAFT)), make_date()

    asked = desk.get(url("event_date_remove", unseen)).status_code
    answers = [desk.post(url("event_date_remove", each)).url for each in (unseen, seen)]

    assert asked == 200
    assert answers == [url("event_desk", unseen.event), url("event_date", seen)]
    assert list(Occurrence.objects.all()) == [seen]


def test_a_booking_that_is_there_keeps_the_room(desk):
    space, start = make_space(), evening(7, 10)
    organisation = factories.make_organisation(is_confirmed=True)
    booking = make_booking(space, [(start, start + TWO)], organisation=organisation)
    event = make_event(**DRAFT)
    date = make_date(event, space=space, starts_at=start)
    wrong = make_booking(space, [(start + DAY, start + DAY + TWO)])

    page = Page(desk.get(url("event_date", date)))
    [button] = page.all("button", name="reference")
    for reference in (wrong.reference, button.get("value")):
        desk.post(url("event_date_booking", date), {"reference": reference})
    actions.publish(event=Event.objects.get())

    date.refresh_from_db()
    assert (date.booking, date.closure) == (booking, None)


# Many dates -------------------------------------------------------------------------


def test_all_dates_are_shown_before_they_are_made(desk):
    event, space, start = make_event(**DRAFT), make_space(), evening(7, 10)
    make_booking(space, [(start + WEEK, start + WEEK + TWO)])
    said = rule(start, space=space.pk)

    preview = desk.post(url("event_repeat", event), said)
    none_yet = event.occurrences.count()
    desk.post(url("event_repeat", event), said | {"sure": "1"})

    rows = preview.context["rows"]
    assert [bool(row["clash"]) for row in rows] == [False, True, False]
    assert (none_yet, len(starts(event))) == (0, 3)
    assert Event.objects.get().rule["freq"] == "weekly"


def test_a_date_of_the_preview_is_moved_by_one_press_and_stays_moved(desk):
    event, space, start = make_event(), make_space(), evening(7, 10)
    make_booking(space, [(start + WEEK, start + WEEK + TWO)])
    said = rule(start, space=space.pk)

    refused = desk.post(url("event_repeat", event), said | {"sure": "1"})
    [first, *_more] = Page(refused).all("button", name="instead")
    moved = desk.post(
        url("event_repeat", event), said | {"instead": first.get("value")}
    )
    [kept] = Page(moved).all("input", name="moved")
    made = desk.post(
        url("event_repeat", event), said | {"moved": kept.get("value"), "sure": "1"}
    )

    assert (refused.status_code, moved.status_code, made.status_code) == (409, 200, 302)
    dates = list(event.occurrences.order_by("rule_date"))
    assert [date.is_detached for date in dates] == [False, True, False]
    assert dates[1].starts_at != start + WEEK
    assert all(date.closure_id for date in dates)


def test_another_rule_forgets_what_was_moved(desk):
    event, start = make_event(**DRAFT), evening(7, 10)
    day = start.date()
    moved = f"{day}|{(start + DAY).isoformat()}/{(start + DAY + TWO).isoformat()}"

    response = desk.post(url("event_repeat", event), rule(start, moved=moved, look="1"))

    assert [row["is_moved"] for row in response.context["rows"]] == [False] * 3


@pytest.mark.parametrize(
    ("fields", "gaps"),
    [
        ({"every": "1"}, [7, 7]),
        ({"every": "2"}, [14, 14]),
        ({"every": "1", "count": "", "until": 9}, [7]),
        ({"every": "picked", "count": "", "days_0": 3, "days_1": 1}, [1, 2]),
    ],
)
def test_it_repeats_in_the_ways_that_people_know(desk, fields, gaps):
    event, start = make_event(**DRAFT), evening(7, 10)
    fields = {
        name: (start.date() + value * DAY).isoformat() if type(value) is int else value
        for name, value in fields.items()
    }

    desk.post(url("event_repeat", event), rule(start, sure="1", **fields))

    days = [moment.date() for moment in starts(event)]
    assert [(b - a).days for a, b in zip(days, days[1:], strict=False)] == gaps


def test_a_rule_that_is_there_is_where_the_form_begins(desk):
    event, start = make_event(**DRAFT), evening(7, 10)
    said = rule(start, every="2")
    desk.post(url("event_repeat", event), said | {"sure": "1"})

    page = desk.get(url("event_repeat", event))

    first = {name: page.context["form"].initial[name] for name in ("every", "count")}
    assert first == {"every": "2", "count": 3}
    assert page.context["form"].initial["date"] == start.date()
    assert "Datoerne laves på ny." in page.content.decode()


@pytest.mark.parametrize("every", ["by_weekday", "last", "by_date"])
def test_it_repeats_monthly(desk, every):
    event, start = make_event(**DRAFT), evening(7, 10)

    response = desk.post(url("event_repeat", event), rule(start, every=every, sure="1"))

    assert (response.status_code, event.occurrences.count()) == (302, 3)


@pytest.mark.parametrize(
    ("fields", "by"),
    [
        ({"count": ""}, "count"),
        ({"count": "61"}, "count"),
        ({"count": "", "until": "2099-01-01"}, "until"),
        ({"count": "", "until": "2020-01-01"}, "until"),
        ({"every": "daily"}, "every"),
        ({"every": "picked", "days_0": "x"}, "days"),
    ],
)
def test_a_rule_without_sense_is_said_by_the_field(desk, fields, by):
    event = make_event(**DRAFT)

    response = desk.post(url("event_repeat", event), rule(evening(7, 10), **fields))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [by]


def test_dates_of_a_course_share_their_places(desk):
    event = make_event(is_course=True, **DRAFT)
    make_date(event, capacity=5)

    desk.post(url("event_repeat", event), rule(evening(9, 10), sure="1"))
    form = desk.get(url("event_date_add", event)).context["form"]

    assert set(event.occurrences.values_list("seats__capacity", flat=True)) == {5}
    assert "capacity" not in form.fields


@pytest.mark.parametrize("number", [1, 3, 26])
def test_a_long_series_asks_no_more_than_a_short_one(
    desk, number, django_assert_num_queries
):
    other, event, space = make_event(**DRAFT), make_event(**DRAFT), make_space()
    for week in range(number):
        for each in (other, event):
            make_date(each, space=space, starts_at=evening(7 + 7 * week, 10))
    actions.publish(event=other)
    desk.get(url("event_desk", event))

    with django_assert_num_queries(SERIES_QUERIES):
        page = desk.get(url("event_desk", event))
    assert page.context["roomless"] == number


SERIES_QUERIES = 26
