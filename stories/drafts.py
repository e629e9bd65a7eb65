"""The version that a portrayed person reads, and whether it changed since."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import strip_tags
from wagtail.models import Revision

from hub.bilingual import SOURCE
from hub.models import Consent
from hub.translations import strings_by_path
from stories.models import StoryPage
from stories.portrayed import picture_keys

# What a reader reads; addresses and texts for search engines change nothing of it.
WORDS = (
    "title", "standfirst", "in_short", "kicker", "body", "own_figures", "corrections",
    "listing_image_alt",
)  # fmt: skip


class Draft(NamedTuple):
    """The newest version of a story in one language."""

    page: StoryPage
    language: str
    revision: int | None

    @property
    def sum(self) -> str:
        """Changes when a word or a picture does, not for spaces and signs."""
        pictures = sorted(picture_keys(self.page))
        said = f"{' '.join(words_of(self.page))} {pictures}"
        return hashlib.sha256(said.encode()).hexdigest()


def words_of(page: StoryPage) -> Iterator[str]:
    """Each word that a reader reads, in order and small letters."""
    for path, texts in strings_by_path(page).items():
        if path.split(".")[0] in WORDS:
            for text in texts:
                yield from re.findall(r"\w+", strip_tags(text).casefold())


def draft_of(story: uuid.UUID, language: str) -> Draft | None:
    """The newest version in a language, else in Danish; None if the story is gone."""
    pages = StoryPage.objects.filter(translation_key=story, alias_of=None)
    by_language = {
        page.locale.language_code: page for page in pages.select_related("locale")
    }
    for code in (language, SOURCE):
        if page := by_language.get(code):
            newest: Revision | None = page.get_latest_revision()
            shown = newest.as_object() if newest else page
            return Draft(shown, code, newest.pk if newest else None)
    return None


def has_changed_since(consent: Consent) -> bool:
    """Whether words or pictures changed after the person answered."""
    if not consent.seen_words:
        return False
    draft = draft_of(consent.story, consent.seen_language)
    return draft is not None and draft.sum != consent.seen_words
