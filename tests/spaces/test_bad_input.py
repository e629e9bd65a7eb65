"""Whatever is typed, changed or sent twice gets a clear answer, in both languages."""

import datetime as dt
import re
import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import translation

from spaces import actions
from spaces.models import Booking, Closure, Occupancy
from spaces.refusals import TEXTS
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.booking_visit import (
    address_of,
    ask,
    errors_on,
    held,
    send,
    stamp,
    texts_of,
    told,
)

pytestmark = pytest.mark.usefixtures("db")
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
LANGUAGES = ("da", "en")


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def room():
    """A room for eight, lent from 8 to 22 one to four hours at a time."""
    rules = {"start_interval_minutes": 30, "longest_minutes": 240, "notice_hours": 24}
    return makers.make_space(horizon_days=30, **rules)


WRONG_TIMES = {
    "past": ("2026-11-22", "10:00", "12:00", "date"),
    "reversed": ("2026-11-26", "12:00", "10:00", "until"),
    "off_grid": ("2026-11-26", "10:20", "12:00", "start"),
    "too_short": ("2026-11-26", "10:00", "10:30", "until"),
    "too_long": ("2026-11-26", "10:00", "16:00", "until"),
    "too_soon": ("2026-11-23", "14:00", "16:00", "date"),
    "too_far": ("2027-01-20", "10:00", "12:00", "date"),
    "closed": ("2026-11-26", "06:00", "08:00", "start"),
    "not_free": ("2026-11-25", "10:00", "12:00", "start"),
    "unreadable": ("2026-11-31", "10:00", "12:00", "date"),
    "missing_hour": ("2027-03-28", "02:30", "04:00", "start"),
}


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", WRONG_TIMES)
def test_a_wrong_time_is_named_by_its_field_and_kept(client, room, code, language):
    makers.make_booking(room, [makers.slot(2)])
    date, start, until, field = WRONG_TIMES[code]
    wish = {"date": date, "start": start, "until": until, "people": "3"}

    page = client.get(address_of("book", room.slug, language=language), wish)

    assert page.status_code == 422
    assert page.context["form"] is None
    [said] = errors_on(page)[field]
    with translation.override(language):
        plain = re.split(r"%\(\w+\)s", str(TEXTS[code]))
    assert all(part in said for part in plain)
    read = Page(page)
    assert read.all("html", lang=language)
    assert read.text("ul", class_="errorlist") == said
    for name in ("date", "start", "until"):
        assert page.context["choose"][name].value() == wish[name]


@pytest.mark.parametrize("code", ["past", "reversed", "off_grid", "too_short",
    "too_long", "too_soon", "too_far", "closed"])  # fmt: skip
def test_a_changed_hidden_time_is_refused_with_all_that_was_typed(client, room, code):
    date, start, until, _field = WRONG_TIMES[code]
    time = f"{date}T{start}/{date}T{until}"

    response = ask(client, room, time=[time], purpose="Soup for all.")

    assert response.status_code == 422
    assert response.context["form"]["purpose"].value() == "Soup for all."
    assert Booking.objects.count() == Occupancy.objects.count() == 0


@pytest.mark.parametrize(
    "time",
    ["", "tomorrow", "2026-11-26T10:00", "2026-11-26T10:00/",
     "2027-03-28T02:30/2027-03-28T04:00", "9999-12-31T10:00/9999-12-31T12:00",
     "2026-11-26T10:00+01:00/2026-11-26T12:00+01:00"],
)  # fmt: skip
def test_a_hidden_time_that_is_none_is_refused(client, room, time):
    response = ask(client, room, time=[time])

    assert (response.status_code, Booking.objects.count()) == (422, 0)
    assert errors_on(response)


@pytest.mark.parametrize("missing", ["time", "key"])
def test_a_hidden_field_that_is_gone_or_made_up_is_no_booking(client, room, missing):
    without = told(makers.slot())
    del without[missing]
    url = address_of("book", room.slug)

    answers = [client.post(url, without), client.post(url, without | {missing: "x"})]

    assert [each.status_code for each in answers] == [422, 422]
    assert Booking.objects.count() == 0


def test_a_lower_price_than_was_seen_is_not_agreed_by_a_changed_field(client, room):
    low = ask(client, room, makers.slot(), seen="1")
    negative = ask(client, room, makers.slot(), seen="-5")

    assert (low.status_code, negative.status_code) == (422, 422)
    assert errors_on(low)["__all__"] == [
        "The price is now DKK 300. Say yes to it, or choose another time."
    ]
    assert 'name="seen" value="30000"' in low.text
    assert ask(client, room, makers.slot(), seen="30000").status_code == 302


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("people", "9", "There is room for 8 people here."),
        ("people", "0", "Ensure this value is greater than or equal to 1."),
        ("people", "many", "Enter a whole number."),
        ("people", "", "This field is required."),
        ("purpose", "", "This field is required."),
        ("purpose", "x" * 601, "Ensure this value has at most 600 characters"),
        ("purpose", "Ring 010190-1234", "This looks like a CPR number."),
    ],
)
def test_what_is_told_is_checked_by_the_field(client, room, field, value, said):
    response = ask(client, room, makers.slot(), **{field: value})

    assert response.status_code == 422
    assert errors_on(response)[field][0].startswith(said)
    assert response.context["form"][field].value() == value
    assert Booking.objects.count() == 0


def test_a_kitchen_asks_what_becomes_of_the_food(client):
    kitchen = makers.make_space(kind="kitchen")

    without = ask(client, kitchen, makers.slot())
    wrong = ask(client, kitchen, makers.slot(), food="stolen")
    [booking] = held(client, kitchen, makers.slot(), food="below")

    assert errors_on(without) == {"food": ["Say what becomes of the food."]}
    assert list(errors_on(wrong)) == ["food"]
    assert booking.food == "below"


def test_times_of_one_request_that_clash_are_refused(client, room):
    one, other = makers.slot(start=10, hours=3), makers.slot(start=12)

    looked = client.get(address_of("book", room.slug), {"time": texts_of(one, other)})
    sent = ask(client, room, one, other)

    said = "Two of your times clash with each other."
    assert [each.text for each in looked.context["choice"].problems] == [said]
    assert looked.context["form"] is None
    assert (sent.status_code, errors_on(sent)) == (422, {"__all__": [said]})
    assert Booking.objects.count() == 0


def test_more_times_than_one_may_ask_for(client, room):
    times = [makers.slot(ahead=7 * week, start=hour, hours=1)
             for week in (1, 2) for hour in (8, 10, 12, 14, 16)]  # fmt: skip

    response = ask(client, room, *times)

    assert errors_on(response) == {
        "__all__": ["At most 8 times can be asked for together."]
    }


def test_a_time_that_was_just_taken_is_answered_with_the_nearest(client, room):
    sister = makers.make_space(room.venue)
    makers.make_space(room.venue, kind="kitchen")
    start, end = makers.slot()
    makers.make_hold(room, [(start, end)])

    response = ask(client, room, (start, end), purpose="Soup for all.", people="7")

    context = response.context
    assert response.status_code == 409
    assert [slot.start.hour for slot in context["nearest"]] == [7, 11, 13]
    assert context["others"] == [sister]
    assert context["form"]["purpose"].value() == "Soup for all."
    assert context["form"]["people"].value() == "7"
    again = ask(client, sister, (start, end), key=str(context["key"]))
    assert again.status_code == 302


def test_a_closed_time_is_taken_as_well(client, room):
    start, end = makers.slot()
    actions.close(spaces=[room], start=start, end=end, reason_da="Rør",
                  reason_en="Pipes")  # fmt: skip

    assert ask(client, room, (start, end)).status_code == 409
    assert Closure.objects.count() == 1


def test_only_the_lost_one_of_several_times_must_be_chosen_anew(client, room):
    lost, kept = makers.slot(), makers.slot(start=16)
    makers.make_hold(room, [lost])

    response = ask(client, room, lost, kept)

    assert response.status_code == 409
    assert response.context["lost"] == lost
    assert response.context["kept"] == [kept]
    assert f'name="time" value="{texts_of(kept)[0]}"' in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hold_that_ran_out_and_was_taken(client, room, time_machine, language):
    [booking] = held(client, room, makers.slot(), purpose="Soup.", language=language)
    time_machine.shift(dt.timedelta(minutes=16))
    url = address_of("check_booking", booking.batch, language=language)
    still_there = client.get(url)
    makers.make_hold(room, [makers.slot()])

    gone = client.get(url)
    sent = send(client, booking.batch, purpose="Soup.", language=language)

    assert (still_there.status_code, still_there.context["is_over"]) == (200, True)
    assert (gone.status_code, sent.status_code) == (409, 409)
    assert sent.context["form"]["purpose"].value() == "Soup."
    assert sent.context["form"]["people"].value() == 4


def test_a_hold_that_ran_out_is_sent_while_nobody_took_the_time(client, time_machine):
    client.force_login(factories.make_user())
    [booking] = held(client, makers.make_space(), makers.slot())
    time_machine.shift(dt.timedelta(minutes=20))

    assert send(client, booking.batch).status_code == 302


def test_the_same_form_holds_once_more_when_its_hold_ran_out(client, time_machine):
    space, key = makers.make_space(), str(uuid.uuid4())
    [first] = held(client, space, makers.slot(), key=key)
    time_machine.shift(dt.timedelta(minutes=20))
    actions.expire_holds()

    [second] = held(client, space, makers.slot(), key=key)

    first.refresh_from_db()
    assert (first.state, second.state) == ("expired", "held")


def test_too_little_time_for_an_answer_leads_elsewhere(client):
    start, end = (
        makers.local(dt.date(2026, 11, 23), 15),
        makers.local(dt.date(2026, 11, 23), 17),
    )
    slow = makers.make_space()
    quick = makers.make_space(approval="automatic")
    wish = {"date": "2026-11-23", "start": "15:00", "until": "17:00"}

    page = client.get(address_of("book", slow.slug), wish)

    assert (page.status_code, page.context["answer"].is_possible) == (200, False)
    [(space, url)] = page.context["others"]
    assert space == quick
    assert "Check my booking" not in page.text
    assert "Check my booking" in client.get(url).text
    client.force_login(factories.make_user())
    [booking] = held(client, slow, (start, end))
    said = errors_on(send(client, booking.batch))["__all__"][0]
    assert said.startswith("There is too little time left for us to answer.")


def test_an_introduction_that_is_missing_is_told_and_one_may_still_ask(client):
    space = makers.make_space(requires_introduction=True, approval="automatic")
    user = factories.make_user()

    new = client.get(address_of("book", space.slug), {"time": texts_of(makers.slot())})
    client.force_login(user)
    [booking] = held(client, space, makers.slot())
    send(client, booking.batch)

    booking.refresh_from_db()
    assert "The first time here needs an introduction." in new.text
    assert booking.state == "requested"
    user.introductions.create(kind=space.kind, held_on=dt.date(2026, 11, 1))
    known = client.get(
        address_of("book", space.slug), {"time": texts_of(makers.slot(start=16))}
    )
    assert "needs an introduction" not in known.text
    assert known.context["answer"].at_once is True


def test_a_form_without_its_token_or_too_old_is_refused(room, time_machine):
    careful = Client(enforce_csrf_checks=True)
    url = address_of("book", room.slug)
    page = careful.get(url, {"time": texts_of(makers.slot())})
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.text)[1]

    without = careful.post(url, told(makers.slot()))
    fine = told(makers.slot(), csrfmiddlewaretoken=token)
    old = fine | {"stamp": stamp()}
    time_machine.shift(dt.timedelta(days=2))
    stale = careful.post(url, old)
    time_machine.move_to(MONDAY, tick=False)

    assert without.status_code == 403
    assert (stale.status_code, errors_on(stale)) == (
        422, {"__all__": ["The page was too old. Please send again."]},
    )  # fmt: skip
    assert careful.post(url, fine).status_code == 302


def test_addresses_that_are_not_there(client):
    closed = makers.make_space(is_open=False)

    paths = [
        address_of("book", "no-such-space"),
        address_of("book", closed.slug),
        address_of("check_booking", uuid.uuid4()),
        address_of("booking_receipt", "BCDFGH"),
    ]

    assert [client.get(path).status_code for path in paths] == [404] * 4


@pytest.mark.parametrize(
    "query",
    ["date=", "date=x&start=y&until=z", "time=%00", "week=2026-W99", "people=-1",
     "date=0001-01-01&start=10:00&until=12:00",
     "date=9999-12-31&start=10:00&until=12:00",
     "time=0001-01-01T00:00/0001-01-01T01:00",
     "start=24:00&date=2026-11-26&until=25:00"],
)  # fmt: skip
def test_nothing_in_an_address_breaks_the_page(client, room, query):
    assert client.get(f"{address_of('book', room.slug)}?{query}").status_code in {
        200, 422,
    }  # fmt: skip


@pytest.mark.once
def test_what_is_typed_into_an_address_is_never_markup(client, room):
    evil = '"><script>alert(1)</script>'
    query = urlencode({"kind": evil, "date": evil, "people": evil, "time": evil})

    page = client.get(f"{address_of('book', room.slug)}?{query}")

    assert "<script>alert" not in page.text
