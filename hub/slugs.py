"""Addresses made of names, in Danish letters or not, that nothing else has."""

from collections.abc import Callable, Iterator
from itertools import count

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import slugify

from hub.headings import DANISH

LONGEST = 40
# What lists have below their own address, where what they list lies too.
TAKEN = ("past", "tidligere", "calendar", "kalender", "feed")


def free_slug(model: type[Model], name: str, else_named: str) -> str:
    """An address made of a name that no other row has, nor a part of a list.

    A name without a Latin letter or digit gives `else_named`.
    """
    stem = slugify(name.lower().translate(DANISH))[:LONGEST].strip("-") or else_named
    rows = model._default_manager.filter(slug__startswith=stem)
    taken = {*TAKEN, *rows.values_list("slug", flat=True)}
    return next(slug for slug in slugs(stem) if slug not in taken)


def save_at_free_slug(
    row: Model, name: str, else_named: str, save: Callable[[], object] | None = None
) -> Model:
    """Save a new row at an address made of a name, in the transaction of the caller.

    `save` writes it, else its own. Who comes second to an address gets the next one.
    """
    while True:
        row.slug = free_slug(type(row), name, else_named)
        try:
            with transaction.atomic():
                (save or row.save)()
            return row
        except IntegrityError:
            if free_slug(type(row), name, else_named) == row.slug:
                raise  # it is free: something else was wrong


def slugs(stem: str) -> Iterator[str]:
    """`hus`, `hus-2`, `hus-3` …"""
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
