"""Nominations for tests: the form as a person sends it, rows in any state, steps."""

import uuid

from django.utils import timezone

from hub.forms import PublicForm
from stories.actions import nominating
from stories.choices import NominationState
from stories.models import Nomination
from stories.nominee_links import token_for
from stories.refusals import Refused
from tests import factories
from tests.stories import makers

START = {"da": "/da/indstil/", "en": "/en/nominate/"}
WORDS = {
    "nominee": "Benthe Sylvest",
    "organisation": "Den Sidste Knap",
    "why": "Hun syr knapper i for hele gaden, og hun tager ikke penge for det.",
    "link": "https://example.org/knap",
    "relation": "kunde",
    "nominee_email": "benthe@example.org",
    "nominee_phone": "00 00 00 18",
    "name": "Aksel Munkholm",
    "email": "aksel@example.org",
}
REASON = "Det er ikke noget for os."


def make_nomination(**said) -> Nomination:
    """A nomination as the form makes it; `state` and other fields as they stand."""
    asked = {name: said.pop(name) for name in list(said) if name in WORDS}
    first = WORDS | {"knows": False, "may_name": False, "district": None}
    language, key = said.pop("language", "da"), said.pop("key", uuid.uuid4())
    made = nominating.nominate(key=key, language=language, **first | asked)
    state = said.get("state")
    if state in (NominationState.CONTACTED, NominationState.ACCEPTED):
        said = {"contacted_at": timezone.now()} | said
    if state in (NominationState.DECLINED, NominationState.SPAM):
        said = {"reason": REASON} | said
    Nomination.objects.filter(pk=made.pk).update(**said)
    made.refresh_from_db()
    return made


def send(client, clock, language: str = "en", **said):
    """Fill the form and send it, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    values = WORDS | {"stamp": stamp, "website": "", "key": "a-key"} | said
    return client.post(START[language], values)


def answer_url(nomination: Nomination, language: str = "da") -> str:
    """The path of the nominee's private link."""
    start = {"da": "/da/indstil/dit-svar/", "en": "/en/nominate/your-answer/"}
    return f"{start[language]}{token_for(nomination)}/"


def press(client, clock, nomination: Nomination, answer: str, language: str = "da"):
    """Open the link and press a button, as slowly as a person."""
    url = answer_url(nomination, language)
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    return client.post(url, {"stamp": stamp, "website": "", "answer": answer})


def take(step: str, nomination: Nomination, **said):
    """A step as staff, the nominee or the clock take it, with what it needs."""
    if step == "publish":
        Nomination.objects.filter(pk=nomination.pk).update(story=makers.make_story())
        if not nominating.publish(nomination=nomination):
            raise Refused("state")
        return Nomination.objects.get()
    by = {"by": factories.make_staff()}
    to = {"nominee_email": WORDS["nominee_email"], "language": "da"}
    needed = {
        "ask": by | to,
        "ask_again": by | to,
        "decline": by | {"reason": REASON},
        "hold": by | {"reason": "Reklame"},
        "choose_story": by | {"story": makers.make_story(live=False)},
        "accept": {},
        "refuse": {},
    }
    act = getattr(nominating, step.removesuffix("_again"))
    seen = {"seen": nomination.version}
    return act(nomination=nomination, **seen | needed.get(step, by) | said)
