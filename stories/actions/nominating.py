"""Nominations: sent, asked, answered, told as a story, or brought to another end."""

import datetime as dt
import uuid
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone

from hub import mail
from hub.models import User
from hub.restrictions import is_readable
from hub.transactions import whole
from hub.workdays import promised_by
from stories import letters, spam
from stories.actions.forgetting import clear_nominee
from stories.choices import NominationState
from stories.models import Nomination, StoryPage
from stories.refusals import Refused

NEW, SPAM = NominationState.NEW, NominationState.SPAM
CONTACTED, ACCEPTED = NominationState.CONTACTED, NominationState.ACCEPTED
ANSWERS_WITHIN = dt.timedelta(days=14)  # then we ring the nominee
DECIDED_WITHIN = dt.timedelta(days=60)  # a story by then, or a no


class Step(NamedTuple):
    """One row of the table: from which states, to which, and what letters go out."""

    since: tuple[NominationState, ...]
    to: NominationState
    letters: tuple[str, ...] = ()


STEPS = {
    "ask": Step((NEW,), CONTACTED, ("nominee_asked", "nomination_asked")),
    "reach": Step((NEW,), CONTACTED, ("nomination_asked",)),
    "ask_again": Step((CONTACTED,), CONTACTED, ("nominee_asked",)),
    "accept": Step((CONTACTED,), ACCEPTED, ("nomination_accepted",)),
    "talk": Step((ACCEPTED,), ACCEPTED),
    "choose_story": Step((ACCEPTED,), ACCEPTED),
    "publish": Step((ACCEPTED,), NominationState.PUBLISHED, ("nomination_published",)),
    "decline": Step(
        (NEW, CONTACTED, ACCEPTED),
        NominationState.DECLINED,
        ("nomination_declined", "nominee_declined"),
    ),
    "refuse": Step(
        (NEW, CONTACTED, ACCEPTED), NominationState.REFUSED, ("nomination_refused",)
    ),
    "hold": Step((NEW,), SPAM),
    "free": Step((SPAM,), NEW, ("nomination_received",)),
}


def steps_of(nomination: Nomination) -> list[str]:
    """What may be done with a nomination as it stands."""
    return [name for name, step in STEPS.items() if nomination.state in step.since]


def take_step(name: str, nomination: Nomination, *, seen: int, **changes) -> Nomination:
    """Move a nomination by the table and queue its letters, if it is as it was seen.

    `seen` is its version when the page was drawn. Raises Refused: `changed` where
    somebody else was quicker, `state` where the table has no such step.
    """
    step, now = STEPS[name], timezone.now()
    mine = Nomination.objects.filter(pk=nomination.pk, version=seen)
    changes |= {"version": F("version") + 1, "moved_at": now, "is_late_told": False}
    if not mine.filter(state__in=step.since).update(state=step.to, **changes):
        raise Refused("state" if mine.exists() else "changed")
    nomination = Nomination.objects.get(pk=nomination.pk)
    letters.send(letters.letters_for(step.letters, nomination))
    return nomination


# Sending ------------------------------------------------------------------------------


@whole
def nominate(*, key: uuid.UUID, **said) -> Nomination:
    """Write a nomination down and mail a receipt; the same key gives the same one.

    `said` are the fields that the form asks for, and `language`. What looks like spam
    is held back with the reason, without a mail: the address may be anybody's.
    """
    reason = spam.why_held(said)
    said |= {
        "answer_by": promised_by(timezone.now()),
        "nominee_language": said["language"],
        "state": SPAM if reason else NEW,
        "reason": reason,
    }
    made, is_new = Nomination.objects.get_or_create(key=key, defaults=said)
    if is_new and not reason:
        letters.send(letters.letters_for(("nomination_received",), made))
    return made


# Asking the nominee -------------------------------------------------------------------


def _asked(by: User) -> dict:
    now = timezone.now()
    return {
        "contacted_at": now,
        "answer_by": now + ANSWERS_WITHIN,
        "answered_by": by,
    }


@whole
def ask(
    *, nomination: Nomination, by: User, seen: int, nominee_email: str, language: str
) -> Nomination:
    """Mail the nominee a private link, for the first time or again."""
    name = "ask" if nomination.state == NEW else "ask_again"
    to = {"nominee_email": nominee_email, "nominee_language": language}
    return take_step(name, nomination, seen=seen, **to, **_asked(by))


@whole
def reach(*, nomination: Nomination, by: User, seen: int) -> Nomination:
    """Write down that the nominee was told by telephone, or at the door."""
    return take_step("reach", nomination, seen=seen, **_asked(by))


@whole
def accept(*, nomination: Nomination, seen: int) -> Nomination:
    """The nominee says yes: we promise to talk with them."""
    due = promised_by(timezone.now())
    return take_step("accept", nomination, seen=seen, answer_by=due)


@whole
def refuse(*, nomination: Nomination, seen: int) -> Nomination:
    """The nominee says no: all about them goes at once."""
    nomination = take_step("refuse", nomination, seen=seen)
    clear_nominee(nomination)
    return nomination


# Deciding -----------------------------------------------------------------------------


@whole
def talk(*, nomination: Nomination, by: User, seen: int) -> Nomination:
    """Write down that we have talked; now a story, or a no."""
    due = timezone.now() + DECIDED_WITHIN
    return take_step("talk", nomination, seen=seen, answer_by=due, answered_by=by)


@whole
def choose_story(
    *, nomination: Nomination, by: User, seen: int, story: StoryPage
) -> Nomination:
    """Say which story it becomes; the mail goes out once the story can be read."""
    due = max(nomination.answer_by, timezone.now() + DECIDED_WITHIN)
    changes = {"story": story.page_ptr, "answered_by": by, "answer_by": due}
    return take_step("choose_story", nomination, seen=seen, **changes)


@whole
def decline(*, nomination: Nomination, by: User, seen: int, reason: str) -> Nomination:
    """Say no, with the reason in our own words; who was asked hears of it too."""
    changes = {"reason": reason, "answered_by": by}
    return take_step("decline", nomination, seen=seen, **changes)


@whole
def hold(*, nomination: Nomination, by: User, seen: int, reason: str) -> Nomination:
    """Put it aside as spam; nobody is told."""
    return take_step("hold", nomination, seen=seen, reason=reason, answered_by=by)


@whole
def free(*, nomination: Nomination, by: User, seen: int) -> Nomination:
    """It is no spam after all: the promise begins, and the receipt is sent."""
    due = promised_by(timezone.now())
    changes = {"reason": "", "answered_by": by, "answer_by": due}
    return take_step("free", nomination, seen=seen, **changes)


# The clock ----------------------------------------------------------------------------


@whole
def publish(*, nomination: Nomination) -> bool:
    """Mail the nominator where the story is, once all may read it; says whether now."""
    nomination = Nomination.objects.select_related("story").get(pk=nomination.pk)
    if nomination.story is None or not is_readable(nomination.story):
        return False
    try:
        take_step("publish", nomination, seen=nomination.version)
    except Refused:
        return False
    return True


@whole
def let_go(*, nomination: Nomination) -> bool:
    """Delete a nomination whose nominee nobody asked within the month, and say so."""
    there = Nomination.objects.unreached(timezone.now()).filter(pk=nomination.pk)
    if not there.exists():
        return False
    letters.forget_letters(nomination)
    letters.send(letters.letters_for(("nomination_not_reached",), nomination))
    return bool(there.delete()[0])


@whole
def say_is_late(*, nomination: Nomination) -> bool:
    """Tell the hub managers, once, that something was due; says whether now."""
    late = Nomination.objects.late().filter(pk=nomination.pk)
    if not late.update(is_late_told=True):
        return False
    mail.tell_managers("nomination_late", nomination=nomination)
    return True
