"""Moving one's own booking: what is offered, what it costs, and who was quicker."""

import datetime as dt

import pytest
from django.urls import reverse

from hub.models import OutgoingMail
from spaces import actions
from spaces.models import Booking
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.test_my_bookings import HOUR, state_of, words_on

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
DAY = dt.date(2026, 9, 16)  # a Wednesday, as `makers.slot(14)`


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Tuesday in September, until moved."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def own(client, db):
    """The browser of who has booked."""
    client.user = factories.make_user()
    client.force_login(client.user)
    return client


@pytest.fixture
def booking(own) -> Booking:
    """A confirmed booking from 10 to 12 where nobody needs to look."""
    space = makers.make_space(approval="automatic")
    return makers.make_booking(space, [makers.slot(14)], by=own.user)


def address(booking) -> str:
    return reverse("move_booking", args=[booking.reference])


def time_of(start: int, until: int, day: dt.date = DAY) -> dict:
    return {
        "date": day.isoformat(),
        "start": f"{start:02}:00",
        "until": f"{until:02}:00",
    }


def offered(response, name: str) -> list[str]:
    """The values of a list on the page."""
    [field] = Page(response).all("select", name=name)
    return [option.get("value") for option in field.iter("option")][1:]


def test_only_free_times_are_offered_the_own_one_among_them(own, booking):
    makers.make_hold(booking.space, [makers.slot(14, start=13, hours=3)])

    response = own.get(address(booking))

    starts = offered(response, "start")
    assert starts[:2] == ["08:00", "08:30"]
    assert "10:00" in starts  # its own time does not stand in its way
    assert {"12:00", "16:00"} <= set(starts)
    assert {"12:30", "13:00", "15:30"}.isdisjoint(starts)
    assert Page(response).all("input", name="date")[0].get("value") == "2026-09-16"


def test_a_date_alone_changes_the_lists_and_nothing_is_wrong_yet(own, booking):
    makers.make_hold(booking.space, [makers.slot(21, start=8, hours=6)])

    response = own.get(address(booking), {"date": "2026-09-23"})

    assert response.status_code == 200
    assert offered(response, "start")[:1] == ["14:00"]
    assert "error" not in response.content.decode()


def test_looking_moves_nothing_and_the_button_does(own, booking):
    shown = own.get(address(booking), time_of(15, 17))
    booking.refresh_from_db()
    before = booking.starts_at

    response = own.post(address(booking), time_of(15, 17))

    booking.refresh_from_db()
    assert shown.context["is_chosen"]
    assert before == makers.local(DAY, 10)
    assert (booking.starts_at, booking.ends_at) == (
        makers.local(DAY, 15), makers.local(DAY, 17),
    )  # fmt: skip
    assert booking.state == "confirmed"
    assert response.headers["Location"] == reverse(
        "my_booking", args=[booking.reference]
    )
    assert OutgoingMail.objects.latest("pk").subject.startswith("Flyttet:")


def test_a_double_click_moves_once(own, booking):
    own.post(address(booking), time_of(15, 17))
    number = OutgoingMail.objects.count()

    response = own.post(address(booking), time_of(15, 17))

    booking.refresh_from_db()
    assert response.headers["Location"] == reverse(
        "my_booking", args=[booking.reference]
    )
    assert (booking.sequence, OutgoingMail.objects.count()) == (1, number)


def test_a_higher_price_needs_a_yes_to_just_that_price(own, booking):
    longer = time_of(14, 17)
    shown = words_on(own, f"{address(booking)}?date=2026-09-16&start=14:00&until=17:00")

    refused = own.post(address(booking), longer)
    lower = own.post(address(booking), {**longer, "accepted_ore": "100"})
    before = booking.starts_at
    taken = own.post(address(booking), {**longer, "accepted_ore": "45000"})

    booking.refresh_from_db()
    assert "450,00 kr." in shown
    assert (refused.status_code, lower.status_code) == (422, 422)
    assert Page(refused).all("input", name="accepted_ore")[0].get("value") == "45000"
    assert before == makers.local(DAY, 10)
    assert (taken.status_code, booking.price_ore) == (302, 45000)


def test_a_move_that_must_be_answered_says_so_first(own, clock):
    booking = makers.make_booking(times=[makers.slot(14)], by=own.user)

    shown = own.get(address(booking), time_of(15, 17)).content.decode()
    own.post(address(booking), time_of(15, 17))

    assert "I slipper den, der er bekræftet." in shown
    assert "torsdag den 3. september 2026 kl. 16.00" in shown
    assert state_of(booking) == "requested"


def test_a_lost_race_is_409_with_the_nearest_times_and_all_that_was_typed(
    own, booking, monkeypatch
):
    monkeypatch.setattr("spaces.move_forms.MoveForm.problems", lambda form: [])
    makers.make_hold(booking.space, [makers.slot(14, start=15)])

    response = own.post(address(booking), time_of(15, 17))

    booking.refresh_from_db()
    links = [link for _words, link in Page(response).links() if link.startswith("?")]
    assert response.status_code == 409
    assert booking.starts_at == makers.local(DAY, 10)
    assert "?date=2026-09-16&start=13%3A00&until=15%3A00" in links
    assert Page(response).all("option", value="15:00", selected="")
    assert len(links) == 3


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        (time_of(17, 15), "until", "slutter"),
        (time_of(8, 20), "until", "Den længste tid"),
        (time_of(10, 12, dt.date(2026, 8, 26)), "date", "forbi"),
        (time_of(10, 12, dt.date(2027, 6, 2)), "date", "dage"),
        (time_of(13, 15), "start", "ikke ledigt"),
        (time_of(6, 8), "start", "ikke ledigt"),
        (time_of(15, 17) | {"start": "15:07"}, "start", "minut"),
        (time_of(15, 17) | {"start": "'; DROP"}, "start", "gyldig"),
        (time_of(15, 17) | {"date": "31-02"}, "date", "gyldig"),
    ],
)
def test_bad_input_is_answered_by_the_field(own, booking, said, field, says):
    makers.make_hold(booking.space, [makers.slot(14, start=13)])

    for send in (own.get, own.post):
        response = send(address(booking), said)

        form = response.context["form"]
        assert response.status_code == 422
        assert list(form.errors) == [field]
        assert says in form.errors[field][0]
    booking.refresh_from_db()
    assert booking.starts_at == makers.local(DAY, 10)


def test_the_time_it_has_is_no_move(own, booking):
    response = own.get(address(booking), time_of(10, 12))

    assert response.status_code == 422
    assert response.context["form"].errors["start"] == ["Det er den tid, I har."]


@pytest.mark.parametrize("date", ["2026-10-25", "2027-03-28"])
def test_the_hour_that_is_missing_or_there_twice_is_not_offered(own, clock, date):
    hours = {"opens": dt.time(0), "closes": dt.time(0)}
    venue = makers.make_venue(is_open_on_holidays=True, **hours)
    space = makers.make_space(venue, horizon_days=300)
    booking = makers.make_booking(space, [makers.slot(14)], by=own.user)

    starts = offered(own.get(address(booking), {"date": date}), "start")
    refused = own.get(
        address(booking), {"date": date, "start": "02:30", "until": "05:00"}
    )

    assert {"01:30", "03:00"} <= set(starts)
    assert "02:30" not in starts
    assert refused.status_code == 422
    assert "Uret stilles" in refused.context["form"].errors["start"][0]


def test_after_the_rule_nothing_is_moved(own, booking, clock):
    clock.move_to(booking.starts_at - 47 * HOUR, tick=False)

    response = own.post(address(booking), time_of(15, 17))

    booking.refresh_from_db()
    assert response.status_code == 302
    assert booking.starts_at == makers.local(DAY, 10)


def test_the_quota_is_said_over_the_form(own):
    organisation = factories.make_organisation()
    organisation.memberships.create(user=own.user, role="member")
    space = makers.make_space(quota_hours_per_month=3, approval="automatic")
    said = {"by": own.user, "organisation": organisation}
    booking = makers.make_booking(space, [makers.slot(14)], **said)

    response = own.post(address(booking), time_of(14, 18) | {"accepted_ore": "60000"})

    assert response.status_code == 422
    assert "Jeres organisation har" in response.context["form"].errors["__all__"][0]


def test_moving_asks_the_database_seldom(
    own, booking, home, django_assert_max_num_queries
):
    own.get(address(booking), time_of(15, 17))

    with django_assert_max_num_queries(14):
        own.get(address(booking), time_of(15, 17))


def test_a_cancelled_booking_is_not_moved(own, booking):
    actions.cancel(booking=booking, by=own.user, actor="booker")

    response = own.post(address(booking), time_of(15, 17))

    assert (response.status_code, state_of(booking)) == (302, "cancelled")
