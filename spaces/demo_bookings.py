"""The demo's bookings: a month around the day of loading, in every state that lasts.

Rows are written as the actions would have left them: with their price, their log and
what they take. No mail is queued, for nobody waits for it.
"""

import datetime as dt

from django.utils import timezone

from hub.accounts import make_demo_user
from hub.demo_texts import columns, key_of, read
from hub.models import Membership, Organisation, User
from spaces import rules
from spaces.actions.asking import prices_to_keep
from spaces.actions.keeping import occupy_for
from spaces.actions.steps import blocked, new_reference, occupy
from spaces.availability import leaves_of, taken_in
from spaces.choices import PriceGroup
from spaces.demo_facts import FOLDER
from spaces.demo_log import steps_of
from spaces.demo_wishes import load_offers, load_unmet
from spaces.hours import DAY, Hours, Stretch, at, stretch
from spaces.models import (
    Booking,
    BookingEvent,
    Closure,
    Introduction,
    Problem,
    Space,
)
from spaces.states import BookingState

MOST_DAYS = 40  # so far a day is moved to find a free one
SENT_BEFORE = dt.timedelta(days=9)  # a past request came so long before its time
THURSDAY = 3
HOST = "vaert@example.org"


def load() -> None:
    """Make everything once; a second run finds it there."""
    if Booking.objects.filter(is_example=True).exists():
        return
    found = read(FOLDER, "_bookings")
    people = load_people()
    for row in found["introduction"]:
        introduce(row, people)
    close(found["closure"])
    for place, row in enumerate(found["booking"]):
        book(place, row, people)
    load_unmet(found["unmet"])
    load_offers(found["offer"])


def load_people() -> dict[str, dict]:
    """Who books, by key: the account, the organisation and the row of the file."""
    found = read(FOLDER, "_people")
    organisations = {}
    for row in found["organisation"]:
        organisations[row["slug"]], _is_new = Organisation.objects.get_or_create(
            slug=row["slug"],
            defaults=columns(row, "pitch")
            | {
                "name": row["name"],
                "is_confirmed": row["is_confirmed"],
                "is_example": True,
            },
        )
    people = {}
    for row in found["person"]:
        user = make_demo_user(row["email"], *row["name"])
        User.objects.filter(pk=user.pk).update(language=row["language"])
        organisation = organisations.get(row.get("organisation"))
        if organisation:
            Membership.objects.get_or_create(
                user=user, organisation=organisation, defaults={"role": row["role"]}
            )
        people[row["key"]] = row | {"user": user, "organisation": organisation}
    return people


def introduce(row: dict, people: dict) -> None:
    """Somebody was shown how a space is used."""
    Introduction.objects.create(
        user=people[row["who"]]["user"],
        space=Space.objects.get(slug=row["space"]),
        held_on=timezone.localdate() - dt.timedelta(days=row["days_ago"]),
        held_by=User.objects.filter(email=HOST).first(),
    )


def close(row: dict) -> None:
    """Keep a space closed for a repair."""
    space = Space.objects.get(slug=row["space"])
    time = free_time(space, row, 0)
    closure = Closure.objects.create(
        kind="maintenance",
        starts_at=time.start,
        ends_at=time.end,
        closed_by=User.objects.filter(email=HOST).first(),
        **columns(row, "reason"),
    )
    closure.spaces.set([space])
    occupy_for([(closure, leaves_of([space])[space.pk])])


def free_time(space: Space, row: dict, weeks: int) -> Stretch:
    """The time of a row, on the first day from its own on when it is open and free.

    The kitchen stays free on coming Thursdays, for those who try the site.
    """
    length = dt.timedelta(hours=row["hours"])
    day = timezone.localdate() + dt.timedelta(days=row["day"] + 7 * weeks)
    step = -DAY if row["day"] < 0 else DAY
    hours, leaves = Hours([space]), leaves_of([space])[space.pk]
    for _try in range(MOST_DAYS):
        start = at(day, dt.time.fromisoformat(row["from"]))
        time = stretch(start, start + length)
        wide = Stretch(time.start - DAY, time.end + DAY)
        is_open = any(part.holds(time) for part in hours.open(space, wide))
        is_kept = space.is_kitchen and day.weekday() == THURSDAY and row["day"] >= 0
        if is_open and not is_kept and not taken_in(leaves, blocked(space, *time)):
            return time
        day += step
    raise LookupError(f"{space}: no free time for {row}")


def book(place: int, row: dict, people: dict) -> None:
    """A row's bookings, one for each of its weeks, asked for together."""
    space = Space.objects.select_related("venue").get(slug=row["space"])
    key, leaves = key_of(f"booking.{place}"), leaves_of([space])[space.pk]
    for week in range(row.get("weeks", 1)):
        time = free_time(space, row, week)
        booking = Booking(
            reference=new_reference(),
            key=key,
            batch=key,
            place=week,
            space=space,
            starts_at=time.start,
            ends_at=time.end,
            state=row["state"],
            is_example=True,
            house_rules=space.venue.house_rules.first(),
            **who(row, people),
            **{name: row[name] for name in SAID if name in row},
            **clock_of(row, time),
        )
        for name, value in price_of(booking).items():
            setattr(booking, name, value)
        booking.save()
        BookingEvent.objects.bulk_create(steps_of(booking))
        if booking.state in BookingState.blocking():
            occupy([booking], leaves)
        if "problem" in row:
            Problem.objects.create(booking=booking, text=row["problem"])


SAID = (
    "people", "purpose", "food", "is_by_staff", "reason", "words", "entry", "question",
)  # fmt: skip


def who(row: dict, people: dict) -> dict:
    """Who booked; somebody who rang has a name and a telephone only."""
    if not row["who"]:
        return {"name": row["name"], "phone": row["phone"]}
    person = people[row["who"]]
    return {
        "booked_by": person["user"],
        "organisation": person["organisation"],
        "name": " ".join(person["name"]),
        "email": person["email"],
        "phone": person["phone"],
        "language": person["language"],
    }


def clock_of(row: dict, time: Stretch) -> dict:
    """When it was sent, must be answered and was decided."""
    now = timezone.now()
    sent = min(time.start - SENT_BEFORE, now - dt.timedelta(hours=50))
    if "sent" in row:
        sent = now - dt.timedelta(hours=row["sent"])
    said = {"created_at": sent, "sent_at": sent}
    if row["state"] == BookingState.REQUESTED:
        return said | {"answer_by": rules.answer_by(sent, time.start)}
    if row["state"] != BookingState.QUESTION:
        said["decided_at"] = sent + dt.timedelta(hours=20)
    if row["state"] == BookingState.CANCELLED:
        is_late = row.get("is_late", False)
        said |= {"is_cancelled_late": is_late, "reason": "own", "sequence": 1}
        if is_late:
            said["decided_at"] = time.start - dt.timedelta(hours=5)
    if row.get("invoiced"):
        said["invoiced_at"] = time.end + dt.timedelta(days=1)
    return said


def price_of(booking: Booking) -> dict:
    """What the booker pays, for the group that the organisation is in."""
    start, end = booking.starts_at, booking.ends_at
    kept, group = (
        prices_to_keep(booking.space, start, end),
        rules.group_of(booking.organisation),
    )
    if group == PriceGroup.CONFIRMED:
        prices = rules.prices_of(booking.space, start, end)
        danish, english = prices.basis_of(group)
        kept |= {
            "price_ore": prices.confirmed,
            "legal_basis_da": danish,
            "legal_basis_en": english,
        }
    return kept | {"price_group": group}
