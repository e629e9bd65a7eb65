"""What was asked, what was answered, and what has happened since."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.bilingual import Bilingual
from hub.choices import Recommendation

MONTHS_OF_SILENCE = 6


class AskedOf(models.TextChoices):
    """Whose move it is."""

    CITY = "city", _("Asked of the city")
    OWN = "own", _("Promised by the entrepreneurs themselves")
    HUB = "hub", _("Promised by the hub")


class Answer(models.TextChoices):
    """What was said to a proposal."""

    NONE = "none", _("No answer known")
    TAKEN_UP = "taken_up", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    DECLINED = "declined", _("Declined")

    @classmethod
    def yes(cls) -> tuple[str, ...]:
        """The answers after which somebody works on it."""
        return cls.TAKEN_UP, cls.PARTLY


class Status(models.TextChoices):
    """How it goes with what somebody has taken up."""

    ON_TRACK = "on_track", _("On track")
    DELAYED = "delayed", _("Delayed")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")

    @classmethod
    def going_on(cls) -> tuple[str, ...]:
        """What turns to "no news" when nobody says anything for long."""
        return cls.ON_TRACK, cls.DELAYED


class State(models.TextChoices):
    """The one word that readers see: of the answer, the status and the last news."""

    NO_ANSWER = "no_answer", _("No answer known")
    TAKEN_UP = "taken_up", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    ON_TRACK = "on_track", _("On track")
    DELAYED = "delayed", _("Delayed")
    NO_NEWS = "no_news", _("No news")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")


def silent_since(today: dt.date) -> dt.date:
    """The day six months ago, by the calendar; older news is silence."""
    years, month = divmod(today.month - 1 - MONTHS_OF_SILENCE, 12)
    first = today.replace(year=today.year + years, month=month + 1, day=1)
    next_month = (first + dt.timedelta(days=31)).replace(day=1)
    last = (next_month - dt.timedelta(days=1)).day
    return first.replace(day=min(today.day, last))


class ProposalQuerySet(models.QuerySet):
    """Questions about proposals."""

    def with_entries(self) -> "ProposalQuerySet":
        """Their history in one query, newest first."""
        return self.prefetch_related("entries")

    def of(self, number: int) -> "ProposalQuerySet":
        """Those that belong to a recommendation."""
        return self.filter(recommendation=number)

    def silent(self) -> "ProposalQuerySet":
        """Those that go on, but of which nothing was heard for six months."""
        since = silent_since(timezone.localdate())
        old = self.filter(last_entry_on__lt=since, status__in=Status.going_on())
        return old.order_by("last_entry_on")


class Proposal(models.Model):
    """Something asked of the city or promised by the entrepreneurs themselves.

    What was answered and how it goes is changed by entries only (`home.actions`).
    """

    slug = models.SlugField(_("address"), unique=True)
    asked_of = models.CharField(
        _("whose move it is"), max_length=4, choices=AskedOf, default=AskedOf.CITY
    )
    recommendation = models.PositiveSmallIntegerField(
        _("recommendation"), choices=Recommendation, null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title_da = models.CharField(_("title in Danish"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title = Bilingual()
    text_da = models.TextField(_("text in Danish"), max_length=600)
    text_en = models.TextField(_("text in English"), max_length=600, blank=True)
    text = Bilingual()
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer, default=Answer.NONE, editable=False
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, blank=True, editable=False
    )
    owner_da = models.CharField(
        _("owner, in Danish"), max_length=120, blank=True, editable=False
    )
    owner_en = models.CharField(
        _("owner, in English"), max_length=120, blank=True, editable=False
    )
    owner = Bilingual()
    target_on = models.DateField(_("target date"), null=True, editable=False)
    last_entry_on = models.DateField(_("last news"), null=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = [F("recommendation").asc(nulls_last=True), "order", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_of=AskedOf.CITY) | Q(recommendation__isnull=False),
                name="what_is_asked_of_the_city_has_a_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.yes())
                | Q(status="", owner_da="", owner_en="", target_on=None),
                name="only_what_was_taken_up_has_owner_status_and_target",
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def state(self) -> State:
        """The one word that readers see."""
        if self.answer in (Answer.NONE, Answer.DECLINED):
            return State.NO_ANSWER if self.answer == Answer.NONE else State.DECLINED
        if not self.status:
            return State(self.answer)
        silent = silent_since(timezone.localdate())
        is_old = self.last_entry_on is None or self.last_entry_on < silent
        is_silent = is_old and self.status in Status.going_on()
        return State.NO_NEWS if is_silent else State(self.status)


class ProposalEntry(models.Model):
    """What happened on a day, with its source; the database lets nobody change it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="entries")
    happened_on = models.DateField(_("when"))
    text_da = models.TextField(_("what happened, in Danish"), max_length=600)
    text_en = models.TextField(
        _("what happened, in English"), max_length=600, blank=True
    )
    text = Bilingual()
    source_da = models.CharField(
        _("source, in Danish"), max_length=160,
        help_text=_("Who said it and where: the council's minutes, item 4"),
    )  # fmt: skip
    source_en = models.CharField(_("source, in English"), max_length=160, blank=True)
    source = Bilingual()
    source_url = models.URLField(_("address of the source"), blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    status = models.CharField(_("status"), max_length=10, choices=Status, blank=True)
    added_on = models.DateField(default=timezone.localdate, editable=False)
    added_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(
                condition=~Q(source_da=""), name="an_entry_names_its_source"
            ),
            models.CheckConstraint(
                condition=Q(happened_on__lte=F("added_on")),
                name="an_entry_tells_what_has_been",
            ),
        ]

    def __str__(self):
        return f"{self.happened_on:%Y-%m-%d} {self.proposal}"

    @property
    def word(self) -> str:
        """How it stood that day; "in part" is said beside the status too."""
        words = []
        if not self.status or self.answer == Answer.PARTLY:
            words.append(str(self.get_answer_display()))
        if self.status:
            words.append(str(self.get_status_display()))
        return ", ".join(words)

    def clean(self):
        """Say by the field what the database would refuse."""
        super().clean()
        if self.happened_on and self.happened_on > self.added_on:
            reason = _("This day has not been yet. Write what has happened.")
            raise ValidationError({"happened_on": reason})
