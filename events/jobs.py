"""What the clock does for events; each is safe to run twice and to be killed."""

from events import actions
from events.actions import losing, needs, publishing, reminding
from events.models import Seats, Signup
from hub import jobs
from hub.jobs import MINUTE, for_each


@jobs.register(every=MINUTE)
def publish_due():
    """Publish drafts whose time has come; of a clash staff hear once."""
    publishing.publish_due()


@jobs.register(every=MINUTE)
def tell_of_lost_rooms():
    """Tell staff of dates that have lost their room; of each loss once."""
    losing.tell_of_losses()


@jobs.register(every=MINUTE)
def expire_sign_ups():
    """End what nobody confirmed or took in time, and offer the places on."""
    for_each(Seats.objects.with_lapsed(), lambda each: actions.expire(seats=each))


@jobs.register(every=5 * MINUTE)
def remind_guests():
    """Remind guests of the dates that come soon."""
    for date in reminding.due_dates():
        for_each(
            reminding.due_signups(date),
            lambda signup, date=date: reminding.remind(signup=signup, date=date),
        )


@jobs.register(every=15 * MINUTE)
def tell_access_needs():
    """Tell hosts what guests need, where it was missed."""
    missed = Signup.objects.with_needs_to_tell().select_related("seats")
    for_each(missed, lambda signup: needs.tell_needs(signup=signup))
