"""What staff leave behind in texts, versions and logs."""

import datetime as dt
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry as log_registry
from wagtail.models import Comment, CommentReply, TaskState

from hub import privacy
from hub.kept import texts
from hub.kept.names import unname
from hub.models import User
from hub.privacy import Line, Subject, periods

# Fields that say who wrote, uploaded, approved or locked something.
TRACES = {
    "hub.HubImage": ("uploaded_by_user",),
    "hub.Paper": ("uploaded_by",),
    "hub.TranslationHandover": ("handed_over_by",),
    "wagtail_localize.SegmentOverride": ("last_translated_by",),
    "wagtail_localize.StringTranslation": ("last_translated_by",),
    "wagtailadmin.EditingSession": ("user",),
    "wagtailadmin.FormState": ("data", "user"),
    "wagtailcore.APIToken": (
        "user", "name", "key_hash", "prefix", "created", "revoked_at", "last_used_at",
    ),
    "wagtailcore.Comment": ("user", "text", "resolved_by"),
    "wagtailcore.CommentReply": ("user", "text"),
    "wagtailcore.ModelLogEntry": ("user", "label", "data"),
    "wagtailcore.Page": ("owner", "locked_by"),
    "wagtailcore.PageLogEntry": ("user", "data"),
    "wagtailcore.PageSubscription": ("user",),
    "wagtailcore.Revision": ("user",),
    "wagtailcore.TaskState": ("finished_by", "comment"),
    "wagtailcore.UploadedFile": ("uploaded_by_user", "file"),
    "wagtailcore.WorkflowState": ("requested_by",),
    "wagtaildocs.Document": ("uploaded_by_user",),
    "wagtailimages.Image": ("uploaded_by_user",),
}  # fmt: skip


def traces_of(user: User) -> Iterator[tuple[str, int]]:
    """How many rows of each kind name the account."""
    for label, fields in TRACES.items():
        model = apps.get_model(label)
        named = models.Q()
        for name in fields:
            if model._meta.get_field(name).related_model is User:
                named |= models.Q(**{name: user})
        if number := model._base_manager.filter(named).count():
            yield capfirst(model._meta.verbose_name_plural), number


def said_by(user: User) -> list[str]:
    """What somebody wrote to colleagues in the editor."""
    said = Comment.objects.filter(user=user), CommentReply.objects.filter(user=user)
    texts = [text for rows in said for text in rows.values_list("text", flat=True)]
    approved = TaskState.objects.filter(finished_by=user).exclude(comment="")
    return [*texts, *approved.values_list("comment", flat=True)]


def staff_facts(user: User) -> Iterator[tuple[str, object]]:
    """How much names the account, and its words to colleagues."""
    yield from traces_of(user)
    yield _("Words to colleagues"), said_by(user)


def with_traces(subject: Subject) -> list[User]:
    """The account, if anything in the admin names it."""
    user = subject.user
    return [user] if user and any(traces_of(user)) else []


def clear_logs(now: dt.datetime) -> None:
    """Delete what the admin's logs say, after the settings' time."""
    cutoff = now - privacy.months(periods().keep_log_months)
    for model in log_registry.get_log_entry_models():
        model.objects.filter(timestamp__lt=cutoff).delete()


privacy.register(
    Line(
        name="traces",
        what=_("Your name on what you wrote, uploaded or approved as staff"),
        why=_("So that colleagues know whom to ask."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: (
            _("As long as your account; logs and old versions %(period)s.")
            % {"period": texts.log_period()}
        ),
        fields=TRACES,
        find=with_traces,
        facts=staff_facts,
        delete=unname,
        part_of="account",
        clear=clear_logs,
    )
)
