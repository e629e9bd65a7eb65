"""Fixed vocabularies of spaces: kinds, access, rules."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SpaceKind(models.TextChoices):
    """What a space is, and so what it is for."""

    MEETING_ROOM = "meeting_room", _("Meeting room")
    KITCHEN = "kitchen", _("Kitchen")
    WORKSHOP = "workshop", _("Workshop")
    HALL = "hall", _("Hall")
    SHOP = "shop", _("Shop")
    DESK = "desk", _("Desk")
    FIELD_DESK = "field_desk", _("Field desk")


class FloorPlan(models.TextChoices):
    """The drawn plans; a space without a choice has that of its kind."""

    MEETING_ROOM = "meeting_room", _("Tables")
    HALL = "hall", _("Rows before a stage")
    KITCHEN = "kitchen", _("Kitchen")
    WORKSHOP = "workshop", _("Work benches")
    SEWING = "sewing", _("Sewing machines")
    SHOP = "shop", _("Shelves and a counter")
    DESK = "desk", _("Desks")
    FIELD_DESK = "field_desk", _("A corner with a notice board")


class Weekday(models.IntegerChoices):
    """Days as Python and ISO 8601 order them; Monday is 0."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Approval(models.TextChoices):
    """Who says yes to a request."""

    AUTOMATIC = "automatic", _("Answers at once")
    STAFF = "staff", _("By staff")
    CONFIRMED = "confirmed", _("At once for confirmed organisations, else by staff")


class PriceGroup(models.TextChoices):
    """Who pays which price."""

    CONFIRMED = "confirmed", _("Confirmed organisations")
    OTHERS = "others", _("All others, at market price")


class FoodSale(models.TextChoices):
    """What becomes of food that is made in a borrowed kitchen."""

    NO = "no", _("No, we do not sell it")
    REGISTERED = "registered", _("Yes, we are registered with Fødevarestyrelsen")
    BELOW = "below", _("Yes, but so little that we need not register")


class Answer(models.TextChoices):
    """What is known of an access fact."""

    YES = "yes", pgettext_lazy("access", "Yes")
    NO = "no", pgettext_lazy("access", "No")
    UNKNOWN = "unknown", _("Not known")


class AccessNeed(models.TextChoices):
    """The seven user groups of the Danish label God Adgang (godadgang.dk)."""

    WHEELCHAIR = "wheelchair", _("Wheelchair users")
    WALKING = "walking", _("People who walk, reach or grip with difficulty")
    SIGHT = "sight", _("People with reduced sight")
    HEARING = "hearing", _("People with reduced hearing")
    ALLERGY = "allergy", _("People with asthma or allergy")
    INTELLECTUAL = "intellectual", _("People with an intellectual disability")
    READING = "reading", _("People who read with difficulty")


class AccessFeature(models.TextChoices):
    """What somebody looked at; whether it is the venue's or the space's says `OF`."""

    WAY_IN = "way_in", _("Step-free way in")
    LIFT = "lift", _("Lift, or everything on one floor")
    TOILET = "toilet", _("Accessible toilet")
    PARKING = "parking", _("Disabled parking")
    GUIDING = "guiding", _("Guiding lines or clear contrast on the way in")
    SIGNS = "signs", _("Signs with pictures")
    SCENTS = "scents", _("Free of smoke, scents and animals")
    FLOOR = "floor", _("Step-free floor")
    DOOR = "door", _("Door at least 77 cm wide")
    TABLE = "table", _("Table of adjustable height")
    LOOP = "loop", _("Hearing loop")


class Looked(NamedTuple):
    """Where an access feature is looked for, and whom it matters to."""

    is_of_venue: bool
    needs: tuple[AccessNeed, ...]


_MOVING = (AccessNeed.WHEELCHAIR, AccessNeed.WALKING)
OF = {
    AccessFeature.WAY_IN: Looked(True, _MOVING),
    AccessFeature.LIFT: Looked(True, _MOVING),
    AccessFeature.TOILET: Looked(True, _MOVING),
    AccessFeature.PARKING: Looked(True, _MOVING),
    AccessFeature.GUIDING: Looked(True, (AccessNeed.SIGHT,)),
    AccessFeature.SIGNS: Looked(True, (AccessNeed.INTELLECTUAL, AccessNeed.READING)),
    AccessFeature.SCENTS: Looked(True, (AccessNeed.ALLERGY,)),
    AccessFeature.FLOOR: Looked(False, _MOVING),
    AccessFeature.DOOR: Looked(False, (AccessNeed.WHEELCHAIR,)),
    AccessFeature.TABLE: Looked(False, (AccessNeed.WHEELCHAIR, AccessNeed.WALKING)),
    AccessFeature.LOOP: Looked(False, (AccessNeed.HEARING,)),
}


class ClosureKind(models.TextChoices):
    """Why a space cannot be booked for a time."""

    EVENT = "event", _("Event")
    MAINTENANCE = "maintenance", _("Repair or cleaning")
    OTHER = "other", _("Other")


class Entry(models.TextChoices):
    """How somebody without an introduction gets in the first time."""

    NONE = "", _("No introduction is needed")
    DOOR = "door", _("We meet you at the door")
    INTRODUCTION = "introduction", _("Come to the introduction first")


class OfferState(models.TextChoices):
    """How far an offered room has come."""

    NEW = "new", pgettext_lazy("offered room", "New")
    VISITED = "visited", _("Visited")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", pgettext_lazy("offered room", "Declined")


class DeclineReason(models.TextChoices):
    """Our reasons to say no to a request, in words for the booker."""

    NEEDED = "needed", _("The city needs the room itself at that time.")
    UNFIT = "unfit", _("The room does not fit what you want to do.")
    NOT_FOR = "not_for", _("The room is for social enterprises and associations.")
    UNCLEAR = "unclear", _("We could not find out what the room is to be used for.")
    UNSAFE = "unsafe", _("It cannot be done safely in this room.")
    OTHER = "other", _("Another reason, in our own words.")


class CancelReason(models.TextChoices):
    """Why a booking is cancelled, in words for the booker."""

    OWN = "own", _("You cancelled it yourself.")
    REPAIR = "repair", _("The room must be repaired.")
    NEEDED = "city_needs", _("The city needs the room itself at that time.")
    CLOSED = "closed", _("The house is closed at that time.")
    RULES = "rules", _("The rules of the house were not kept.")
    OTHER = "else", _("Another reason, in our own words.")


# What the booker reads; of "another reason" only our own words.
REASONS_IN_WORDS = {
    value: label
    for value, label in (*DeclineReason.choices, *CancelReason.choices)
    if value not in (DeclineReason.OTHER, CancelReason.OTHER)
}
