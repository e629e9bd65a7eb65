"""Events that readers do not see yet: begun, put on the clock, told of, taken away."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from events.actions.rooms import bump, hold
from events.choices import EventStatus
from events.models import Event, EventIndexPage, EventPage, Seats, Signup
from events.refusals import refuse
from hub.bilingual import SOURCE
from hub.models import User
from hub.slugs import save_at_free_slug
from hub.transactions import whole

SLUG = "arrangement"  # of a title without a Latin letter
NOT_SHOWN = (EventStatus.DRAFT, EventStatus.SUGGESTED)


@whole
def begin(*, event: Event, save: Callable[[], object], by: User) -> Event:
    """Save a new draft; its address is made of the Danish title. `save` writes it."""
    event.created_by = by
    return save_at_free_slug(event, event.title_da, SLUG, save)


@whole
def take_up(*, event: Event, by: User) -> Event:
    """Make a draft of what an organisation suggested. Raises Refused: `state`."""
    return _change(event, (EventStatus.SUGGESTED,), status=EventStatus.DRAFT)


@whole
def schedule(
    *, event: Event, publish_at: dt.datetime | None, seen: int, by: User
) -> Event:
    """Let the clock publish a draft, or no more; whoever set it hears of a clash.

    Raises Refused where it is changed or no draft any more, or the time has been.
    """
    if publish_at and publish_at <= timezone.now():
        raise refuse("past_time")
    says = {"publish_at": publish_at}
    if publish_at:
        says["created_by"] = event.created_by or by
    return _change(event, (EventStatus.DRAFT,), seen=seen, **says)


def _change(event: Event, since: tuple, seen: int | None = None, **fields) -> Event:
    event = hold(event, seen=seen).event
    if event.status not in since:
        raise refuse("state")
    for name, value in fields.items():
        setattr(event, name, value)
    bump(event, *fields)
    return event


@whole
def remove(*, event: Event) -> None:
    """Delete a draft with its dates.

    Raises Refused: `state`, `signed_up`, `has_page`.
    """
    held = hold(event, has_guests=True)
    if held.event.status not in NOT_SHOWN:
        raise refuse("state")
    keys = {date.seats_id for date in held.dates}
    if Signup.objects.to(keys).exists():
        raise refuse("signed_up")
    if held.event.pages.exists():
        raise refuse("has_page")
    held.event.delete()
    Seats.objects.filter(pk__in=keys).delete()


def begin_story(*, event: Event, by: User) -> EventPage:
    """The Danish page of an event, made as a draft where there is none.

    Raises Refused where there is no page of all events to make it below.
    """
    there = event.pages.filter(locale__language_code=SOURCE).first()
    if there:
        return there
    index = EventIndexPage.objects.filter(locale__language_code=SOURCE).first()
    if index is None:
        raise refuse("no_list")
    with transaction.atomic():
        page = EventPage(
            title=event.title_da, slug=_free_below(index, event.slug), event=event,
            live=False, owner=by, scene=event.scene, standfirst=event.summary_da,
        )  # fmt: skip
        index.add_child(instance=page)
        page.save_revision(user=by)
    return page


def _free_below(index: Page, slug: str) -> str:
    taken = set(index.get_children().values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
