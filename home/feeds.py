"""What became of each proposal, to follow: Atom, and a calendar of target dates."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Event as Entry
from wagtail.models import Page

from home.models.proposals import Answer, Proposal, ProposalEntry
from home.proposal_filter import ProposalFilter
from hub.atom import Item, atom_of
from hub.calendars import CONTENT_TYPE, host, new_calendar
from hub.feeds import narrowed, unless_unchanged
from hub.routing import language_of
from hub.wall_time import noon

NEWEST = 50


def proposals_feed(page: Page, request: HttpRequest) -> HttpResponse:
    """The newest entries of the proposals that the filter lets through."""
    form, below = ProposalFilter(request.GET), page.get_url(request)
    entries = [
        entry
        for proposal in form.choose(Proposal.objects.with_entries())
        for entry in proposal.entries.all()
    ]
    entries.sort(key=lambda entry: (entry.added_on, entry.pk), reverse=True)
    return atom_of(
        request,
        [_item(entry, below) for entry in entries[:NEWEST]],
        title=title_of(page, form),
        about=page.standfirst,
        language=language_of(page),
        below=below,
        kept=form.kept(),
    )


def _item(entry: ProposalEntry, below: str) -> Item:
    source = _("Source: %(source)s") % {"source": entry.source}
    return Item(
        name=f"entry/{entry.pk}",
        title=f"{entry.proposal.title}: {entry.word}{_example(entry.proposal)}",
        path=f"{below}#{entry.proposal.slug}",
        words=f"{entry.text} {source}",
        published=noon(entry.happened_on),
        updated=noon(entry.added_on),
    )


def targets_calendar(page: Page, request: HttpRequest) -> HttpResponse:
    """The days by which something was promised, of what the filter lets through."""
    form, below = ProposalFilter(request.GET), page.get_url(request)
    calendar = new_calendar(title_of(page, form))
    for proposal in form.choose(Proposal.objects.with_entries()):
        if proposal.target_on:
            calendar.add_component(_day_of(proposal, below))
    return unless_unchanged(request, calendar.to_ical(), CONTENT_TYPE)


def _day_of(proposal: Proposal, below: str) -> Entry:
    """A whole day that makes nobody busy; each entry is a change of it (RFC 5545)."""
    entries, day = list(proposal.entries.all()), proposal.target_on
    url = f"{settings.SITE_URL}{below}#{proposal.slug}"
    told = noon(max((each.added_on for each in entries), default=day))
    found = Entry()
    found.add("uid", f"proposal-{proposal.pk}@{host()}")
    found.add("dtstamp", told.astimezone(dt.UTC))
    found.add("last-modified", told.astimezone(dt.UTC))
    found.add("sequence", len(entries))
    found.add("dtstart", day)
    found.add("dtend", day + dt.timedelta(days=1))
    found.add("transp", "TRANSPARENT")
    words = f"{_('Aim:')} {proposal.title} ({proposal.state.label})"
    found.add("summary", words + _example(proposal))
    found.add("description", "\n".join(_lines_of(proposal, entries, url)))
    found.add("url", url)
    return found


def _lines_of(proposal: Proposal, entries: list[ProposalEntry], url: str) -> list[str]:
    """Who took it up, what was heard last and from where, and where it is told of."""
    lines, is_partly = [], proposal.answer == Answer.PARTLY
    if proposal.owner:
        by = _("Taken up in part by:") if is_partly else _("Taken up by:")
        lines.append(f"{by} {proposal.owner}")
    if entries:
        source = _("Source: %(source)s") % {"source": entries[0].source}
        lines += [str(entries[0].text), source]
    return [*lines, url]


def title_of(page: Page, form: ProposalFilter) -> str:
    """The page's title with what it is narrowed to, in words."""
    return narrowed(page.title, form.in_words())


def _example(proposal: Proposal) -> str:
    """What the demo invented says so."""
    return f" ({_('Example')})" if proposal.is_example else ""
