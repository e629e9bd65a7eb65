"""wagtail-localize made safe. Each work-around has a test that fails without it.

1. A fact that changes on the Danish page reaches its translations at once.
2. A translation that is behind is never overwritten; it says since when it is behind.
3. Publishing a translated subtree leaves `numchild` right (wagtail-localize #773).
4. Unpublishing or deleting Danish takes the English with it, whichever way it goes.
5. Who may not see the Danish page may not see its translations, from the same moment.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_unpublished, published
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hub import pagecache
from hub.bilingual import SOURCE
from hub.models import BasePage
from hub.translated_links import write_links


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


@receiver(page_unpublished)
def unpublish_translations(sender, instance, **kwargs):
    """The English of a Danish page that is gone is gone, by bulk and by date too."""
    if instance.locale.language_code == SOURCE:
        for translation in instance.get_translations().live():
            translation.unpublish(log_action=True)


@receiver(post_delete, sender=Page)
def delete_translations(sender, instance, **kwargs):
    """The English goes with its Danish, after the view that deletes both is done."""
    if instance.locale.language_code == SOURCE:
        key = instance.translation_key
        transaction.on_commit(lambda: _delete_all(key))


def _delete_all(translation_key) -> None:
    while page := Page.objects.filter(translation_key=translation_key).first():
        page.delete()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    """Restrict the translations as the Danish page; localize waits for a sync."""
    page = instance.page
    if page.locale.language_code == SOURCE:
        transaction.on_commit(lambda: restrict_translations(page))


def restrict_translations(page: Page) -> None:
    """Give each translation the view restrictions of the Danish page, no others."""
    for translation in page.get_translations():
        translation.view_restrictions.all().delete()
        for restriction in page.view_restrictions.all():
            groups = list(restriction.groups.all())
            restriction.pk, restriction.page = None, translation
            restriction.save()
            restriction.groups.set(groups)


def bring_up_to_date(source_pk: int) -> None:
    """Read the source again; publish finished translations, mark unfinished ones."""
    source = TranslationSource.objects.get(pk=source_pk)
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        target = translation.get_target_instance()
        if not target.live or is_published(translation):
            translation.save_target(publish=target.live)
        else:
            copy_facts(source.get_source_instance(), target)
            mark_if_behind(target)


def copy_facts(danish: Page, target: Page) -> None:
    """Copy what is the same in all languages, but for what a translator replaced."""
    replaced = SegmentOverride.objects.filter(
        context__object_id=danish.translation_key, locale_id=target.locale_id
    )
    kept = {name: getattr(target, name) for name in paths_of(replaced)}
    copy_synchronised_fields(danish, target)
    for name, value in kept.items():
        setattr(target, name, value)
    target.save()


def paths_of(overrides) -> list[str]:
    """The fields that overrides replace; one inside a block belongs to the words."""
    paths = overrides.values_list("context__path", flat=True)
    return [path for path in paths if "." not in path]


def is_complete(translation: Translation) -> bool:
    """Whether every string of the source has its translation."""
    total, done = translation.get_progress()
    return total == done


def is_published(translation: Translation) -> bool:
    """Whether the live page has all words of the translation."""
    return is_complete(translation) and not has_unpublished_words(translation)


def has_unpublished_words(translation: Translation) -> bool:
    """Whether words or replacements were written since the live target was published.

    A translator may write them; they go live when a publisher publishes that page, not
    by themselves when the Danish is published.
    """
    target = translation.get_target_instance()
    if not getattr(target, "live", False) or not target.last_published_at:
        return False
    return any(
        model.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
            updated_at__gt=target.last_published_at,
        ).exists()
        for model in (StringTranslation, SegmentOverride)
    )


def mark_if_behind(page: Page) -> None:
    """Note on a live page when its Danish last changed, if that is not in it yet."""
    if not hasattr(page, "danish_changed_at"):
        return
    translation = translation_to(page)
    is_behind = page.live and translation and not is_published(translation)
    when = danish_of(page).last_published_at if is_behind else None
    if when != page.danish_changed_at:
        type(page).objects.filter(pk=page.pk).update(danish_changed_at=when)
        pagecache.renew()


def danish_of(page: Page) -> Page:
    """The Danish page that says the same."""
    return Page.objects.get(
        translation_key=page.translation_key, locale__language_code=SOURCE
    )


def translation_to(page: Page) -> Translation | None:
    """The translation that writes this page, if there is one."""
    return Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    ).first()


def behind() -> QuerySet:
    """Live pages whose Danish says something else since `danish_changed_at`.

    Rows with `pk`, `title` and `translation_key` of all page types, the oldest first;
    one query.
    """
    changed = Q(danish_changed_at__isnull=False)
    names = ("pk", "title", "translation_key", "danish_changed_at")
    each, *others = (
        model.objects.live().filter(changed).order_by().values_list(*names, named=True)
        for model in get_page_models()
        if issubclass(model, BasePage)
    )
    return each.union(*others, all=True).order_by("danish_changed_at")


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
    is_changed |= write_links(source, instance, words, locale, user)
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


def forget_translations(key) -> None:
    """Delete all texts that wagtail-localize keeps of pages, by their translation key.

    It keeps them when the pages are deleted, to offer them again.
    """
    TranslationSource.objects.filter(object_id=key).delete()
    StringTranslation.objects.filter(context__object_id=key).delete()
    SegmentOverride.objects.filter(context__object_id=key).delete()
    TranslationContext.objects.filter(object_id=key).delete()
    TranslatableObject.objects.filter(translation_key=key).delete()
    # Strings are shared by pages; those of earlier versions belong to none any more.
    String.objects.filter(segments=None, translations=None).delete()
