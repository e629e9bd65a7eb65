"""The index, its words, and what staff add to it and learn from it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language


class EntryQuerySet(models.QuerySet):
    """Questions about the index."""

    def of_kind(self, name: str) -> "EntryQuerySet":
        """Those of one kind, in whatever language."""
        return self.filter(kind=name)

    def in_language(self, language: str) -> "EntryQuerySet":
        """Those whose words are found in a language."""
        return self.filter(language=language)

    def new_between(self, after: dt.datetime, until: dt.datetime) -> "EntryQuerySet":
        """Those that the index learned to be news in a time, the newest first."""
        news = self.filter(new_at__gt=after, new_at__lte=until)
        return news.order_by("-new_at", "pk")

    def of_keys(self, keys: list, *, things: tuple, language: str) -> "EntryQuerySet":
        """Those of some primary keys, and those of some things in a language.

        A thing is a kind and its key.
        """
        wanted = Q(pk__in=keys)
        for kind, key in things:
            wanted |= Q(kind=kind, key=key, language=language)
        return self.filter(wanted)


class Entry(models.Model):
    """What can be found, once in each language that tells of it.

    Where its words lie depends on the database: see `search.engines`.
    """

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language)
    written_in = models.CharField(max_length=2, choices=Language)
    stamp = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    names = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    place = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    marks = models.CharField(max_length=400, blank=True)
    weight = models.FloatField(default=1.0)
    is_example = models.BooleanField(default=False)
    since = models.DateTimeField(null=True)  # when it became news, as its room says
    new_at = models.DateTimeField(null=True)  # when the index learned that

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "language"],
                name="an_entry_tells_of_a_thing_once_in_each_language",
            )
        ]
        indexes = [
            models.Index(fields=["language", "-new_at"], name="search_entry_new"),
            models.Index(
                fields=["ends_at"],
                name="search_entry_ends",
                condition=Q(ends_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def thing(self) -> tuple[str, str]:
        """What it tells of, whatever the language."""
        return self.kind, self.key


class WordQuerySet(models.QuerySet):
    """Questions about the words of the index."""

    def with_roots(self, roots: dict[str, set[str]]) -> "WordQuerySet":
        """Those of each language that have one of its roots."""
        wanted = Q()
        for language, theirs in roots.items():
            wanted |= Q(language=language, root__in=theirs)
        return self.filter(wanted)

    def near(self, language: str, words: list[str]) -> "WordQuerySet":
        """Those of about the same length that begin or end like one of some words."""
        wanted = Q()
        for word in words:
            alike = Q(first=word[:1]) | Q(last=word[-3:])
            sizes = Q(length__gte=len(word) - 2, length__lte=len(word) + 2)
            wanted |= alike & sizes
        return self.filter(wanted, language=language)


class Word(models.Model):
    """A folded word of the index: how it is written, and how many entries have it."""

    language = models.CharField(max_length=2, choices=Language)
    word = models.CharField(max_length=40)
    root = models.CharField(max_length=40)
    shown = models.CharField(max_length=40)
    entries = models.PositiveIntegerField(default=0)
    length = models.PositiveSmallIntegerField()
    first = models.CharField(max_length=1)
    last = models.CharField(max_length=3)

    objects = WordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], name="a_language_has_a_word_once"
            )
        ]
        indexes = [
            models.Index(fields=["language", "root"], name="search_word_root"),
            models.Index(fields=["language", "first", "length"], name="search_first"),
            models.Index(fields=["language", "last", "length"], name="search_last"),
        ]

    def __str__(self):
        return self.shown


class Synonyms(models.Model):
    """Words that mean the same to readers: who types one finds the others too."""

    language = models.CharField(_("language"), max_length=2, choices=Language)
    words = models.TextField(
        _("words"), max_length=600,
        help_text=_(
            "With a comma between, for example: rent, borrow, hire. Who types one of "
            "them finds what has another."
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["language", "words"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self):
        return self.words

    @property
    def each(self) -> list[str]:
        """The words one by one; one may be of several words itself."""
        return [word.strip() for word in self.words.split(",") if word.strip()]

    def clean(self):
        """One word alone means the same as nothing."""
        super().clean()
        if len({word.lower() for word in self.each}) < 2:
            raise ValidationError({"words": _("Write at least two words.")})


class Promotion(models.Model):
    """A page that comes first for some words, because staff say so."""

    language = models.CharField(_("language"), max_length=2, choices=Language)
    words = models.CharField(
        _("words"), max_length=200,
        help_text=_(
            "What readers type, with a comma between. Capital letters do not matter."
        ),
    )  # fmt: skip
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["language", "order", "pk"]
        verbose_name = _("recommended page")
        verbose_name_plural = _("recommended pages")

    def __str__(self):
        return self.words

    def clean(self):
        """The page is in the language in which it is recommended."""
        super().clean()
        if self.page_id and self.page.locale.language_code != self.language:
            reason = _("This page is in another language. Choose the one in yours.")
            raise ValidationError({"page": reason})


class LookupQuerySet(models.QuerySet):
    """Questions about what was looked for."""

    def since(self, day: dt.date) -> "LookupQuerySet":
        """Those from a day on."""
        return self.filter(on__gte=day)

    def counted(self) -> "LookupQuerySet":
        """The words with how often they were typed, the most wanted first."""
        rows = self.values("language", "words").annotate(
            number=models.Sum("times"), in_vain=models.Sum("in_vain_times")
        )
        return rows.order_by("-number", "words")

    def in_vain(self) -> "LookupQuerySet":
        """Of counted words those that found nothing, the most wanted first."""
        return self.filter(in_vain__gt=0).order_by("-in_vain", "words")


class Lookup(models.Model):
    """How often some words were looked for on a day; it says nothing about who."""

    on = models.DateField(default=timezone.localdate)
    language = models.CharField(max_length=2, choices=Language)
    words = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=0)
    in_vain_times = models.PositiveIntegerField(default=0)

    objects = LookupQuerySet.as_manager()

    class Meta:
        verbose_name = _("what people look for")
        verbose_name_plural = _("what people look for")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "language", "words"],
                name="what_is_looked_for_on_a_day_is_counted_once",
            )
        ]

    def __str__(self):
        return self.words
