"""The secret in the address of a person's calendar feed."""

import secrets

from django.utils import timezone

from hub.models import User
from spaces.actions.steps import guarded
from spaces.models import CalendarToken


@guarded
def renew_feed(*, user: User) -> CalendarToken:
    """Give a person a new secret; the address with the old one is dead at once."""
    new = {"token": secrets.token_urlsafe(32), "renewed_at": timezone.now()}
    token, _is_new = CalendarToken.objects.update_or_create(user=user, defaults=new)
    return token
