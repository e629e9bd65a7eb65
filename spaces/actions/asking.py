"""From looking to asking: a hold for a quarter of an hour, then the request."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.utils import timezone

from hub.models import Organisation, User
from spaces import messages, rules
from spaces.actions.steps import (
    as_it_is,
    guarded,
    lock,
    lock_organisation,
    locked_bookings,
    new_reference,
    occupy,
    require_apart,
    require_free,
    take_step,
    write_down,
)
from spaces.choices import PriceGroup
from spaces.hours import DAY, Hours, stretch
from spaces.models import Booking, HouseRules, Space
from spaces.refusals import Problem, Refused, problem, refuse
from spaces.states import Actor, BookingState, Event

HOLD = dt.timedelta(minutes=15)
MOST_WAITING = 20  # unanswered requests of one person
Times = Sequence[tuple[dt.datetime, dt.datetime]]


@guarded
def hold(
    *,
    space: Space,
    times: Times,
    key: uuid.UUID,
    language: str,
    people: int = 1,
    purpose: str = "",
    food: str = "",
    instead_of: uuid.UUID | None = None,
) -> list[Booking]:
    """Keep times for a quarter of an hour, all or none; the same key gives the same.

    A form that comes again with other words or times, or after its hold is gone, is a
    new wish and gives up the first. `instead_of` is the batch of an earlier hold of the
    same person, given up too. Raises Refused with what is wrong, Taken where somebody
    else was quicker.
    """
    leaves = lock([space])[space.pk]
    space = as_it_is(space)
    wish = {"people": people, "purpose": purpose, "food": food, "language": language}
    if there := _made_before(key, space, times, wish):
        return there
    wrong = problems_of(space, times) + rules.problems_of_wish(
        space, people=people, food=food
    )
    if wrong:
        raise Refused(*wrong)
    require_apart(space, list(times))
    if instead_of:
        drop_hold(instead_of)
    require_free(space, times, leaves)
    require_open(space, times)
    return _hold(space, times, leaves, wish | {"key": key})


def _hold(
    space: Space, times: Times, leaves: Iterable[int], said: dict
) -> list[Booking]:
    """The rows of times that are free, under the lock of the caller."""
    batch, until = uuid.uuid4(), timezone.now() + HOLD
    bookings = [
        Booking.objects.create(
            reference=new_reference(),
            batch=batch,
            place=place,
            space=space,
            starts_at=start,
            ends_at=end,
            held_until=until,
            **said,
            **prices_to_keep(space, start, end),
        )
        for place, (start, end) in enumerate(times)
    ]
    occupy(bookings, leaves, expires_at=until)
    for booking in bookings:
        write_down(booking, Event.HOLD, actor=Actor.BOOKER)
    return bookings


def _made_before(
    key: uuid.UUID, space: Space, times: Times, wish: dict
) -> list[Booking]:
    """What the form has made already; [] for a new wish, made room for."""
    there = list(locked_bookings().filter(key=key).order_by("place"))
    asked = [(space.pk, start, end) for start, end in times]
    if asked == [(each.space_id, each.starts_at, each.ends_at) for each in there]:
        is_held = all(each.state == BookingState.HELD for each in there)
        said = [{name: getattr(each, name) for name in wish} for each in there]
        if (
            any(each.sent_at for each in there)
            or is_held
            and said == [wish] * len(said)
        ):
            return there
    for booking in there:
        if booking.state == BookingState.HELD:
            take_step(booking, Event.WITHDRAW, actor=Actor.BOOKER)
    if there:
        Booking.objects.filter(key=key).update(key=uuid.uuid4())
    return []


def problems_of(space: Space, times: Times) -> list[Problem]:
    """What is wrong with the times by the rules and the prices of the space."""
    if not space.is_open:
        return [problem("not_open")]
    now, found = timezone.now(), []
    for start, end in times:
        found += rules.problems_of_time(space, start, end, now=now)
        if not found and rules.prices_of(space, start, end) is None:
            found.append(problem("no_price"))
    return list(dict.fromkeys(found))


def require_open(space: Space, times: Times) -> None:
    """Raise Refused where the space is closed; what others have was asked before."""
    hours = Hours([space])
    for start, end in times:
        open_then = hours.open(space, stretch(start - DAY, end + DAY))
        if not any(part.holds(stretch(start, end)) for part in open_then):
            raise refuse("closed")


def prices_to_keep(space: Space, start: dt.datetime, end: dt.datetime) -> dict:
    """Both prices as they were shown: nobody pays more without saying yes."""
    prices = rules.prices_of(space, start, end)
    return {
        "price_ore": prices.others,
        "market_price_ore": prices.others,
        "confirmed_price_ore": prices.confirmed,
        "legal_basis_da": prices.market_basis_da,
        "legal_basis_en": prices.market_basis_en,
    }


def agreed_price(booking: Booking, group: PriceGroup) -> dict:
    """The fields of the price that a group pays for a booking."""
    prices = rules.prices_of(booking.space, booking.starts_at, booking.ends_at)
    kept = {
        PriceGroup.CONFIRMED: booking.confirmed_price_ore,
        PriceGroup.OTHERS: booking.market_price_ore,
    }
    danish, english = prices.basis_of(group) if prices else ("", "")
    return {
        "price_group": group,
        "price_ore": kept[group],
        "legal_basis_da": danish,
        "legal_basis_en": english,
    }


@guarded
def release(*, batch: uuid.UUID) -> None:
    """Give up a hold that is no longer wanted."""
    drop_hold(batch)


def drop_hold(batch: uuid.UUID) -> None:
    """The same, in the transaction of the caller."""
    rows = Booking.objects.sent_together(batch).in_state(BookingState.HELD)
    for booking in rows:
        take_step(booking, Event.WITHDRAW, actor=Actor.BOOKER)


@guarded
def describe(*, batch: uuid.UUID, people: int, purpose: str, food: str = "") -> None:
    """Write anew what a hold is for; it is held no longer for that.

    Raises Refused: `ran_out`, or what is wrong with the wish.
    """
    bookings = list(locked_bookings().sent_together(batch))
    if not bookings or any(each.state != BookingState.HELD for each in bookings):
        raise refuse("ran_out")
    wrong = rules.problems_of_wish(bookings[0].space, people=people, food=food)
    if wrong:
        raise Refused(*wrong)
    held = Booking.objects.sent_together(batch).in_state(BookingState.HELD)
    held.update(people=people, purpose=purpose, food=food)


@guarded
def send(
    *,
    batch: uuid.UUID,
    by: User,
    name: str,
    phone: str = "",
    organisation: Organisation | None = None,
    payer_ean: str = "",
    payer_reference: str = "",
    house_rules: HouseRules | None = None,
) -> list[Booking]:
    """Make a hold a request, or a booking where nobody needs to look; sent once.

    The organisation must be one of the person's own. A hold that ran out may still be
    sent while nobody else took the time. Raises Refused: `ran_out`, `quota`,
    `too_late_to_answer`, `too_many`.
    """
    lock_organisation(organisation)
    rows = locked_bookings().sent_together(batch)
    bookings = list(rows.prefetch_related("space__prices"))
    if bookings and all(each.booked_by_id == by.pk for each in bookings):
        return bookings  # a double click
    if not bookings or any(each.state != BookingState.HELD for each in bookings):
        raise refuse("ran_out")
    space = bookings[0].space
    times = [(each.starts_at, each.ends_at) for each in bookings]
    if wrong := rules.quota_problem(space, organisation, times):
        raise Refused(wrong)
    at_once = rules.answers_at_once(space, organisation) and rules.is_introduced(
        by, space
    )
    if not at_once:
        require_answerable(bookings, by)
    said = {
        "booked_by": by, "name": name, "email": by.email, "phone": phone,
        "organisation": organisation, "payer_ean": payer_ean,
        "payer_reference": payer_reference, "house_rules": house_rules,
    }  # fmt: skip
    group = rules.group_of(organisation)
    for booking in bookings:
        _send_one(booking, by, at_once, said | agreed_price(booking, group))
    messages.tell("confirmed" if at_once else "received", bookings)
    return bookings


def require_answerable(bookings: list[Booking], by: User) -> None:
    """Raise Refused where nobody could answer in time, or too much waits already."""
    now = timezone.now()
    if any(rules.is_too_late_to_answer(now, each.starts_at) for each in bookings):
        raise refuse("too_late_to_answer")
    waiting = Booking.objects.filter(booked_by=by).in_state(*BookingState.waiting())
    if (number := waiting.count()) + len(bookings) > MOST_WAITING:
        raise refuse("too_many", number=number)


def _send_one(booking: Booking, by: User, at_once: bool, said: dict) -> None:
    now = timezone.now()
    due = None if at_once else rules.answer_by(now, booking.starts_at)
    take_step(
        booking,
        Event.SEND,
        actor=Actor.BOOKER,
        to=BookingState.CONFIRMED if at_once else BookingState.REQUESTED,
        by=by,
        sent_at=now,
        answer_by=due,
        decided_at=now if at_once else None,
        **said,
    )
