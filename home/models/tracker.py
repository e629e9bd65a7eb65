"""The page that shows what became of each proposal, and its feed."""

from typing import ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from home import strategy
from home.feeds import proposals_feed, targets_calendar
from home.models.proposals import AskedOf, Proposal, State
from home.proposal_filter import ProposalFilter
from hub.blocks import BodyBlock
from hub.feeds import ATOM, CALENDAR, ways_to_follow
from hub.models import BasePage


class TrackerPage(RoutablePageMixin, BasePage):
    """What was asked, what was answered, and what has happened since."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page of all proposals")
        verbose_name_plural = _("pages of all proposals")

    def get_context(self, request, *args, **kwargs):
        """Add the proposals that the filter lets through, by recommendation."""
        everything = list(Proposal.objects.with_entries())
        form = ProposalFilter(request.GET)
        shown = form.choose(everything)
        groups = grouped(shown, self.locale_id)
        below = self.get_url(request)
        urls = {ATOM: f"{below}feed/", CALENDAR: f"{below}{gettext('calendar/')}"}
        words, kept = form.in_words(), form.kept()
        context = super().get_context(request, *args, **kwargs)
        context |= ways_to_follow(self.title, urls, words=words, kept=kept)
        return context | {
            "filter": ProposalFilter(initial=form.chosen),
            "ignored": form.ignored,
            "groups": groups,
            "number": len(real(shown)),
            "total": len(real(everything)),
            "examples": len(shown) - len(real(shown)),
            "counts": counts_of(real(shown)),
            "is_filtered": bool(form.chosen),
        }

    @path("feed/")
    def feed(self, request) -> HttpResponse:
        """The newest entries of what the filter lets through, as Atom (RFC 4287)."""
        return proposals_feed(self, request)

    @path(_("calendar/"))
    def calendar(self, request) -> HttpResponse:
        """The target dates of what the filter lets through, for a calendar."""
        return targets_calendar(self, request)


def real(proposals: list[Proposal]) -> list[Proposal]:
    """Those that the demo did not invent."""
    return [each for each in proposals if not each.is_example]


def grouped(proposals: list[Proposal], locale_id: int) -> list[dict]:
    """What is asked of the city by recommendation, then what others promised."""
    asked = [each for each in proposals if each.asked_of == AskedOf.CITY]
    groups = strategy.grouped(asked, locale_id)
    for who in (AskedOf.OWN, AskedOf.HUB):
        items = [each for each in proposals if each.asked_of == who]
        if items:
            groups.append({"number": who.value, "title": who.label, "members": items})
    for group in groups:
        group["counts"] = counts_of(group["members"])
    return groups


def counts_of(proposals: list[Proposal]) -> list[tuple[State, int]]:
    """How many stand how, in the order of the states; none is left out of the list."""
    states = [proposal.state for proposal in proposals]
    return [(state, states.count(state)) for state in State if state in states]
