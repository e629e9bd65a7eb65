"""The last place goes to one, and what becomes free goes on in order, under load.

Twenty browsers press at one moment on a site with eight handlers.
"""

from collections import Counter

from events.models import Seats
from tests.events.makers import make_signup
from tests.faults.guests import (
    RIVALS,
    Guests,
    held,
    passed_over,
    pressing,
    queue,
    signing_up,
)

GOT, FULL = 302, 422
SIZES = (3, 1, 2, 4, 1, 2, 1, 3, 2, 1)


def test_the_last_place_goes_to_one(figure, site):
    guests = Guests(site)
    for number in figure.rounds(5):
        date = guests.date(capacity=1)

        answers = guests.race(number, *[signing_up(date) for _each in range(RIVALS)])

        statuses = Counter(each.status for each in answers)
        assert statuses == {GOT: 1, FULL: RIVALS - 1}
        assert held(date) == Seats.objects.get(pk=date.seats_id).taken == 1
        figure.add(tries=RIVALS, won=statuses[GOT])
    figure.tell(
        "{rounds} rounds of 20 who want the last place: {won} of {tries} got it, one "
        "in each round, all others the page with the waiting list; never above the "
        "capacity, no error."
    )


def test_the_last_places_are_never_oversold_to_parties(figure, site):
    guests = Guests(site)
    for number in figure.rounds(5):
        date = guests.date(capacity=5)
        acts = [signing_up(date, 1 + each % 3) for each in range(RIVALS)]

        answers = guests.race(number, *acts)

        assert {each.status for each in answers} <= {GOT, FULL}
        assert held(date) == Seats.objects.get(pk=date.seats_id).taken == 5
        figure.add(got=sum(each.status == GOT for each in answers))
    figure.tell(
        "{rounds} rounds of 20 parties of one to three for five places: {got} parties "
        "got them, all five places taken and never more; no error."
    )


def play(guests: Guests, number: int) -> tuple[set[int], list[tuple[int, int]]]:
    """Four with places and two who wait cancel, fourteen come: statuses, who lost."""
    date = guests.date(capacity=8)
    there = [make_signup(date, party_size=size) for size in (1, 2, 2, 3)]
    waiting = queue(date, *SIZES)
    acts = [pressing(each, "cancel") for each in there]
    acts += [pressing(each, "cancel") for each in waiting[1:3]]
    acts += [signing_up(date, 1 + each % 2) for each in range(RIVALS - len(acts))]

    answers = guests.race(number, *acts)

    lost = passed_over(date, waiting) + [(0, 0)] * (held(date) > 8)
    return {each.status for each in answers}, lost


def test_freed_places_go_on_in_order(figure, site):
    guests = Guests(site)
    for number in figure.rounds(5):
        statuses, lost = play(guests, number)
        assert statuses <= {GOT, FULL}
        assert lost == []
        figure.add(pressed=RIVALS)
    figure.tell(
        "{rounds} rounds in which 6 cancel and 14 sign up at once before a waiting "
        "list of 10 parties: nobody is passed over, nobody waits while a place that "
        "fits is free, never above the capacity; no error."
    )


# Controls: no lock, no transaction, and the database does not count -------------------


def test_the_last_place_without_guard_and_lock(figure, careless_site):
    guests = Guests(careless_site)
    for number in figure.careless_rounds(3):
        date = guests.date(capacity=1)
        guests.race(number, *[signing_up(date) for _each in range(RIVALS)])
        figure.add(wrong=held(date) != 1)
        figure.counts["most"] = max(figure.counts["most"], held(date))

    assert figure.counts["wrong"] > 0
    figure.tell("control: {wrong} of {rounds} rounds oversold, at most {most} times.")


def test_freed_places_without_guard_and_lock(figure, careless_site):
    guests = Guests(careless_site)
    for number in figure.careless_rounds(5):
        _statuses, lost = play(guests, number)
        figure.add(wrong=bool(lost))

    assert figure.counts["wrong"] > 0
    figure.tell(
        "control: in {wrong} of {rounds} rounds somebody was passed over, waited for "
        "nothing, or there were more guests than places."
    )
