"""What staff do with requests: yes, no, a question; and book for somebody."""

import datetime as dt
import uuid

from django.utils import timezone

from hub.models import Organisation, User
from spaces import messages, rules
from spaces.actions.asking import Times, agreed_price, prices_to_keep
from spaces.actions.steps import (
    as_it_is,
    guarded,
    keys_told_at,
    lock,
    new_reference,
    occupy,
    read_again,
    require_apart,
    require_forward,
    require_free,
    take_step,
    write_down,
)
from spaces.choices import Entry, PriceGroup
from spaces.models import Booking, HouseRules, Space
from spaces.refusals import refuse
from spaces.states import Actor, BookingState, Event


@guarded
def confirm(
    *,
    booking: Booking,
    by: User,
    entry: str = Entry.NONE,
    introduction_at: dt.datetime | None = None,
    words: str = "",
    seen: int | None = None,
) -> Booking:
    """Say yes to a request; `entry` says how somebody without introduction gets in.

    `seen` is the version that was looked at: what changed since is refused. Who was
    confirmed as an organisation meanwhile pays the lower price.
    """
    booking = read_again(booking, seen)
    take_step(
        booking,
        Event.CONFIRM,
        actor=Actor.STAFF,
        by=by,
        decided_at=timezone.now(),
        answer_by=None,
        entry=entry,
        introduction_at=introduction_at,
        words=words,
        **lower_price(booking),
    )
    messages.tell("confirmed", [booking])
    return booking


def lower_price(booking: Booking) -> dict:
    """The fields of the lower price, where the organisation was confirmed meanwhile."""
    is_lower = booking.confirmed_price_ore < booking.price_ore
    if is_lower and rules.group_of(booking.organisation) == PriceGroup.CONFIRMED:
        return agreed_price(booking, PriceGroup.CONFIRMED)
    return {}


@guarded
def decline(
    *,
    booking: Booking,
    by: User,
    reason: str,
    words: str = "",
    seen: int | None = None,
) -> Booking:
    """Say no to a request, with one of our reasons and our own words."""
    booking = read_again(booking, seen)
    take_step(
        booking,
        Event.DECLINE,
        actor=Actor.STAFF,
        by=by,
        decided_at=timezone.now(),
        answer_by=None,
        reason=reason,
        words=words,
    )
    messages.tell("declined", [booking])
    return booking


@guarded
def ask(
    *, booking: Booking, by: User, question: str, seen: int | None = None
) -> Booking:
    """Ask the booker something: the clock stops until the answer comes."""
    booking = read_again(booking, seen)
    take_step(
        booking,
        Event.ASK,
        actor=Actor.STAFF,
        by=by,
        question=question,
        answer="",
        answer_by=None,
    )
    messages.tell("question", [booking])
    return booking


@guarded
def answer(*, booking: Booking, by: User | None, text: str, actor=Actor.BOOKER):
    """Answer our question: the request is back in the queue and the clock runs."""
    booking = read_again(booking)
    return take_step(
        booking,
        Event.ANSWER,
        actor=actor,
        by=by,
        answer=text,
        answer_by=rules.answer_by(timezone.now(), booking.starts_at),
        is_late_told=False,
    )


@guarded
def book_for(
    *,
    space: Space,
    times: Times,
    by: User,
    key: uuid.UUID,
    name: str,
    email: str = "",
    phone: str = "",
    language: str = "da",
    booked_by: User | None = None,
    organisation: Organisation | None = None,
    people: int = 1,
    purpose: str = "",
    food: str = "",
    payer_ean: str = "",
    payer_reference: str = "",
    house_rules: HouseRules | None = None,
) -> list[Booking]:
    """Book for somebody who rang: no rule but the database stands in staff's way."""
    leaves = lock([space])[space.pk]
    if there := list(Booking.objects.filter(key=key).order_by("place")):
        return there
    require_forward(times)
    space = as_it_is(space)
    require_apart(space, list(times))
    require_free(space, times, leaves)
    said = {
        "name": name, "email": email, "phone": phone, "language": language,
        "booked_by": booked_by, "organisation": organisation, "people": people,
        "purpose": purpose, "food": food, "payer_ean": payer_ean,
        "payer_reference": payer_reference, "house_rules": house_rules,
    }  # fmt: skip
    batch = uuid.uuid4()
    bookings = [
        _booked(space, start, end, said | {"key": key, "batch": batch, "place": place})
        for place, (start, end) in enumerate(times)
    ]
    occupy(bookings, leaves)
    for booking in bookings:
        write_down(booking, Event.BOOK, actor=Actor.STAFF, by=by)
    messages.tell("confirmed", bookings)
    return bookings


def _booked(space: Space, start: dt.datetime, end: dt.datetime, said: dict) -> Booking:
    """A booking that is confirmed from the first moment."""
    if rules.prices_of(space, start, end) is None:
        raise refuse("no_price")
    price, now = prices_to_keep(space, start, end), timezone.now()
    group = rules.group_of(said["organisation"])
    if group == PriceGroup.CONFIRMED:
        prices = rules.prices_of(space, start, end)
        danish, english = prices.basis_of(group)
        price |= {
            "price_ore": prices.confirmed,
            "legal_basis_da": danish,
            "legal_basis_en": english,
        }
    return Booking.objects.create(
        reference=new_reference(),
        space=space,
        starts_at=start,
        ends_at=end,
        state=BookingState.CONFIRMED,
        is_by_staff=True,
        sent_at=now,
        decided_at=now,
        reminded_at=keys_told_at(start),
        price_group=group,
        **price,
        **said,
    )


@guarded
def no_show(*, booking: Booking, by: User) -> Booking:
    """Write down that nobody came; seen by staff only, counts against the quota."""
    booking = read_again(booking)
    if not booking.has_begun:
        raise refuse("state")
    return take_step(booking, Event.NO_SHOW, actor=Actor.STAFF, by=by)


@guarded
def came(*, booking: Booking, by: User) -> Booking:
    """Take a no-show back: they came after all."""
    leaves = lock([booking.space])[booking.space_id]
    booking = read_again(booking)
    booking.occupancies.all().delete()
    require_free(booking.space, [(booking.starts_at, booking.ends_at)], leaves)
    take_step(booking, Event.CAME, actor=Actor.STAFF, by=by)
    occupy([booking], leaves)
    return booking
