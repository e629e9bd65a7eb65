"""Two drafts of one title, begun in the same moment: each has an address of its own."""

import pytest
from django.db import IntegrityError

from events import actions
from events.choices import EventKind
from events.models import Event
from hub.slugs import save_at_free_slug
from tests import factories
from tests.events.makers import make_draft
from tests.spaces import makers
from tests.spaces.rivalry import meet

WORDS = {"title": "Fællesspisning", "summary": "Kom og spis.", "language": "da"}


def beginning():
    """Two editors who write the same."""
    by = factories.make_staff("Editors")

    def begin():
        event = Event(title_da=WORDS["title"], kind=EventKind.TALK)
        actions.begin(event=event, save=event.save, by=by)

    return begin, begin


def copying():
    """Two who press the same button."""
    event = make_draft(title_da=WORDS["title"], slug="den-foerste")

    def copy():
        actions.duplicate(event=event)

    return copy, copy


def suggesting():
    """Two organisations with the same idea."""

    def suggest_for(booking):
        by = booking.booked_by
        return lambda: actions.suggest(booking=booking, by=by, **WORDS)

    bookings = [
        makers.make_booking(
            by=factories.make_user(), organisation=factories.make_organisation()
        )
        for _each in range(2)
    ]
    return tuple(map(suggest_for, bookings))


@pytest.mark.parametrize("way", [beginning, copying, suggesting])
def test_two_drafts_of_one_title_meet_on_no_address(own_database, way):
    first, rival = way()

    found = meet(first, rival, before='INSERT INTO "events_event"')

    assert found == ["done", "done"]
    slugs = Event.objects.exclude(slug="den-foerste").values_list("slug", flat=True)
    assert sorted(slugs) == ["faellesspisning", "faellesspisning-2"]


def test_what_else_is_wrong_is_not_tried_again(db):
    nameless = Event(title_da="Uden pris", kind=EventKind.TALK, is_free=False)

    with pytest.raises(IntegrityError, match="what_is_not_free_has_a_price"):
        save_at_free_slug(nameless, "Uden pris", "arrangement")
