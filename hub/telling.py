"""Mails to those who work here: each in the language of the receiver."""

from collections.abc import Iterable

from django.utils import translation

from hub import mail
from hub.models import User


def tell_user(name: str, user: User, **context) -> None:
    """Queue `email/<name>` to somebody with an account, in their language."""
    said = {"first_name": user.first_name} | context
    with translation.override(user.language):
        mail.send(name, to=user.email, language=user.language, context=said)


def tell_roles(
    name: str, *roles: str, also: Iterable[User | None] = (), **context
) -> None:
    """Queue `email/<name>` once to all with one of the roles, and to some more."""
    users = User.objects.filter(groups__name__in=roles, is_active=True).distinct()
    known = {user.pk: user for user in [*users, *also] if user and user.is_active}
    for user in known.values():
        tell_user(name, user, **context)
