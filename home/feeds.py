"""The tracker as a feed."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models.proposals import ProposalEntry

NEWEST = 50


def proposals_feed(page: Page, request: HttpRequest) -> HttpResponse:
    """The newest entries of all proposals; each has an id that stays."""
    address = settings.SITE_URL + page.get_url(request)
    feed = Atom1Feed(
        title=page.title,
        link=address,
        description=page.standfirst,
        language=get_language(),
        feed_url=f"{address}feed/",
    )
    host = urlsplit(settings.SITE_URL).hostname
    entries = ProposalEntry.objects.select_related("proposal")
    for entry in entries.order_by("-added_on", "-pk")[:NEWEST]:
        source = _("Source: %(source)s") % {"source": entry.source}
        feed.add_item(
            title=title_of(entry),
            link=f"{address}#{entry.proposal.slug}",
            description=f"{entry.text} {source}",
            unique_id=f"tag:{host},2026:entry/{entry.pk}",
            pubdate=at_noon(entry.happened_on),
            updateddate=at_noon(entry.added_on),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def title_of(entry: ProposalEntry) -> str:
    """What it is about and how it stood; what the demo invented says so."""
    title = f"{entry.proposal.title}: {entry.word}"
    return f"{title} ({_('Example')})" if entry.proposal.is_example else title


def at_noon(day: dt.date) -> dt.datetime:
    """A moment of the day: a feed wants the time too."""
    moment = dt.datetime.combine(day, dt.time(12))
    return timezone.make_aware(moment)
