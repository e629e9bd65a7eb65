"""Searches for a free space that somebody follows: until their time."""

from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.privacy import Line
from search.models import SpaceWatch
from search.watches.actions import forget, forget_past
from search.watches.letters import UNPRESSED
from search.watches.wanted import wanted_by


def facts_of(watch: SpaceWatch) -> list[tuple[str, object]]:
    """What is looked for, and who is told."""
    wanted = wanted_by(watch.query)
    search = [] if wanted.problem else wanted.facts
    return [
        *search,
        (_("E-mail"), watch.email),
        (_("The mails are in"), watch.get_language_display()),
        (_("Until"), watch.ends_at),
        (_("Asked for"), watch.asked_at),
        (_("Confirmed"), watch.confirmed_at),
        (_("Mails about free spaces"), watch.told),
    ]


privacy.register(
    Line(
        name="space_watches",
        what=_("Searches for a free space that you follow"),
        why=_("So that we can write to you when a space becomes free."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _(
                "Until the time that you look for, at most a day longer. Where you do "
                "not press the link in the first mail: %(days)d days."
            )
            % {"days": UNPRESSED.days}
        ),
        fields={"search.SpaceWatch": ("email", "language", "query", "ends_at")},
        find=lambda subject: SpaceWatch.objects.filter(
            at_any("email", subject.addresses)
        ),
        facts=facts_of,
        delete=forget,
        clear=forget_past,
    )
)
