"""What staff do with events; who is asked and who speaks are contact persons."""

from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.deeds import done_by, take_name_off, with_deeds
from hub.privacy import Line

# Fields that say who of the staff did something.
DONE: dict[str, tuple[str, ...]] = {
    "events.Event": ("created_by",),
    "events.PlacesChange": ("changed_by",),
    "events.Signup": ("added_by",),
}

privacy.line_named("contact_persons").fields["events.Event"] = ("contact", "speakers")
privacy.register(
    Line(
        name="event_deeds",
        what=_("Your name on events, guests you added and places you changed"),
        why=_("So that we can see who did it."),
        law=texts.PROOF,
        how_long=lambda: _("As long as the account and the event."),
        fields=DONE,
        find=lambda subject: with_deeds(subject, DONE),
        facts=lambda user: done_by(user, DONE),
        delete=lambda user: take_name_off(user, DONE),
        part_of="account",
    )
)
