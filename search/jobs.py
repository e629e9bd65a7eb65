"""What the clock does for the search: the index, and what was looked for."""

from datetime import timedelta

from django.utils import timezone

from hub import jobs, pagecache
from hub.jobs import DAY, MINUTE
from search import indexing
from search.followers import sending
from search.kinds import KINDS
from search.models import Lookup
from search.watches import looking

KEPT = timedelta(days=365)
_seen = {"generation": "", "at": None}


@jobs.register(every=MINUTE)
def refresh_index():
    """Read what changed, after a change of pages or when a date has passed."""
    generation, now = pagecache.generation(), timezone.now()
    since = _seen["at"] or now
    has_passed = any(kind.has_passed(since, now) for kind in KINDS)
    if generation != _seen["generation"] or has_passed:
        indexing.refresh()
    _seen.update(generation=generation, at=now)


@jobs.register(every=DAY)
def rebuild_index():
    """Read everything anew."""
    indexing.rebuild()


@jobs.register(every=DAY)
def forget_lookups():
    """Delete what was looked for more than twelve months ago."""
    day = timezone.localdate() - KEPT
    Lookup.objects.filter(on__lt=day).delete()


@jobs.register(every=5 * MINUTE)
def send_news():
    """Send the weekly mail to whom it is due; see `search.followers.editions`."""
    sending.send_due()


@jobs.register(every=DAY)
def forget_refused_followers():
    """Write no more to addresses that refuse it for good."""
    sending.forget_refused()


@jobs.register(every=2 * MINUTE)
def tell_of_free_spaces():
    """Mail those who wait for a space that became free; no question where none does."""
    looking.look()
