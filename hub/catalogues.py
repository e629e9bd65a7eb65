"""The texts of the interface: `.po` files made into the `.mo` files Django reads.

Needs no Django and no gettext: tests and `manage.py` build before Django starts.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
# What staff read in Wagtail's admin and Wagtail does not say in Danish.
WAGTAILS = Path(__file__).resolve().parent / "locale"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")


def sources() -> list[Path]:
    """All catalogues that people translate."""
    return sorted(LOCALE.rglob("*.po"))


def borrowed() -> list[Path]:
    """Catalogues of Wagtail's own texts: no command gathers them."""
    return sorted(WAGTAILS.rglob("*.po"))


def build() -> list[Path]:
    """Compile each catalogue that is newer than its compiled file; say which."""
    stale = [source for source in sources() + borrowed() if _is_stale(source)]
    for source in stale:
        scratch = source.with_suffix(f".{os.getpid()}.mo")
        polib.pofile(str(source)).save_as_mofile(str(scratch))
        # A reader sees the old file or the new one, never half of one.
        scratch.replace(source.with_suffix(".mo"))
    return stale


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or (
        compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
    )


def problems(source: Path) -> Iterator[str]:
    """A sentence for each text that is missing, unsure or lacks a placeholder."""
    for entry in polib.pofile(str(source)):
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"unsure (fuzzy): {entry.msgid!r}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid!r}"
        elif not _keeps_placeholders(entry):
            yield f"other placeholders than the English: {entry.msgid!r}"


def _keeps_placeholders(entry: polib.POEntry) -> bool:
    """Whether each form of the translation has what one of the English forms has."""
    english = [_placeholders(entry.msgid)]
    if entry.msgid_plural:
        english.append(_placeholders(entry.msgid_plural))
    translations = entry.msgstr_plural.values() or [entry.msgstr]
    return all(_placeholders(text) in english for text in translations)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def keys(source: Path) -> set[tuple[str, str, str]]:
    """What identifies the texts of a catalogue: context, English, English plural."""
    return {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural)
        for entry in polib.pofile(str(source))
        if not entry.obsolete
    }
