"""What staff do with what people send in about local heroes and the directory."""

from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.deeds import done_by, take_name_off, with_deeds
from hub.privacy import Line

# Fields that say who of the staff did something.
DONE: dict[str, tuple[str, ...]] = {
    "hub.Consent": ("recorded_by",),
    "stories.Nomination": ("answered_by",),
    "stories.ProfileRequest": ("answered_by",),
}


privacy.register(
    Line(
        name="story_deeds",
        what=_("Your name on answers about local heroes"),
        why=_("So that we can see who answered."),
        law=texts.PROOF,
        how_long=lambda: _("As long as the account and what was answered."),
        fields=DONE,
        find=lambda subject: with_deeds(subject, DONE),
        facts=lambda user: done_by(user, DONE),
        delete=lambda user: take_name_off(user, DONE),
        part_of="account",
    )
)
