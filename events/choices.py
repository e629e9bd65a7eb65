"""Fixed vocabularies of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """What people come for."""

    OPEN_HOUSE = "open_house", _("Open house")
    FORUM = "forum", _("Local forum")
    PITCH = "pitch", _("Pitch night")
    INTRODUCTION = "introduction", _("Introduction to a space")
    COURSE = "course", _("Course")
    WORKSHOP = "workshop", pgettext_lazy("event", "Workshop")
    TALK = "talk", _("Talk")
    MARKET = "market", _("Market dialogue")
    SPARRING = "sparring", _("Sparring")
    MEAL = "meal", _("Shared meal")


class EventFormat(models.TextChoices):
    """Where one takes part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person or online")

    @property
    def has_room(self) -> bool:
        """Whether people meet in a place."""
        return self != EventFormat.ONLINE


class EventStatus(models.TextChoices):
    """How far an event has come."""

    SUGGESTED = "suggested", _("Suggested by an organisation")
    DRAFT = "draft", pgettext_lazy("event", "Draft")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")
    DECLINED = "declined", pgettext_lazy("event", "Suggestion declined")

    @classmethod
    def shown(cls) -> tuple["EventStatus", ...]:
        """Those that readers see: what is cancelled stays and says so."""
        return cls.PUBLISHED, cls.CANCELLED


class DateStatus(models.TextChoices):
    """Where one date stands, as schema.org and RFC 5545 tell them apart."""

    SCHEDULED = "scheduled", _("As planned")
    RESCHEDULED = "rescheduled", pgettext_lazy("event", "Moved")
    POSTPONED = "postponed", _("Postponed: the new date is not known yet")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")

    @classmethod
    def held(cls) -> tuple["DateStatus", ...]:
        """Those that take place at their time: they take the room."""
        return cls.SCHEDULED, cls.RESCHEDULED


class SignUpWay(models.TextChoices):
    """How one says that one comes."""

    NONE = "none", _("Just come")
    HERE = "here", _("Sign up here")
    ELSEWHERE = "elsewhere", _("Sign up at another site")


class Presence(models.TextChoices):
    """Whether somebody who signed up came."""

    UNKNOWN = "", _("Not ticked")
    PRESENT = "present", _("Came")
    NO_SHOW = "no_show", _("Did not come")
