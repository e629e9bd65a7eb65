"""Addresses made of names, in Danish letters or not, that nothing else has."""

from collections.abc import Iterator
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

from hub.headings import DANISH

LONGEST = 40


def free_slug(model: type[Model], name: str, else_named: str) -> str:
    """An address made of a name that no other row has.

    A name without a Latin letter or digit gives `else_named`.
    """
    stem = slugify(name.lower().translate(DANISH))[:LONGEST].strip("-") or else_named
    rows = model._default_manager.filter(slug__startswith=stem)
    taken = set(rows.values_list("slug", flat=True))
    return next(slug for slug in slugs(stem) if slug not in taken)


def slugs(stem: str) -> Iterator[str]:
    """`hus`, `hus-2`, `hus-3` …"""
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
