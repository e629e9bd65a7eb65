"""What an event is: told once, in both languages, for all of its dates."""

from typing import ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import EventFormat, EventKind, EventStatus, SignUpWay
from hub import spoken
from hub.bilingual import Bilingual, InEither
from hub.choices import Scene
from hub.slugs import TAKEN

# Below the list of all events these words lead to parts of it.
NEEDED_TO_PUBLISH = ("title_da", "title_en", "summary_da", "summary_en")


class EventQuerySet(models.QuerySet):
    """Questions about events."""

    def shown(self) -> "EventQuerySet":
        """Those that readers see: published, and cancelled, which says so."""
        return self.filter(status__in=EventStatus.shown())

    def suggested(self) -> "EventQuerySet":
        """What organisations suggested and nobody has answered, the oldest first."""
        return self.filter(status=EventStatus.SUGGESTED).order_by("created_at")

    def drafts(self) -> "EventQuerySet":
        """Those that are being written, the newest first."""
        return self.filter(status=EventStatus.DRAFT)

    def unscheduled(self) -> "EventQuerySet":
        """Those that the clock will not publish."""
        return self.filter(publish_at=None)

    def without_english(self) -> "EventQuerySet":
        """Those that lack the English that everybody reads before publishing."""
        return self.filter(Q(title_en="") | Q(summary_en=""))

    def with_english(self) -> "EventQuerySet":
        """Those that lack none of it."""
        return self.exclude(Q(title_en="") | Q(summary_en=""))

    def coming(self) -> "EventQuerySet":
        """Those that readers see and that have a date left, the next date first."""
        return self.shown().with_next_date().exclude(next_at=None).order_by("next_at")

    def past(self) -> "EventQuerySet":
        """Those that readers see and that have no date left, the last date first."""
        past = self.shown().with_next_date().filter(next_at=None)
        past = past.annotate(last_at=models.Max("occurrences__ends_at"))
        return past.order_by(F("last_at").desc(nulls_last=True), "-pk")

    def with_next_date(self) -> "EventQuerySet":
        """`next_pk`, `next_at`: the next date that is not over."""
        dates = apps.get_model("events.Occurrence").objects.coming()
        dates = dates.filter(event=OuterRef("pk"))
        return self.annotate(
            next_pk=Subquery(dates.values("pk")[:1]),
            next_at=Subquery(dates.values("starts_at")[:1]),
        )

    def found_by(self, words: str) -> "EventQuerySet":
        """Those with all the words in a title."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(title_da__icontains=word) | Q(title_en__icontains=word)
            )
        return rows

    def of_kind(self, *, kind: str = "", status: str = "") -> "EventQuerySet":
        """Those of a kind and a status, where one is named."""
        rows = self.filter(kind=kind) if kind else self
        return rows.filter(status=status) if status else rows

    def numbers(self) -> dict[str, int]:
        """How many there are of each status."""
        rows = self.order_by().values_list("status")
        return dict(rows.annotate(number=models.Count("pk")))

    def with_last_change(self) -> "EventQuerySet":
        """With `last_change_at`: of the event, or of one of its dates."""
        dates = models.Max("occurrences__changed_at")
        last = Greatest("changed_at", Coalesce(dates, "changed_at"))
        return self.annotate(last_change_at=last)

    def due(self) -> "EventQuerySet":
        """Drafts whose time to be published has come."""
        due = self.filter(status=EventStatus.DRAFT, publish_at__lte=timezone.now())
        return due.order_by("publish_at", "pk")

    def announced(self, dates) -> "EventQuerySet":
        """Those that some dates belong to, the last published first."""
        there = self.filter(pk__in=dates.order_by().values("event"))
        return there.order_by("-published_at", "-pk")

    def near(self, districts, themes) -> "EventQuerySet":
        """Those that take place in some districts or are on some themes, by keys."""
        here = Q(districts__in=districts) | Q(themes__in=themes)
        return self.filter(
            pk__in=self.model.objects.filter(here).order_by().values("pk")
        )

    def for_page(self) -> "EventQuerySet":
        """With whom the page of one event tells of."""
        people = self.select_related("contact", "image")
        return people.prefetch_related("hosts", "speakers")


class Event(models.Model):
    """Something that people come to: the facts of all its dates."""

    title_da = models.CharField(_("title in Danish"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title = InEither()  # what organisations suggest may have English alone
    summary_da = models.CharField(_("in one line, in Danish"), max_length=200)
    summary_en = models.CharField(
        _("in one line, in English"), max_length=200, blank=True
    )
    summary = InEither()
    slug = models.SlugField(_("address on the site"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=EventKind)
    format = models.CharField(
        _("format"), max_length=10, choices=EventFormat, default=EventFormat.IN_PERSON
    )
    is_course = models.BooleanField(
        _("course: one sign-up for all dates"), default=False
    )
    hosts = models.ManyToManyField(
        "hub.Organisation", blank=True, related_name="events", verbose_name=_("hosts"),
        help_text=_("Nobody: the hub itself."),
    )  # fmt: skip
    speakers = models.ManyToManyField(
        "hub.Person", blank=True, related_name="speaks_at", verbose_name=_("speakers")
    )
    contact = models.ForeignKey(
        "hub.Person", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("whom one asks"),
        help_text=_("Gets the access needs of guests, too. Empty: the hub."),
    )  # fmt: skip
    districts = models.ManyToManyField(
        "hub.District", blank=True, related_name="events", verbose_name=_("districts")
    )
    themes = models.ManyToManyField(
        "hub.Theme", blank=True, related_name="events", verbose_name=_("themes")
    )
    audiences = models.ManyToManyField(
        "hub.Audience", blank=True, related_name="events", verbose_name=_("for whom")
    )
    languages = models.CharField(
        _("held in"), max_length=40, default="da", help_text=_("For example: da, en")
    )
    is_free = models.BooleanField(_("free"), default=True)
    price_da = models.CharField(_("price in Danish"), max_length=120, blank=True)
    price_en = models.CharField(_("price in English"), max_length=120, blank=True)
    price = Bilingual()
    bring_da = models.TextField(
        _("what to bring, in Danish"), max_length=400, blank=True
    )
    bring_en = models.TextField(
        _("what to bring, in English"), max_length=400, blank=True
    )
    bring = Bilingual()
    access_da = models.TextField(
        _("getting in and around, in Danish"), max_length=600, blank=True,
        help_text=_("For a place of others; a space of ours tells its own."),
    )  # fmt: skip
    access_en = models.TextField(
        _("getting in and around, in English"), max_length=600, blank=True
    )
    access = Bilingual()
    interpreter_days = models.PositiveSmallIntegerField(
        _("an interpreter is ordered so many days before"), default=7
    )
    online_url = models.URLField(
        _("online address"), blank=True,
        help_text=_("Only those who have signed up get it."),
    )  # fmt: skip
    image = models.ForeignKey(
        "hub.HubImage", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    image_alt_da = models.CharField(
        _("what the picture shows, in Danish"), max_length=200, blank=True
    )
    image_alt_en = models.CharField(
        _("what the picture shows, in English"), max_length=200, blank=True
    )
    image_alt = Bilingual()
    scene = models.CharField(
        _("drawing"), max_length=20, choices=Scene, default=Scene.TALK,
        help_text=_("Shown where there is no picture."),
    )  # fmt: skip

    sign_up = models.CharField(
        _("sign-up"), max_length=10, choices=SignUpWay, default=SignUpWay.NONE
    )
    sign_up_url = models.URLField(_("address of the sign-up"), blank=True)
    opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    closes_hours_before = models.PositiveSmallIntegerField(
        _("sign-up closes so many hours before"), default=0
    )
    asks_organisation = models.BooleanField(_("ask for organisation"), default=False)
    asks_access_needs = models.BooleanField(_("ask for access needs"), default=True)
    asks_diet = models.BooleanField(_("ask for diet"), default=False)
    largest_party = models.PositiveSmallIntegerField(
        _("people in one sign-up, at most"), default=4,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )  # fmt: skip
    confirmation_da = models.TextField(
        _("words in the confirmation, in Danish"), max_length=600, blank=True
    )
    confirmation_en = models.TextField(
        _("words in the confirmation, in English"), max_length=600, blank=True
    )
    confirmation = Bilingual()
    offer_hours = models.PositiveSmallIntegerField(
        _("an offered place is kept so many hours"), default=24,
        validators=[MinValueValidator(1)],
    )  # fmt: skip
    reminder_hours = models.PositiveSmallIntegerField(
        _("reminder so many hours before"), default=24, help_text=_("0: none.")
    )
    introduces_space = models.ForeignKey(
        "spaces.Space", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("introduces to the space"),
    )  # fmt: skip
    introduces_kind = models.CharField(
        _("or to all spaces of a kind"), max_length=12, blank=True
    )

    rule = models.JSONField(_("repeats"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=EventStatus, default=EventStatus.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    note_da = models.CharField(_("why, in Danish"), max_length=200, blank=True)
    note_en = models.CharField(_("why, in English"), max_length=200, blank=True)
    note = Bilingual()
    suggested_by = models.ForeignKey(
        "hub.Organisation", models.SET_NULL, null=True, blank=True,
        related_name="suggested_events", verbose_name=_("suggested by"),
    )  # fmt: skip
    created_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    is_example = models.BooleanField(_("example"), default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions: ClassVar = [
            ("publish_event", _("Can publish and cancel events")),
            ("see_guests", _("Can see who signed up")),
            ("export_guests", _("Can take out lists of guests")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=EventStatus.PUBLISHED)
                | ~(Q(title_en="") | Q(summary_da="") | Q(summary_en="")),
                name="a_published_event_speaks_both_languages",
            ),
            models.CheckConstraint(
                condition=~Q(sign_up=SignUpWay.ELSEWHERE) | ~Q(sign_up_url=""),
                name="a_sign_up_elsewhere_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(is_free=True) | ~Q(price_da=""),
                name="what_is_not_free_has_a_price",
            ),
            models.CheckConstraint(
                condition=Q(introduces_space=None) | Q(introduces_kind=""),
                name="an_event_introduces_to_a_space_or_a_kind",
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def is_shown(self) -> bool:
        """Whether readers see it."""
        return self.status in EventStatus.shown()

    @property
    def is_published(self) -> bool:
        """Whether it is to take place and readers know it."""
        return self.status == EventStatus.PUBLISHED

    @property
    def is_cancelled(self) -> bool:
        """Whether the whole of it is cancelled."""
        return self.status == EventStatus.CANCELLED

    @property
    def speaks(self) -> str:
        """The languages that it is held in, by name, in the reader's language."""
        return spoken.in_words(self.languages)

    @property
    def drawing_seed(self) -> int:
        """Which people the drawing shows: the same in both languages."""
        return self.pk % 1000 if self.pk else 0

    def clean(self):
        """Say by the field what the database would refuse."""
        super().clean()
        wrong = {}
        if self.sign_up == SignUpWay.ELSEWHERE and not self.sign_up_url:
            wrong["sign_up_url"] = _("Where does one sign up? Write the address.")
        if not self.is_free and not self.price_da:
            wrong["price_da"] = _("What does it cost? Write it, or tick “free”.")
        if self.introduces_space_id and self.introduces_kind:
            wrong["introduces_kind"] = _("Choose a space or a kind, not both.")
        if self.slug in TAKEN:
            wrong["slug"] = _("The list of all events needs this word itself.")
        if self.status == EventStatus.PUBLISHED:
            needed = _("Needed to publish: everybody reads it, in both languages.")
            wrong |= {
                name: needed for name in NEEDED_TO_PUBLISH if not getattr(self, name)
            }
        if wrong:
            raise ValidationError(wrong)
