"""Fixed words of stories and the directory, with the groups that rules ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NominationState(models.TextChoices):
    """How far a nomination of a local hero has come."""

    NEW = "new", pgettext_lazy("of a nomination", "New")
    CONTACTED = "contacted", _("The nominee has been asked")
    ACCEPTED = "accepted", _("The nominee said yes")
    PUBLISHED = "published", _("Became a story")
    DECLINED = "declined", _("Declined with a reason")
    REFUSED = "refused", _("The nominee said no")
    SPAM = "spam", _("Spam")

    @classmethod
    def waiting(cls) -> tuple["NominationState", ...]:
        """Those that the hub owes an answer."""
        return cls.NEW, cls.CONTACTED, cls.ACCEPTED


class RequestKind(models.TextChoices):
    """What is asked of those who keep the directory."""

    LISTING = "listing", _("Wants to be listed")
    CHANGE = "change", _("Wants something changed")
    CLAIM = "claim", _("Says that it is theirs")


class RequestState(models.TextChoices):
    """How far it has come."""

    NEW = "new", pgettext_lazy("of a request", "New")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", pgettext_lazy("of a request", "Declined with a reason")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a request", "Withdrawn")
