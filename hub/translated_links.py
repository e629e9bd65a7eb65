"""Addresses inside a text that are others in English: `/da/…/` becomes `/en/…/`.

wagtail-localize takes links over from the Danish; the translation editor shows each as
a field of its own, and this fills it in as an editor would.
"""

import json
from collections.abc import Iterator

from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component


def write_links(
    source: TranslationSource, danish, words, locale: Locale, user=None
) -> bool:
    """Store the addresses that `words` has for the Danish ones; says if any is new."""
    is_changed = False
    for path, address in changed_links(danish, words):
        segment = OverridableSegment.objects.get(source=source, context__path=path)
        key = {"locale": locale, "context": segment.context}
        wanted = json.dumps(address)
        if SegmentOverride.objects.filter(**key, data_json=wanted).exists():
            continue
        filled = {"data_json": wanted, "last_translated_by": user, "has_error": False}
        SegmentOverride.objects.update_or_create(**key, defaults=filled)
        is_changed = True
    return is_changed


def changed_links(danish, words) -> Iterator[tuple[str, str]]:
    """(path of the Danish address, other address) of two instances alike."""
    for ours, theirs in zip(_texts(danish), _texts(words), strict=True):
        for tag, attributes in (ours.attrs or {}).items():
            address = attributes.get("href")
            other = ((theirs.attrs or {}).get(tag) or {}).get("href")
            if address and other and address != other:
                yield f"{ours.path}.{quote_path_component(address)}", other


def _texts(instance) -> list[StringSegmentValue]:
    segments = extract_segments(instance)
    return [each for each in segments if isinstance(each, StringSegmentValue)]
