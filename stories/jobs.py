"""What the clock does for stories and the directory; each is safe to run twice."""

from django.utils import timezone

from hub import jobs
from hub.jobs import DAY, MINUTE, for_each
from stories.actions import confirming, ending, nominating, profile_answers
from stories.models import Nomination, ProfileRequest


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


@jobs.register(every=15 * MINUTE)
def tell_of_late_profiles():
    """Tell the hub managers of requests whose answer was promised by now."""
    late = ProfileRequest.objects.late().select_related("organisation")
    for_each(late, lambda asked: profile_answers.say_is_late(request=asked))


@jobs.register(every=DAY)
def keep_profiles_true():
    """Ask once a year, mark what nobody confirmed, warn twice, then archive."""
    confirming.begin_the_year()
    confirming.mark_unconfirmed()
    due = confirming.due_to_remind()
    for_each(due, lambda each: confirming.remind(organisation=each))
    old = confirming.due_to_archive()
    for_each(old, lambda each: confirming.archive(organisation=each))


@jobs.register(every=DAY)
def tell_of_ending_consents():
    """Tell who is portrayed and staff a month before a yes runs out."""
    ending_soon = ending.to_tell(timezone.localdate())
    for_each(ending_soon, lambda each: ending.say_it_ends(consent=each))


@jobs.register(every=15 * MINUTE)
def unpublish_ended_consents():
    """Unpublish what a yes that ran out yesterday no longer covers."""
    over = ending.ended(timezone.localdate())
    for_each(over, lambda each: ending.unpublish_ended(consent=each))
