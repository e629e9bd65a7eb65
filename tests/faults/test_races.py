"""Many press a button at the same moment: it counts for one, all others are told.

Twenty people ask for one time with "Check my booking"; staff say "Yes" in the queue
while the booker withdraws. The site runs with eight handlers, and each has a browser, a
session and, where it matters, a network address of their own.
"""

from collections import Counter

from hub.models import OutgoingMail
from spaces.availability import leaves_of, overlaps, wrongly_occupied
from spaces.models import Booking, Occupancy, Space
from tests.faults.answering import Desk, answers_to
from tests.faults.visitors import Answer
from tests.faults.wanting import RIVALS, Rivals, time_of
from tests.spaces import makers

WON, LOST = 302, 409
ENDS = {"confirm": "confirmed", "withdraw": "withdrawn"}


# One time -----------------------------------------------------------------------------


def winners(answers: list[Answer]) -> int:
    return sum(each.status == WON for each in answers)


def look_after(number: int, answers: list[Answer], *spaces: Space) -> Booking:
    """One has it, nineteen were told so, and nothing else is left behind."""
    assert Counter(each.status for each in answers) == {WON: 1, LOST: RIVALS - 1}
    start, _end = time_of(number)
    booking = Booking.objects.get(space__in=spaces, starts_at=start)
    rows = Occupancy.objects.filter(blocked_from=start, space__in=all_parts(*spaces))
    leaves = leaves_of([booking.space])[booking.space_id]
    assert sorted(rows.values_list("booking", "space")) == [
        (booking.pk, leaf) for leaf in leaves
    ]
    assert [each.event for each in booking.events.all()] == ["hold"]
    return booking


def all_parts(*spaces: Space) -> list[int]:
    return [leaf for leaves in leaves_of(spaces).values() for leaf in leaves]


def test_twenty_who_want_one_time(figure, site):
    space = makers.make_space()
    rivals = Rivals(site, space)
    for number in figure.rounds(5):
        answers = rivals.race(number)

        look_after(number, answers, space)
        figure.add(tries=RIVALS, won=winners(answers))
    assert (overlaps(), wrongly_occupied()) == ([], [])
    figure.tell(
        "{rounds} rounds of 20 on one time: {won} of {tries} got it, one in each "
        "round, all others a page with free times; no error, no row left over."
    )


def test_floor_against_room(figure, site):
    venue = makers.make_venue()
    room, sister = makers.make_space(venue), makers.make_space(venue)
    floor = makers.make_space(venue, parts=[room, sister])
    rivals = Rivals(site, floor, room)
    for number in figure.rounds(5):
        answers = rivals.race(number)

        got = look_after(number, answers, floor, room).space
        figure.add(tries=RIVALS, floor=got == floor, room=got == room)
    assert (overlaps(), wrongly_occupied()) == ([], [])
    figure.tell(
        "{rounds} rounds of 10 for a floor and 10 for its room: one of 20 got it each "
        "time, the floor {floor} times and the room {room} times."
    )


# One request --------------------------------------------------------------------------


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


def test_approve_against_approve(figure, site):
    play(figure, Desk(site, staff=RIVALS), 5)

    figure.tell(
        "{rounds} requests, each approved by 20 at once: one approval and one mail "
        "each, all others told; no error."
    )


def test_approve_against_withdraw(figure, site):
    play(figure, Desk(site, staff=RIVALS // 2), 5)

    figure.tell(
        "{rounds} requests, each approved by 10 and withdrawn in 10 windows at once: "
        "one answer each, {confirm} approvals and {withdraw} withdrawals; no error."
    )


# Controls: no guard, no lock, no transaction, no compare-and-set ----------------------


def count_wrong(figure, rivals: Rivals) -> None:
    for number in figure.careless_rounds(3):
        won = winners(rivals.race(number))
        figure.add(wrong=won != 1, won=won)
        figure.counts["most"] = max(figure.counts["most"], won)


def test_twenty_who_want_one_time_without_guard_and_lock(figure, careless_site):
    rivals = Rivals(careless_site, makers.make_space())

    count_wrong(figure, rivals)

    assert figure.counts["wrong"] > 0
    assert overlaps() != []
    figure.tell("control: {wrong} of {rounds} rounds wrong, at most {most} winners.")


def test_floor_against_room_without_guard_and_lock(figure, careless_site):
    venue = makers.make_venue()
    room = makers.make_space(venue)
    floor = makers.make_space(venue, parts=[room])
    rivals = Rivals(careless_site, floor, room)

    count_wrong(figure, rivals)

    assert figure.counts["wrong"] > 0
    assert overlaps() != []
    figure.tell("control: {wrong} of {rounds} rounds wrong, at most {most} winners.")


def play_carelessly(figure, desk: Desk) -> None:
    for number in figure.careless_rounds(3):
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
    play_carelessly(figure, Desk(careless_site, staff=RIVALS))


def test_approve_against_withdraw_without_lock(figure, careless_site):
    play_carelessly(figure, Desk(careless_site, staff=RIVALS // 2))
