"""What people looked for in vain, and rooms that they offer."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from spaces.choices import OfferState, SpaceKind


class UnmetSearch(models.Model):
    """A search for a time that found no free space; it says nothing about who."""

    searched_on = models.DateField(_("searched on"), default=timezone.localdate)
    kind = models.CharField(_("kind"), max_length=12, choices=SpaceKind, blank=True)
    district = models.ForeignKey(
        "hub.District", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("district"),
    )  # fmt: skip
    wanted_from = models.DateTimeField(_("wanted from"), null=True, blank=True)
    wanted_until = models.DateTimeField(_("wanted until"), null=True, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), null=True, blank=True)
    more = models.JSONField(_("other wishes"), default=list)

    class Meta:
        ordering = ["-searched_on", "-pk"]
        verbose_name = _("search in vain")
        verbose_name_plural = _("searches in vain")

    def __str__(self):
        return f"{self.searched_on:%Y-%m-%d} {self.get_kind_display()}"


def photo_place(offer: "RoomOffer", name: str) -> str:
    """Where the picture of an offered room lies, in the private storage."""
    return f"offers/{name}"


def private_storage():
    """Papers' storage: outside public media."""
    from django.core.files.storage import storages  # noqa: PLC0415 -- settings first

    return storages["private"]


class RoomOfferQuerySet(models.QuerySet):
    """Questions about offered rooms."""

    def waiting(self) -> "RoomOfferQuerySet":
        """Those that nobody has answered, the most urgent first."""
        waiting = (OfferState.NEW, OfferState.VISITED)
        return self.filter(state__in=waiting).order_by("answer_by", "pk")

    def answered(self) -> "RoomOfferQuerySet":
        """Those that were answered and not forgotten since, the newest first."""
        answered = (OfferState.ACCEPTED, OfferState.DECLINED)
        return (
            self.filter(state__in=answered).exclude(email="").order_by("-answered_at")
        )

    def with_photo(self) -> "RoomOfferQuerySet":
        """Those that came with a photograph."""
        return self.exclude(photo="")

    def with_key(self, key) -> "RoomOffer | None":
        """The offer that a form has made already."""
        return self.filter(key=key).first()

    def late(self) -> "RoomOfferQuerySet":
        """Those that passed their day, and nobody was told of it yet."""
        waiting = self.waiting().order_by()
        return waiting.filter(answer_by__lte=timezone.now(), is_late_told=False)


class RoomOffer(models.Model):
    """A room that stands empty, offered by whoever looks after it."""

    address = models.CharField(_("address"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=SpaceKind)
    empty_when = models.CharField(_("when it stands empty"), max_length=300)
    empty_since = models.DateField(_("empty since"), null=True, blank=True)
    empty_until = models.DateField(_("empty until"), null=True, blank=True)
    access = models.CharField(_("how one gets in"), max_length=300, blank=True)
    photo = models.ImageField(
        _("photograph"), blank=True, upload_to=photo_place, storage=private_storage
    )
    who_decides = models.CharField(_("who decides"), max_length=160)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=10, choices=OfferState, default=OfferState.NEW
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    is_late_told = models.BooleanField(default=False, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=600, blank=True)
    venue = models.ForeignKey(
        "spaces.Venue", models.SET_NULL, null=True, blank=True, related_name="offers"
    )
    key = models.UUIDField(unique=True, editable=False)

    objects = RoomOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("offered room")
        verbose_name_plural = _("offered rooms")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OfferState.DECLINED) | ~Q(reason=""),
                name="a_declined_room_has_a_reason",
            )
        ]

    def __str__(self):
        return self.address

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has said yes or no."""
        return self.state in (OfferState.NEW, OfferState.VISITED)

    @property
    def is_late(self) -> bool:
        """Whether an answer was promised and did not come."""
        return self.is_waiting and self.answer_by <= timezone.now()
