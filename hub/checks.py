"""System checks: a live site must not start with the demo's open doors."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from hub.models import User


@checks.register(checks.Tags.database)
def check_no_demo_users(app_configs=None, databases=None, **kwargs):
    """Without DEBUG nobody may sign in with a password that the README prints."""
    if settings.DEBUG or not databases:
        return []
    try:
        if User.objects.from_demo().exists():
            hint = "Run `manage.py remove_demo_users`."
            sentence = "A site without DEBUG must not have the demo's users."
            return [checks.Error(sentence, hint, id="hub.E003")]
    except DatabaseError:
        return []
    return []


def refuse_demo_users() -> None:
    """Stop the web server, which runs no system checks by itself."""
    for error in check_no_demo_users(databases=["default"]):
        if not error.is_silenced():
            raise ImproperlyConfigured(f"{error.msg} {error.hint}")
