"""What a form that comes again, a price that rises and a space that changes do."""

import datetime as dt
import uuid

import pytest

from spaces import actions
from spaces.availability import wrongly_occupied
from spaces.models import Booking, Occupancy
from spaces.refusals import Refused, StandInTheWay, Taken
from spaces.states import Actor
from tests import factories
from tests.spaces import makers

KEY = uuid.UUID(int=7)


# A form that comes again --------------------------------------------------------------


def standing() -> list[tuple]:
    """The bookings that keep others out: when they begin, and what for."""
    rows = Booking.objects.filter(state="held").order_by("starts_at")
    return list(rows.values_list("starts_at", "purpose"))


def test_a_form_with_other_words_replaces_its_hold(db):
    space, times = makers.make_space(), [makers.slot()]
    makers.make_hold(space, times, key=KEY, purpose="Møde")

    makers.make_hold(space, times, key=KEY, purpose="Generalforsamling")

    assert standing() == [(times[0][0], "Generalforsamling")]
    assert Occupancy.objects.filter(is_blocking=True).count() == 1


def test_a_form_with_another_time_replaces_its_hold(db):
    space, later = makers.make_space(), makers.slot(start=14)
    makers.make_hold(space, [makers.slot()], key=KEY)

    makers.make_hold(space, [later], key=KEY)

    assert standing() == [(later[0], "Møde")]
    makers.make_hold(space, [makers.slot()])


def test_a_form_that_is_refused_keeps_its_hold(db):
    space, times = makers.make_space(), [makers.slot()]
    makers.make_booking(space, [makers.slot(start=14)])
    makers.make_hold(space, times, key=KEY)

    with pytest.raises(Taken):
        makers.make_hold(space, [makers.slot(start=14)], key=KEY)

    assert standing() == [(times[0][0], "Møde")]


def test_a_form_may_hold_again_when_its_hold_is_gone(db, time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    space, times = makers.make_space(), [makers.slot()]
    [first] = makers.make_hold(space, times, key=KEY)
    time_machine.shift(dt.timedelta(minutes=16))

    [second] = makers.make_hold(space, times, key=KEY)

    first.refresh_from_db()
    assert (first.state, second.state) == ("expired", "held")


def test_a_form_that_was_sent_shows_what_it_sent(db):
    space, times = makers.make_space(), [makers.slot()]
    sent = makers.make_request(space, times, key=KEY)

    again = makers.make_hold(space, times, key=KEY, purpose="Andet")

    assert again == [sent]
    assert Booking.objects.count() == 1


# Money --------------------------------------------------------------------------------


def moved(booking, start, end, actor, **said) -> Booking:
    by = factories.make_staff()
    return actions.move(
        booking=booking, start=start, end=end, by=by, actor=actor, **said
    )


def test_a_booker_pays_more_only_after_a_yes(db):
    booking = makers.make_booking(makers.make_space(approval="automatic"))
    start, end = makers.slot(hours=3)

    with pytest.raises(Refused) as refused:
        moved(booking, start, end, Actor.BOOKER, accepted_ore=30000)
    longer = moved(booking, start, end, Actor.BOOKER, accepted_ore=45000)

    assert refused.value.code == "price"
    assert longer.price_ore == 45000


def test_nobody_pays_more_because_staff_moved_them(db):
    booking = makers.make_booking(makers.make_space())
    dear = makers.make_space(price=(9000, 90000))
    start, end = makers.slot()

    there = moved(booking, start, end, Actor.STAFF, space=dear)
    longer = moved(there, *makers.slot(hours=3), Actor.STAFF, accepted_ore=270000)

    assert (there.space, there.price_ore) == (dear, 30000)
    assert longer.price_ore == 270000


def test_what_staff_move_to_a_cheaper_time_costs_less(db):
    booking = makers.make_booking(makers.make_space())

    shorter = moved(booking, *makers.slot(hours=1), Actor.STAFF)

    assert shorter.price_ore == 15000


# Times the wrong way round ------------------------------------------------------------


def test_staff_are_told_of_a_time_that_ends_before_it_begins(db):
    booking = makers.make_booking()
    start, end = makers.slot()
    staff = factories.make_staff()
    said = {"by": staff, "start": end, "end": start}
    closure = actions.close(
        spaces=[makers.make_space()], start=start, end=end, reason_da="Rør"
    )

    changes = [
        lambda: actions.move(booking=booking, actor=Actor.STAFF, **said),
        lambda: actions.close(spaces=[booking.space], reason_da="Rør", **said),
        lambda: actions.move_closure(closure=closure, start=end, end=start),
        lambda: actions.book_for(
            space=booking.space, times=[(end, start)], by=staff, key=KEY, name="Ea"
        ),
    ]
    for change in changes:
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "reversed"


# A space that changes -----------------------------------------------------------------


def test_a_longer_buffer_names_what_must_go_elsewhere(db):
    space = makers.make_space()
    times = [makers.slot(start=start) for start in (8, 10, 12, 14)]
    bookings = [makers.make_booking(space, [time]) for time in times]
    space.buffer_after_minutes = 30

    with pytest.raises(StandInTheWay) as refused:
        actions.change_space(space=space, save=space.save)

    assert refused.value.bookings == bookings  # both sides of each clash
    space.refresh_from_db()
    assert space.buffer_after_minutes == 0
    assert wrongly_occupied() == []


def test_a_longer_buffer_is_kept_where_nothing_clashes(db):
    space = makers.make_space()
    booking = makers.make_booking(space)
    space.buffer_after_minutes = 30

    actions.change_space(space=space, save=space.save)

    row = Occupancy.objects.get()
    assert row.blocked_until == booking.ends_at + dt.timedelta(minutes=30)


def test_new_parts_take_the_rows_of_their_floor(db):
    venue = makers.make_venue()
    room, other, floor = (makers.make_space(venue) for _number in range(3))
    makers.make_booking(floor)

    actions.change_space(space=floor, save=lambda: floor.parts.set([room, other]))

    rows = Occupancy.objects.order_by("space").values_list("space", flat=True)
    assert list(rows) == [room.pk, other.pk]
    with pytest.raises(Taken):
        makers.make_hold(room)


def test_new_parts_are_refused_where_they_are_booked_at_the_same_time(db):
    venue = makers.make_venue()
    room, floor = makers.make_space(venue), makers.make_space(venue)
    bookings = [makers.make_booking(room), makers.make_booking(floor)]

    with pytest.raises(StandInTheWay) as refused:
        actions.change_space(space=floor, save=lambda: floor.parts.set([room]))

    assert refused.value.bookings == bookings
    assert list(floor.parts.all()) == []


def test_a_space_is_no_part_of_itself(db):
    floor = makers.make_space()
    room = makers.make_space(floor.venue, parts=[floor])

    with pytest.raises(Refused) as refused:
        actions.change_space(space=floor, save=lambda: floor.parts.set([room]))

    assert refused.value.code == "circle"
    assert list(floor.parts.all()) == []
