"""The pages of events: the list of all and the story of each, in both languages."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from events.addresses import EVENTS, event_url, index_url, stories_of, told_at
from events.feeds import calendar_feed_of, events_feed
from events.listing import listing_of, past_of
from events.models.events import Event
from events.telling import telling_of
from hub.blocks import BodyBlock
from hub.models import BasePage
from hub.routing import language_of
from hub.slugs import TAKEN
from hub.told import TellsOfOne


class EventIndexPage(RoutablePageMixin, BasePage):
    """All that happens, the next first."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["events.EventPage"]

    class Meta:
        verbose_name = gettext_lazy("page of all events")
        verbose_name_plural = gettext_lazy("pages of all events")

    def get_context(self, request, *args, **kwargs):
        """Add the dates that the filter finds."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing_of(self, request)

    @path(gettext_lazy("past/"), name="past")
    def past(self, request: HttpRequest) -> HttpResponse:
        """What has been, by year, with the same filter."""
        self._tell_where_it_is(request, "past")
        context = super().get_context(request) | past_of(self, request)
        return render(request, "events/event_index_page.html", context)

    @path(gettext_lazy("calendar/"), name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The dates that the filter finds, for a calendar that follows them."""
        return calendar_feed_of(self, request)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The dates that the filter finds, as Atom (RFC 4287)."""
        return events_feed(self, request)

    def _tell_where_it_is(self, request: HttpRequest, name: str) -> None:
        """Let the switch of languages lead to the same part of the other list."""
        request.trail = [*request.trail, self]
        request.told_at = {}
        for code, _name in settings.LANGUAGES:
            if below := index_url(code):
                with translation.override(code):
                    request.told_at[code] = below + self.reverse_subpage(name)

    @path("<slug:slug>/", name="facts")
    def facts(self, request: HttpRequest, slug: str) -> HttpResponse:
        """An event that has no page in this language, told by its facts."""
        event = get_object_or_404(Event.objects.shown().for_page(), slug=slug)
        words = {"title": event.title, "search_description": event.summary}
        return EVENTS.by_facts(
            self,
            request,
            event,
            template="events/event_facts.html",
            context=lambda language: (
                telling_of(event, request, language) | {"page": words}
            ),
        )


class EventPage(TellsOfOne, BasePage):
    """The story of one event; its dates, place and sign-up belong to the event."""

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="pages", verbose_name=gettext_lazy("event")
    )
    body = StreamField(BodyBlock(), verbose_name=gettext_lazy("text"), blank=True)

    telling = EVENTS
    is_told_already = gettext_lazy("Another page already tells of this event.")
    parent_page_types: ClassVar = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("event", overridable=False),
    ]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("event"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = gettext_lazy("event page")
        verbose_name_plural = gettext_lazy("event pages")

    def get_context(self, request, *args, **kwargs):
        """Add what the facts of the event tell."""
        context = super().get_context(request, *args, **kwargs)
        language = language_of(self)
        event = Event.objects.for_page().get(pk=self.event_id)
        stories = stories_of(event) | {language: self}
        request.told_at = told_at(event, stories)
        summary = str(event.summary)
        self.search_description = self.search_description or summary
        return context | telling_of(event, request, language)

    def what_is_missing(self, on=None) -> list[str]:
        """The event must be published itself: it is not announced by its story."""
        if self.event_id and self.event.is_shown:
            return []
        return [_("Publish the event first: its dates and its room belong to it.")]

    def address_in(self, language: str) -> str:
        """Where the event is told of in a language that has no page of it."""
        return event_url(self.event, language) if self.event.is_shown else ""

    def clean(self):
        """It lies where no part of the list does."""
        super().clean()
        if self.slug in TAKEN:
            reason = _("The list of all events needs this word itself.")
            raise ValidationError({"slug": reason})
