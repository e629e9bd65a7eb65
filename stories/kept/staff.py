"""What staff do with what people send in about local heroes and the directory."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.accounts import account_of
from hub.models import User
from hub.privacy import Line, Subject

# Fields that say who of the staff did something.
DONE: dict[str, tuple[str, ...]] = {
    "hub.Consent": ("recorded_by",),
    "stories.Nomination": ("answered_by",),
    "stories.ProfileRequest": ("answered_by",),
}


def done_by(user: User) -> Iterator[tuple[str, int]]:
    """How many rows of each kind name the account."""
    for label, (name, *_others) in DONE.items():
        model = apps.get_model(label)
        if number := model._base_manager.filter(**{name: user}).count():
            yield capfirst(model._meta.verbose_name_plural), number


def with_deeds(subject: Subject) -> list[User]:
    """The account, if it did anything here."""
    return [user for user in account_of(subject) if any(done_by(user))]


def take_name_off(user: User) -> None:
    """Take the account off what it did."""
    for label, (name, *_others) in DONE.items():
        model = apps.get_model(label)
        model._base_manager.filter(**{name: user}).update(**{name: None})


privacy.register(
    Line(
        name="story_deeds",
        what=_("Your name on answers about local heroes"),
        why=_("So that we can see who answered."),
        law=texts.PROOF,
        how_long=lambda: _("As long as the account and what was answered."),
        fields=DONE,
        find=with_deeds,
        facts=done_by,
        delete=take_name_off,
        part_of="account",
    )
)
