"""Rows that say who of the staff did something: found, counted, and made nameless.

`fields` names the fields by the label of their model; the first of each is the account.
"""

from collections.abc import Iterator

from django.apps import apps
from django.utils.text import capfirst

from hub.kept.accounts import account_of
from hub.models import User
from hub.privacy import Subject

Fields = dict[str, tuple[str, ...]]


def done_by(user: User, fields: Fields) -> Iterator[tuple[str, int]]:
    """How many rows of each kind name the account."""
    for label, (name, *_others) in fields.items():
        model = apps.get_model(label)
        if number := model._base_manager.filter(**{name: user}).count():
            yield capfirst(model._meta.verbose_name_plural), number


def with_deeds(subject: Subject, fields: Fields) -> list[User]:
    """The account, if it did anything of this."""
    return [user for user in account_of(subject) if any(done_by(user, fields))]


def take_name_off(user: User, fields: Fields) -> None:
    """Take the account off what it did."""
    for label, (name, *_others) in fields.items():
        model = apps.get_model(label)
        model._base_manager.filter(**{name: user}).update(**{name: None})
