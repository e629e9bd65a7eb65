"""Closing spaces: who is in the way is seen first, then all is done at once or not."""

import datetime as dt

import pytest

from hub.models import OutgoingMail
from spaces import actions
from spaces.availability import overlaps, wrongly_occupied
from spaces.models import Booking, Closure, Occupancy
from spaces.refusals import StandInTheWay, Taken
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.staff import desk, host, url


def answers(space, *, days: int = 7, **fields) -> dict:
    """The form that closes a space for a whole Wednesday."""
    values = {
        "spaces": [space.pk],
        "date": makers.workday(days).isoformat(),
        "start_time": "08:00",
        "until_time": "22:00",
        "kind": "maintenance",
        "reason_da": "Gulvet bliver slebet",
        "reason_en": "The floor is sanded",
    }
    return values | fields


def way(booking, space, start, end) -> str:
    """The choice that moves a booking."""
    return f"{space.pk} {start.astimezone(dt.UTC).isoformat()}"


def choices_of(response, booking) -> list[str]:
    """The values that are offered to a booking."""
    boxes = Page(response).all("input", name=f"way_{booking.pk}")
    return [box.get("value") for box in boxes]


def mail_to(booking) -> str:
    return OutgoingMail.objects.filter(to=booking.email).order_by("-pk")[0].body


def test_a_free_space_is_closed_at_once(client, home):
    user = desk(client)
    space = makers.make_space()

    response = client.post(url("staff_close"), answers(space))

    assert response.status_code == 302
    closure = Closure.objects.get()
    day = makers.workday(7)
    assert (closure.starts_at, closure.ends_at, closure.closed_by) == (
        makers.local(day, 8), makers.local(day, 22), user,
    )  # fmt: skip
    assert list(closure.spaces.all()) == [space]
    assert Occupancy.objects.get().closure == closure


def test_the_whole_house_is_closed_by_its_name(client, home):
    desk(client)
    venue = makers.make_venue()
    spaces = [makers.make_space(venue), makers.make_space(venue)]

    client.post(url("staff_close"), answers(spaces[0], spaces=[], venue=venue.pk))

    assert set(Closure.objects.get().spaces.all()) == set(spaces)


def test_who_is_in_the_way_is_listed_with_telephone_before_anything(client, home):
    desk(client)
    space = makers.make_space()
    booking = makers.make_booking(space, name="Ea Ejer", phone="11 22 33 44")

    response = client.post(url("staff_close"), answers(space))

    page = response.content.decode()
    assert response.status_code == 200
    assert ["Ea Ejer" in page, "tel:11 22 33 44" in page] == [True, True]
    assert Closure.objects.count() == 0
    booking.refresh_from_db()
    assert booking.state == "confirmed"


def test_a_sister_room_at_the_same_time_and_times_nearby_are_offered(client, home):
    desk(client)
    venue = makers.make_venue()
    space = makers.make_space(venue)
    sister = makers.make_space(venue)
    makers.make_space(venue, kind="kitchen")
    makers.make_space(venue, capacity=2)
    taken = makers.make_space(venue)
    makers.make_booking(taken)
    booking = makers.make_booking(space)

    offered = choices_of(client.post(url("staff_close"), answers(space)), booking)

    start, end = booking.starts_at, booking.ends_at
    assert offered[0] == way(booking, sister, start, end)
    assert offered[-1] == "cancel"
    times = [choice for choice in offered if choice.startswith(f"{space.pk} ")]
    day = makers.workday(7).isoformat()
    assert len(times) == 3
    assert [day in choice for choice in times] == [False] * 3
    assert len(offered) == 5


def test_one_is_moved_one_is_cancelled_and_both_read_the_reason(client, home):
    desk(client)
    venue = makers.make_venue()
    space = makers.make_space(venue)
    sister = makers.make_space(venue, price=(9000, 90000))
    moved = makers.make_booking(space, by=factories.make_user("a@example.org"))
    gone = makers.make_booking(
        space, [makers.slot(start=15)], by=factories.make_user("b@example.org"),
        language="en",
    )  # fmt: skip
    start, end = moved.starts_at, moved.ends_at
    data = answers(space) | {
        "sure": "1",
        f"way_{moved.pk}": way(moved, sister, start, end),
        f"way_{gone.pk}": "cancel",
    }

    response = client.post(url("staff_close"), data)

    assert response.status_code == 302
    moved.refresh_from_db()
    gone.refresh_from_db()
    assert (moved.state, moved.space, moved.starts_at) == ("confirmed", sister, start)
    assert moved.price_ore == 30000  # no dearer than it was
    assert (gone.state, gone.reason, gone.words) == (
        "cancelled", "repair", "The floor is sanded",
    )  # fmt: skip
    assert "Gulvet bliver slebet" in mail_to(moved)
    assert "The floor is sanded" in mail_to(gone)
    assert (overlaps(), wrongly_occupied()) == ([], [])


def test_own_words_go_to_all_instead_of_the_reason(client, home):
    desk(client)
    space = makers.make_space()
    booking = makers.make_booking(space)
    data = answers(space, words="Ring til os, så finder vi noget.")
    data |= {"sure": "1", f"way_{booking.pk}": "cancel"}

    client.post(url("staff_close"), data)

    booking.refresh_from_db()
    assert booking.words == "Ring til os, så finder vi noget."


def test_each_booking_needs_a_choice(client, home):
    desk(client)
    space = makers.make_space()
    booking = makers.make_booking(space)

    response = client.post(url("staff_close"), answers(space) | {"sure": "1"})

    assert response.status_code == 422
    assert "Vælg, hvad der skal ske med bookingen." in response.content.decode()
    booking.refresh_from_db()
    assert (booking.state, Closure.objects.count()) == ("confirmed", 0)


def test_two_cannot_be_moved_to_one_place(client, home):
    desk(client)
    venue = makers.make_venue()
    floor_parts = [makers.make_space(venue), makers.make_space(venue)]
    sister = makers.make_space(venue)
    first, second = [makers.make_booking(space) for space in floor_parts]
    goal = way(first, sister, first.starts_at, first.ends_at)
    data = answers(floor_parts[0], spaces=[space.pk for space in floor_parts])
    data |= {"sure": "1", f"way_{first.pk}": goal, f"way_{second.pk}": goal}

    response = client.post(url("staff_close"), data)

    assert response.status_code == 422
    assert "En anden booking ovenfor flytter dertil." in response.content.decode()
    assert Closure.objects.count() == 0


def test_a_place_taken_meanwhile_is_told_and_nothing_is_done(client, home):
    desk(client)
    venue = makers.make_venue()
    space, sister = makers.make_space(venue), makers.make_space(venue)
    booking = makers.make_booking(space)
    makers.make_booking(sister)
    data = answers(space) | {
        "sure": "1",
        f"way_{booking.pk}": way(booking, sister, booking.starts_at, booking.ends_at),
    }

    response = client.post(url("staff_close"), data)

    assert response.status_code == 422
    assert "Det er ikke ledigt længere." in response.content.decode()
    assert Closure.objects.count() == 0


def test_moving_and_closing_is_all_or_nothing(db):
    venue = makers.make_venue()
    space, sister = makers.make_space(venue), makers.make_space(venue)
    moved, left = (
        makers.make_booking(space),
        makers.make_booking(space, [makers.slot(start=15)]),
    )
    start, end = moved.starts_at, moved.ends_at
    goal = actions.Moving(moved, sister, start, end)
    day = makers.workday(7)
    said = {"start": makers.local(day, 8), "end": makers.local(day, 22)}

    with pytest.raises(StandInTheWay) as refused:
        actions.close(spaces=[space], reason_da="Lukket", moving=[goal], **said)

    moved.refresh_from_db()
    assert refused.value.bookings == [left]
    assert (moved.space, Closure.objects.count()) == (space, 0)


def test_a_booking_is_not_moved_into_what_is_closed(db):
    space = makers.make_space()
    booking = makers.make_booking(space)
    day = makers.workday(7)
    start, end = makers.slot(start=18)
    goal = actions.Moving(booking, space, start, end)

    with pytest.raises(StandInTheWay):
        actions.close(
            spaces=[space], reason_da="Lukket", moving=[goal],
            start=makers.local(day, 8), end=makers.local(day, 22),
        )  # fmt: skip

    booking.refresh_from_db()
    assert booking.starts_at == makers.slot()[0]


def test_closing_what_is_closed_already_says_by_what(client, home):
    desk(client)
    space = makers.make_space()
    client.post(url("staff_close"), answers(space))

    response = client.post(url("staff_close"), answers(space))

    assert response.status_code == 409
    assert "Gulvet bliver slebet" in response.content.decode()
    assert Closure.objects.count() == 1
    start, end = makers.slot()
    with pytest.raises(Taken):
        actions.close(spaces=[space], reason_da="Igen", start=start, end=end)


def test_nothing_chosen_a_wrong_end_and_a_cpr_number_are_said(client, home):
    desk(client)
    space = makers.make_space()
    wrong = {"spaces": [], "until_time": "07:00", "reason_da": "For 010180-1234"}

    response = client.post(url("staff_close"), answers(space, **wrong))

    assert response.status_code == 422
    page = response.content.decode()
    said = ("Vælg et hus", "Tiden slutter, før den begynder", "CPR-nummer")
    assert [words in page for words in said] == [True] * 3


def test_the_skipped_hour_is_refused(client, home, time_machine):
    time_machine.move_to(dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC))
    desk(client)
    fields = {"date": "2027-03-28", "start_time": "02:30", "until_time": "06:00"}

    response = client.post(url("staff_close"), answers(makers.make_space(), **fields))

    assert response.status_code == 422
    assert Closure.objects.count() == 0


def test_a_host_closes_the_own_house_only(client, home):
    mine, other = makers.make_space(), makers.make_space()
    host(client, mine.venue)

    page = client.get(url("staff_close")).content.decode()
    refused = client.post(url("staff_close"), answers(other))
    done = client.post(url("staff_close"), answers(mine))

    assert [str(mine.name) in page, str(other.name) in page] == [True, False]
    assert (refused.status_code, done.status_code) == (422, 302)
    assert list(Closure.objects.get().spaces.all()) == [mine]


def test_open_again_frees_the_time_and_only_in_the_own_house(client, home):
    space = makers.make_space()
    desk(client)
    client.post(url("staff_close"), answers(space))
    closure = Closure.objects.get()
    address = f"/admin/bookings/closed/{closure.pk}/open/"
    host(client, makers.make_space().venue)
    refused = client.post(address)
    host(client, space.venue)

    listed = (
        "Gulvet bliver slebet" in client.get(url("staff_closures")).content.decode()
    )
    client.post(address)

    assert (refused.status_code, listed) == (404, True)
    assert (Closure.objects.count(), Occupancy.objects.count()) == (0, 0)
    assert makers.make_booking(space).state == "confirmed"


def test_who_must_be_rung_is_said(client, home):
    desk(client)
    space = makers.make_space()
    start, end = makers.slot()
    [booking] = actions.book_for(
        space=space, times=[(start, end)], by=factories.make_staff(), name="Bo Birk",
        phone="99 88 77 66", key="11111111-1111-1111-1111-111111111111",
    )  # fmt: skip
    data = answers(space) | {"sure": "1", f"way_{booking.pk}": "cancel"}

    page = client.post(url("staff_close"), data, follow=True).content.decode()

    assert "Bo Birk har ingen e-mailadresse. Ring: 99 88 77 66." in page
    assert Booking.objects.get(pk=booking.pk).state == "cancelled"
