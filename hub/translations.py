"""wagtail-localize made safe. Each work-around has a test that fails without it.

1. A fact that changes on the Danish page reaches a finished translation at once.
2. A translation that is behind is never overwritten; it says since when it is behind.
3. Publishing a translated subtree leaves `numchild` right (wagtail-localize #773).
4. Unpublishing or deleting Danish takes the English with it (hook in wagtail_hooks).
"""

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.signals import page_published, published
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hub import pagecache
from hub.bilingual import SOURCE


class MissingWords(Exception):
    """The translation lacks words that the Danish page has; tells which."""


@receiver(page_published)
def heal_numchild(sender, instance, **kwargs):
    """Count the children again: a revision writes back the number it was made with."""
    children = Page.objects.filter(
        path__startswith=instance.path, depth=instance.depth + 1
    ).count()
    if children != instance.numchild:
        Page.objects.filter(pk=instance.pk).update(numchild=children)
        instance.numchild = children


@receiver(published)
def follow_source(sender, instance, **kwargs):
    """After Danish was published: bring the translations up to it, or mark them."""
    if not hasattr(instance, "locale_id"):
        return
    if instance.locale.language_code == SOURCE:
        source = TranslationSource.objects.get_for_instance_or_none(instance)
        if source:
            transaction.on_commit(lambda: bring_up_to_date(source.pk))
    elif isinstance(instance, Page):
        transaction.on_commit(lambda: mark_if_behind(instance.specific))


def bring_up_to_date(source_pk: int) -> None:
    """Read the source again; publish finished translations, mark unfinished ones."""
    source = TranslationSource.objects.get(pk=source_pk)
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        target = translation.get_target_instance()
        if is_complete(translation):
            translation.save_target(publish=target.live)
        elif isinstance(target, Page):
            mark_if_behind(target.specific)


def is_complete(translation: Translation) -> bool:
    """Whether every string of the source has its translation."""
    total, done = translation.get_progress()
    return total == done


def mark_if_behind(page: Page) -> None:
    """Note on a live page since when its Danish says something else."""
    if not hasattr(page, "danish_changed_at"):
        return
    translation = translation_to(page)
    is_behind = bool(translation) and page.live and not is_complete(translation)
    when = (page.danish_changed_at or timezone.now()) if is_behind else None
    if when != page.danish_changed_at:
        type(page).objects.filter(pk=page.pk).update(danish_changed_at=when)
        pagecache.renew()


def translation_to(page: Page) -> Translation | None:
    """The translation that writes this page, if there is one."""
    return Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    ).first()


def without_translation(language: str = "en"):
    """Live Danish pages that no live page translates, oldest first."""
    there = Page.objects.live().filter(locale__language_code=language)
    danish = Page.objects.live().filter(locale__language_code=SOURCE, depth__gt=1)
    missing = danish.exclude(translation_key__in=there.values("translation_key"))
    return missing.order_by("last_published_at")


@transaction.atomic
def translate(instance, locale: Locale, words, *, user=None, publish: bool = True):
    """A real translation, as an editor would make it, and its page.

    `words` is an unsaved instance of the same type with the same block ids that holds
    the texts of the target language. Its segments are paired with those of `instance`.
    Raises MissingWords where they do not match one to one.
    """
    source, is_changed = TranslationSource.update_or_create_from_instance(instance)
    translation, is_new = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    texts = dict(paired_strings(instance, words))
    segments = StringSegment.objects.filter(source=source)
    for segment in segments.select_related("string", "context"):
        text = texts.get((segment.context.path, segment.string.data))
        if text is None:
            raise MissingWords(f"{instance}: {segment.context.path}")
        is_changed |= write_string(segment, locale, text, user)
    if is_changed or is_new:
        translation.save_target(user=user, publish=publish)
    return translation.get_target_instance()


def write_string(segment: StringSegment, locale: Locale, text: str, user) -> bool:
    """Store one translated string; says whether that changed anything."""
    key = {
        "translation_of": segment.string,
        "locale": locale,
        "context": segment.context,
    }
    known = StringTranslation.objects.filter(**key, has_error=False).first()
    if known and known.data == text:
        return False
    StringTranslation.objects.update_or_create(
        **key,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    return True


def paired_strings(danish, words):
    """((path, Danish string), string) for each string of two instances alike."""
    ours, theirs = strings_by_path(danish), strings_by_path(words)
    for path, strings in ours.items():
        others = theirs.get(path, [])
        if len(strings) != len(others):
            raise MissingWords(f"{danish}: {path}: {len(strings)} and {len(others)}")
        for string, other in zip(strings, others, strict=True):
            yield (path, string), other


def strings_by_path(instance) -> dict[str, list[str]]:
    """The instance's strings in order, by the path of the field that holds them."""
    found: dict[str, list[str]] = {}
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(segment.string.data)
    return found
