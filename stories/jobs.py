"""What the clock does for stories and the directory; each is safe to run twice."""

from django.utils import timezone

from hub import jobs
from hub.jobs import DAY, MINUTE, for_each
from stories.actions import nominating
from stories.models import Nomination


@jobs.register(every=15 * MINUTE)
def tell_of_late_nominations():
    """Tell the hub managers of nominations where something was promised by now."""
    late = Nomination.objects.late()
    for_each(late, lambda each: nominating.say_is_late(nomination=each))


@jobs.register(every=5 * MINUTE)
def tell_of_told_stories():
    """Mail those who nominated where the story is, once it can be read."""
    told = Nomination.objects.with_live_story()
    for_each(told, lambda each: nominating.publish(nomination=each))


@jobs.register(every=DAY)
def let_unreached_go():
    """Delete nominations whose nominee nobody has asked within the month."""
    unreached = Nomination.objects.unreached(timezone.now())
    for_each(unreached, lambda each: nominating.let_go(nomination=each))
