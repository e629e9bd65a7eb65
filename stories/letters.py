"""Letters about nominations: to whoever nominated, and to the nominee.

All are secret: they name somebody who has agreed to nothing yet, so their words are
cleared once they are sent. Each is marked, so that it goes with its nomination.
"""

from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from hub import mail
from hub.languages import translations_in
from hub.models import OutgoingMail
from stories.models import Nomination
from stories.nominee_links import link_for

ABOUT = "X-Nomination"
HIDDEN = "…"
TO_NOMINEE = "nominee_"  # the names of templates to the nominee begin so


class Letter(NamedTuple):
    """A mail before it is queued: its template, to whom, and what it tells."""

    name: str
    to: str
    language: str
    words: dict

    @property
    def text(self) -> str:
        """What it says, for whoever is about to send it; the link is not theirs."""
        with translation.override(self.language):
            words = self.words | {"site_url": settings.SITE_URL, "link": HIDDEN}
            return mail.plain_text(f"email/{self.name}/body.txt", words).strip()


def letters_for(names: tuple[str, ...], nomination: Nomination, **more) -> list[Letter]:
    """Those of the names that have somebody to go to."""
    found = [_letter(name, nomination, more) for name in names]
    return [letter for letter in found if letter.to]


def _letter(name: str, nomination: Nomination, more: dict) -> Letter:
    words = {"nomination": nomination} | more
    if name == "nomination_published" and nomination.story:
        words |= {"story": told_story(nomination)}
    if not name.startswith(TO_NOMINEE):
        return Letter(name, nomination.email, nomination.language, words)
    to = nomination.nominee_email
    if name == "nominee_declined" and nomination.contacted_at is None:
        to = ""  # who was never asked is told nothing
    words["link"] = link_for(nomination) if to else ""
    return Letter(name, to, nomination.nominee_language, words)


def send(letters: list[Letter]) -> None:
    """Queue them in the caller's transaction."""
    for letter in letters:
        mail.send(
            letter.name,
            to=letter.to,
            language=letter.language,
            context=letter.words,
            is_secret=True,
            headers={ABOUT: str(letter.words["nomination"].pk)},
        )


def forget_letters(nomination: Nomination, *, to: str = "") -> None:
    """Delete what is left in the outbox of a nomination's letters, to one or to all."""
    mails = OutgoingMail.objects.filter(**{f"headers__{ABOUT}": str(nomination.pk)})
    (mails.filter(to__iexact=to) if to else mails).delete()


def told_story(nomination: Nomination) -> Page:
    """The story, in the nominator's language if it can be read there."""
    there = translations_in(nomination.language, [nomination.story])
    return there.get(nomination.story.translation_key, nomination.story)
