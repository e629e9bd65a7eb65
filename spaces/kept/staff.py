"""What staff do with bookings, and the lists that they take out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.deeds import done_by, take_name_off, with_deeds
from hub.kept.machinery import clear_log
from hub.models import User
from hub.privacy import Line
from spaces.models import Export

HOUSES = "spaces.Venue"
# Fields that say who of the staff did something; a step may be the booker's own.
DONE = {
    "spaces.BookingEvent": ("user",),
    "spaces.Closure": ("closed_by",),
    "spaces.Export": ("made_by", "made_at", "what"),
    "spaces.Introduction": ("held_by",),
    "spaces.RoomOffer": ("answered_by",),
    HOUSES: ("hosts",),
}


def _facts(user: User) -> Iterator[tuple[str, object]]:
    yield from done_by(user, DONE)
    exports = Export.objects.filter(made_by=user)
    yield _("Lists taken out"), [f"{row.made_at:%Y-%m-%d} {row}" for row in exports]
    yield _("Your houses"), list(user.venues.all())


def forget(user: User) -> None:
    """Take the account off what it did; it looks after no house any more."""
    user.venues.clear()
    take_name_off(user, {label: DONE[label] for label in DONE if label != HOUSES})


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
        find=lambda subject: with_deeds(subject, DONE),
        facts=_facts,
        delete=forget,
        part_of="account",
        clear=lambda now: clear_log(Export, "made_at", now),
    )
)
