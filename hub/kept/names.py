"""Taking names out of logs and locks, which a deletion passes by."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, Page

from hub.models import User


def unname(user: User) -> None:
    """Take an account's name out of logs and locks, which its deletion passes by."""
    for model in log_registry.get_log_entry_models():
        model.objects.filter(user=user).update(user=None)
    open_again = {"locked": False, "locked_at": None, "locked_by": None}
    Page.objects.filter(locked_by=user).update(**open_again)
    forget_label(user)


def forget_label(row: models.Model) -> None:
    """Take the name of something out of the log of what was done to it."""
    kind = ContentType.objects.get_for_model(row)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
    entries.update(label="–", data={})
