"""What the clock does for bookings; each is safe to run twice and to be killed."""

import datetime as dt

from django.utils import timezone

from hub import jobs
from hub.jobs import DAY, MINUTE, for_each
from hub.workdays import is_working_day
from spaces import actions
from spaces.actions import checking, offering
from spaces.models import Booking, RoomOffer

MORNING = dt.time(8)  # local: the mail waits when the day begins


@jobs.register(every=MINUTE)
def expire_holds():
    """End holds whose quarter of an hour is over."""
    actions.expire_holds()


@jobs.register(every=5 * MINUTE)
def expire_requests():
    """End requests that nobody answered until two hours before."""
    actions.expire_requests()


@jobs.register(every=5 * MINUTE)
def remind():
    """Tell those who come within a day how they get in."""
    due = Booking.objects.to_remind(timezone.now())
    for_each(due, lambda booking: actions.remind(booking=booking))


@jobs.register(every=15 * MINUTE)
def tell_managers_of_late():
    """Tell the hub managers of requests that passed their answer-by time."""
    late = Booking.objects.late(timezone.now())
    for_each(late, lambda booking: actions.tell_managers_of_late(booking=booking))


@jobs.register(every=10 * MINUTE)
def tell_of_waiting():
    """From 8 on, on working days, tell each who answers what waits for them."""
    now = timezone.localtime()
    if not is_working_day(now.date()) or now.time() < MORNING:
        return
    today = now.date()
    for_each(
        actions.approvers(), lambda user: actions.tell_of_waiting(user=user, on=today)
    )


@jobs.register(every=15 * MINUTE)
def tell_of_late_offers():
    """Tell the hub managers of offered rooms whose answer was promised by now."""
    for offer in RoomOffer.objects.late():
        offering.say_is_late(offer=offer)


@jobs.register(every=DAY)
def ask_to_check_facts():
    """Ask the owners of houses once a year, then every month until they answer."""
    for venue in checking.due_to_check(timezone.localdate()):
        checking.ask_to_check(venue=venue)
