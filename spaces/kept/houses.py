"""People at houses: who confirms the facts, whom one rings, who looked how it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any, digits
from hub.privacy import Line, Subject
from spaces.models import AccessFact, Venue

SOMEBODY = "–"  # who looked, once nobody is to know


def houses_of(subject: Subject) -> models.QuerySet:
    """Houses whose facts an address confirms, or that have a telephone number."""
    houses = Venue.objects.all()
    if not subject.words:
        return houses.filter(at_any("owner_email", subject.addresses))
    phones = houses.exclude(door_phone="").values_list("pk", "door_phone")
    number = digits(subject.words)
    return houses.filter(pk__in=[pk for pk, phone in phones if digits(phone) == number])


def clear_house(venue: Venue) -> None:
    """Take the address and the number off a house."""
    Venue.objects.filter(pk=venue.pk).update(owner_email="", door_phone="")


def take_name_off(fact: AccessFact) -> None:
    """Somebody looked, but nobody is to know who: a known fact says at least that."""
    AccessFact.objects.filter(pk=fact.pk).update(looked_by=SOMEBODY)


def looks_of(subject: Subject) -> models.QuerySet:
    """Access facts that name somebody as who looked, by exactly that name."""
    name = subject.words or (subject.user.get_full_name() if subject.user else "")
    if not name.strip():
        return AccessFact.objects.none()
    return AccessFact.objects.filter(looked_by__iexact=name.strip())


privacy.line_named("contact_persons").fields["spaces.Venue"] = ("contact",)
privacy.register(
    Line(
        name="house_owners",
        what=_("Your address as who confirms the facts of a house"),
        why=_("So that the facts of a house are right. It is never shown."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: _("While the house lends rooms, or until you delete it."),
        fields={"spaces.Venue": ("owner_email", "door_phone")},
        find=houses_of,
        facts=lambda row: [
            (_("House"), row.name),
            (_("E-mail"), row.owner_email),
            (_("Whom to call when the door does not open"), row.door_phone),
        ],
        delete=clear_house,
    )
)
privacy.register(
    Line(
        name="access_looks",
        what=_("Your name on how one gets into a house"),
        why=_("So that readers know who looked, and when."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: _("Until somebody looks again, or you delete it."),
        fields={"spaces.AccessFact": ("looked_by", "looked_on")},
        find=looks_of,
        facts=lambda row: [
            (_("What"), row.get_feature_display()),
            (_("Where"), row.venue or row.space),
            (_("Name"), row.looked_by),
            (_("When"), row.looked_on),
        ],
        delete=take_name_off,
    )
)
