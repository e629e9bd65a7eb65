"""What staff do with bookings, and the lists that they take out."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.accounts import account_of
from hub.kept.machinery import clear_log
from hub.models import User
from hub.privacy import Line, Subject
from spaces.models import Export, Venue

# Fields that say who of the staff did something; a step may be the booker's own.
DONE = {
    "spaces.BookingEvent": ("user",),
    "spaces.Closure": ("closed_by",),
    "spaces.Export": ("made_by", "made_at", "what"),
    "spaces.Introduction": ("held_by",),
    "spaces.RoomOffer": ("answered_by",),
    "spaces.Venue": ("hosts",),
}


def done_by(user: User) -> Iterator[tuple[str, int]]:
    """How many rows of each kind name the account."""
    for label, (name, *_others) in DONE.items():
        model = apps.get_model(label)
        if number := model._base_manager.filter(**{name: user}).count():
            yield capfirst(model._meta.verbose_name_plural), number


def with_deeds(subject: Subject) -> list[User]:
    """The account, if it did anything with bookings."""
    return [user for user in account_of(subject) if any(done_by(user))]


def _facts(user: User) -> Iterator[tuple[str, object]]:
    yield from done_by(user)
    exports = Export.objects.filter(made_by=user)
    yield _("Lists taken out"), [f"{row.made_at:%Y-%m-%d} {row}" for row in exports]
    yield _("Your houses"), list(user.venues.all())


def take_name_off(user: User) -> None:
    """Take the account off what it did; it looks after no house any more."""
    for label, (name, *_others) in DONE.items():
        model = apps.get_model(label)
        if model is not Venue:
            model._base_manager.filter(**{name: user}).update(**{name: None})
    user.venues.clear()


privacy.register(
    Line(
        name="booking_deeds",
        what=_("Your name on steps of bookings"),
        why=_("So that we can see who asked, answered, moved or closed something."),
        law=texts.PROOF,
        how_long=lambda: (
            _("As long as the account and the booking; lists %(period)s.")
            % {"period": texts.log_period()}
        ),
        fields=DONE,
        find=with_deeds,
        facts=_facts,
        delete=take_name_off,
        part_of="account",
        clear=lambda now: clear_log(Export, "made_at", now),
    )
)
