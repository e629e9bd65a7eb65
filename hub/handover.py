"""From a Danish page to its published English: who starts, hands over and publishes.

Translators write and hand over; publishers publish. Nothing is published half.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from hub import translations
from hub.models import TranslationHandover, User
from hub.publishing import missing_in


class NotReady(Exception):
    """The English can be neither handed over nor published; `code` says why."""

    def __init__(self, code: str, missing: int = 0, reasons: list[str] = ()):
        super().__init__(code)
        self.code = code
        self.missing = missing
        self.reasons = reasons


def english_of(page: Page) -> Page | None:
    """The English page that says the same, live or not."""
    found = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code="en"
    )
    return found.exclude(alias_of__isnull=False).first()


def start_english(page: Page, *, by: User) -> Page:
    """The English draft of a Danish page, made if missing, its parents' before it.

    wagtail-localize would fill in missing parents with published Danish copies.
    """
    if english := english_of(page):
        refresh(english)
        return english
    locale = Locale.objects.get(language_code="en")
    line = page.get_ancestors(inclusive=True).filter(depth__gt=1)
    for each in line:
        if english_of(each) is None:
            translate_object(each.specific, [locale], user=by)
    return english_of(page)


def refresh(english: Page) -> None:
    """Read the Danish again, so that the English is measured by what it says now."""
    if translation := translations.translation_to(english):
        translation.source.update_from_db()


def hand_over(english: Page, *, by: User) -> TranslationHandover:
    """Say that the English is ready; raises NotReady where words are missing."""
    check_complete(english)
    translation = translations.translation_to(english)
    if english.live and translation and translations.is_published(translation):
        raise NotReady("nothing_new")
    handover, _is_new = TranslationHandover.objects.update_or_create(
        page=english,
        defaults={"handed_over_by": by, "handed_over_at": timezone.now()},
    )
    return handover


def publish_english(english: Page, *, by: User) -> Page:
    """Publish the English as it is written; raises NotReady where that would be half.

    A page whose translation was stopped is published as its newest version says.
    """
    check_publishable(english)
    translation = translations.translation_to(english)
    with transaction.atomic():
        if translation:
            translation.save_target(user=by, publish=True)
        else:
            english.get_latest_revision().publish(user=by)
    return Page.objects.get(pk=english.pk)


def check_publishable(english: Page) -> None:
    """Raise NotReady where the Danish is not live, words or something else is missing.

    What else a page must have, it says itself.
    """
    if not translations.danish_of(english).live:
        raise NotReady("danish_first")
    check_complete(english)
    if reasons := missing_in(as_published(english)):
        raise NotReady("may_not", reasons=reasons)


def as_published(english: Page) -> Page:
    """The English page as it would be if it were published now; not to be saved."""
    translation = translations.translation_to(english)
    if translation is None:
        return english.get_latest_revision_as_object()
    source, locale = translation.source, translation.target_locale
    return source.get_ephemeral_translated_instance(locale, fallback=True)


def check_complete(english: Page) -> None:
    """Raise NotReady where the translation lacks words."""
    refresh(english)
    translation = translations.translation_to(english)
    if translation is None:
        return
    total, done = translation.get_progress()
    if done < total:
        raise NotReady("words_missing", missing=total - done)


def english_texts(english: Page) -> list[str]:
    """What is written in English for the page's present Danish, in its order."""
    translation = translations.translation_to(english)
    if translation is None:
        return []
    segments = StringSegment.objects.filter(source=translation.source)
    written = {
        (row.translation_of_id, row.context_id): row.data
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
        )
    }
    keys = segments.order_by("order").values_list("string_id", "context_id")
    return [written[key] for key in keys if key in written]
