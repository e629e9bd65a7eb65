"""Asking who is portrayed, and the answer: by a private link or on signed paper."""

import datetime as dt
import uuid

from django.utils import timezone

from hub import mail
from hub.models import Consent, ConsentState, Paper, User
from hub.transactions import whole
from stories import drafts
from stories.consent_links import answer_url, staff_url, take_back_url
from stories.refusals import Refused

LASTS = dt.timedelta(days=14)
GIVEN, DECLINED = ConsentState.GIVEN, ConsentState.DECLINED
TOLD = "Publishers"


@whole
def name_portrayed(
    *,
    story: uuid.UUID,
    name: str,
    by: User,
    language: str,
    email: str = "",
    phone: str = "",
) -> Consent:
    """Write down who is portrayed; nobody is asked yet."""
    said = {"name": name, "email": email, "phone": phone, "language": language}
    return Consent.objects.create(story=story, recorded_by=by, **said)


@whole
def send_link(*, consent: Consent, by: User) -> Consent:
    """Make a new private link, which ends the old one; mail it where there is a mail.

    A yes stays a yes until the new answer. Raises Refused: `state` for one taken back,
    `gone` where the story is no more.
    """
    if drafts.draft_of(consent.story, consent.language) is None:
        raise Refused("gone")
    now = timezone.now()
    link = {"link_key": uuid.uuid4(), "link_until": now + LASTS}
    asked = {"asked_at": now, "recorded_by": by}
    row = Consent.objects.filter(pk=consent.pk).asked_of_the_portrayed()
    if not row.update(**link, **asked):
        raise Refused("state")
    row.exclude(state=GIVEN).update(state=ConsentState.ASKED)
    consent = Consent.objects.get(pk=consent.pk)
    if consent.email:
        tell("consent_ask", consent, url=answer_url(consent))
    return consent


@whole
def answer(*, key: uuid.UUID, state: ConsentState, draft: drafts.Draft, **said):
    """Write down what a person said to the version that she read; each link once.

    `said` are the fields of a Consent that the form asks for. Raises Refused: `changed`
    where the link was used, renewed or ran out meanwhile.
    """
    now = timezone.now()
    seen = {
        "seen_revision": draft.revision,
        "seen_language": draft.language,
        "seen_words": draft.sum,
    }
    row = Consent.objects.filter(link_key=key, link_until__gt=now)
    answered = {"state": state, "answered_at": now, "link_until": None}
    if not row.update(**answered, **seen, **said, end_told_at=None):
        raise Refused("changed")
    consent = Consent.objects.get(link_key=key)
    tell("consent_answered", consent, take_back_url=take_back_url(consent))
    tell_staff(consent.state, consent)
    return consent


@whole
def correct(*, consent: Consent, **said) -> None:
    """Another name, address or language of who is portrayed."""
    Consent.objects.filter(pk=consent.pk).update(**said)


@whole
def record_paper(*, consent: Consent, paper: Paper, by: User, **said) -> Consent:
    """Write down a yes on signed paper; `said` is what it covers, and until when.

    `paper` is not saved yet. Raises Refused: `state` for one taken back.
    """
    paper.save()
    draft = drafts.draft_of(consent.story, consent.language)
    seen = {
        "seen_revision": draft and draft.revision,
        "seen_language": draft.language if draft else "",
        "seen_words": draft.sum if draft else "",
    }
    row = Consent.objects.filter(pk=consent.pk).asked_of_the_portrayed()
    given = {"state": GIVEN, "answered_at": timezone.now(), "link_until": None}
    by_paper = {"paper": paper, "recorded_by": by, "end_told_at": None}
    if not row.update(**given, **by_paper, **seen, **said):
        raise Refused("state")
    consent = Consent.objects.get(pk=consent.pk)
    tell("consent_answered", consent, take_back_url=take_back_url(consent))
    return consent


@whole
def drop(*, consent: Consent) -> None:
    """Forget somebody who is not in the story any more and never said yes.

    Raises Refused: `state` for a yes, which is taken back instead.
    """
    asked = Consent.objects.filter(pk=consent.pk).exclude(
        state__in=[GIVEN, ConsentState.WITHDRAWN]
    )
    if not asked.delete()[0]:
        raise Refused("state")


def tell(name: str, consent: Consent, **context) -> None:
    """Queue `email/<name>` to who is portrayed, in her language; it holds a key.

    Who has a telephone only is told by staff.
    """
    if not consent.email:
        return
    words = {"consent": consent, "title": title_of(consent)} | context
    to, language = consent.email, consent.language
    mail.send(name, to=to, language=language, context=words, is_secret=True)


def tell_staff(event: str, consent: Consent, **context) -> None:
    """Queue the news of a consent to the publishers and to whoever asked."""
    words = {"consent": consent, "event": event, "title": title_of(consent)} | context
    asker = [consent.recorded_by]
    url = staff_url(consent)
    mail.tell_roles("consent_news", TOLD, also=asker, url=url, **words)


def title_of(consent: Consent) -> str:
    """What the story is called in the person's language, else in Danish."""
    draft = drafts.draft_of(consent.story, consent.language)
    return draft.page.title if draft else ""
