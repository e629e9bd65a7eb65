"""Twenty people want one time at the same moment: one gets it, all others are told.

They press "Check my booking" on the pages of a site that runs with eight handlers, each
in a browser and from a network address of their own.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from time import sleep

from django.utils import timezone

from spaces.availability import overlaps, wrongly_occupied
from spaces.models import Booking, BookingEvent, Occupancy, Space
from tests import servers
from tests.faults.visitors import Answer, Visitor, all_at_once
from tests.spaces import makers
from tests.spaces.booking_visit import texts_of

RIVALS = 20
STAMP_AGE = 2.1  # seconds; who is faster is taken for a robot
WON, LOST = 302, 409
HOUR = dt.timedelta(hours=1)


def path_of(space: Space) -> str:
    return f"/da/book/{space.slug}/"


class Rivals:
    """Twenty browsers that have the form of a space before them."""

    def __init__(self, server: servers.Server, *spaces: Space):
        self.spaces = [spaces[number % len(spaces)] for number in range(RIVALS)]
        self.visitors = [Visitor(server.url) for _number in range(RIVALS)]
        pairs = zip(self.visitors, self.spaces, strict=True)
        self.forms = [self._form(*pair) for pair in pairs]
        sleep(STAMP_AGE)

    def _form(self, visitor: Visitor, space: Space) -> dict:
        query = f"?time={texts_of(time_of(0))[0]}"
        return visitor.get(path_of(space) + query).hidden

    def race(self, number: int) -> list[Answer]:
        """All ask for the time of a round, as people who have not been here before."""
        said = {"time": texts_of(time_of(number)), "people": 4, "purpose": "Vi bager."}
        acts = []
        for each, (visitor, space, form) in enumerate(
            zip(self.visitors, self.spaces, self.forms, strict=True)
        ):
            visitor.cookies.pop("sessionid", None)
            visitor.address = f"10.0.{number % 256}.{each + 1}"
            sent = form | said | {"key": str(uuid.uuid4())}
            acts.append(lambda v=visitor, s=space, f=sent: v.post(path_of(s), f))
        return all_at_once(acts)


def time_of(number: int) -> tuple:
    """A round has an hour of its own."""
    day, hour = divmod(number, 12)
    start = makers.local(timezone.localdate() + dt.timedelta(days=7 + day), 9 + hour)
    return start, start + HOUR


def winners(answers: list[Answer]) -> int:
    return sum(each.status == WON for each in answers)


def held_at(number: int) -> int:
    start, _end = time_of(number)
    return Booking.objects.filter(starts_at=start, state="held").count()


def look_after(number: int, answers: list[Answer], rows: int = 1) -> None:
    """One has it, nineteen were told so, and nothing else is left behind."""
    assert Counter(each.status for each in answers) == {WON: 1, LOST: RIVALS - 1}
    assert held_at(number) == 1
    booking = Booking.objects.latest("pk")
    assert booking.occupancies.count() in {1, rows}
    assert Booking.objects.count() == BookingEvent.objects.count()
    assert Occupancy.objects.exclude(booking__state="held").count() == 0


def test_twenty_who_want_one_time(figure, site):
    space = makers.make_space()
    rivals = Rivals(site, space)
    for number in figure.rounds(10):
        answers = rivals.race(number)

        look_after(number, answers)
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
    for number in figure.rounds(10):
        answers = rivals.race(number)

        look_after(number, answers, rows=2)
        got = Booking.objects.latest("pk").space
        figure.add(tries=RIVALS, floor=got == floor, room=got == room)
    assert (overlaps(), wrongly_occupied()) == ([], [])
    figure.tell(
        "{rounds} rounds of 10 for a floor and 10 for its room: one of 20 got it each "
        "time, the floor {floor} times and the room {room} times."
    )


def count_wrong(figure, rivals: Rivals, rounds: Iterator[int]) -> None:
    for number in rounds:
        won = winners(rivals.race(number))
        figure.add(wrong=won != 1, won=won)
        figure.counts["most"] = max(figure.counts["most"], won)


def test_twenty_who_want_one_time_without_guard_and_lock(figure, careless_site):
    rivals = Rivals(careless_site, makers.make_space())

    count_wrong(figure, rivals, figure.rounds(5))

    assert figure.counts["wrong"] > 0
    assert overlaps() != []
    figure.tell("control: {wrong} of {rounds} rounds wrong, at most {most} winners.")


def test_floor_against_room_without_guard_and_lock(figure, careless_site):
    venue = makers.make_venue()
    room = makers.make_space(venue)
    floor = makers.make_space(venue, parts=[room])
    rivals = Rivals(careless_site, floor, room)

    count_wrong(figure, rivals, figure.rounds(5))

    assert figure.counts["wrong"] > 0
    assert overlaps() != []
    figure.tell("control: {wrong} of {rounds} rounds wrong, at most {most} winners.")
