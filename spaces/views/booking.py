"""Choosing times and telling what for: looking is a GET, a hold is made by POST."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from hub import limits
from spaces import actions, rules
from spaces.addresses import space_url
from spaces.availability import free_in_others
from spaces.booking_forms import ChoiceForm, TellForm
from spaces.choosing import Choice, Slot
from spaces.hours import Stretch, midnight
from spaces.models import Booking, Space
from spaces.refusals import Refused, Taken, problem, refuse
from spaces.states import BookingState
from spaces.week import WEEK, Week, monday_of, week_of

HOLDS, HOUR = 3, dt.timedelta(hours=1)  # of one network address
SESSION_KEY = "hold"


@never_cache
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a space on which times are chosen and asked for."""
    space = get_object_or_404(Space.objects.shown().for_booking(), slug=slug)
    mine = held_in(request)
    if request.method == "POST":
        return _ask(request, space, mine)
    choice = Choice(space, request.GET, ignoring=mine)
    form = None
    if choice.is_ready:
        told = {"people": request.GET.get("people")} | _told(mine, space)
        form = TellForm(space=space, initial=told)
    return _page(request, choice, form)


def held_in(request: HttpRequest) -> list[Booking]:
    """What the session holds, in the order of time; nothing if it never did."""
    batch = request.session.get(SESSION_KEY)
    return list(Booking.objects.sent_together(batch).for_lists()) if batch else []


def _told(mine: list[Booking], space: Space) -> dict:
    """What was told of a time that is held in this space: who goes back finds it."""
    if not mine or mine[0].space_id != space.pk or not is_held(mine):
        return {}
    return {name: getattr(mine[0], name) for name in ("people", "purpose", "food")}


def is_held(bookings: list[Booking]) -> bool:
    """Whether all of them are held, and nothing else."""
    return all(each.state == BookingState.HELD for each in bookings)


def _page(
    request: HttpRequest, choice: Choice, form: TellForm | None, status: int = 0
) -> HttpResponse:
    space, good, choose = choice.space, choice.good, ChoiceForm(choice)
    if choose.errors:
        status = status or 422
    context = {
        "space": space,
        "space_url": space_url(space, get_language()),
        "choice": choice,
        "choose": choose,
        "form": form,
        "week": _week(choice, request.GET),
    }
    if good:
        first = good[0].slot
        answer = rules.answer_to(space, first.start, request.user)
        context["answer"] = answer
        context["is_introduced"] = rules.is_introduced(request.user, space)
        if answer.is_too_late and not answer.at_once:
            others = Space.objects.besides(space).answering_at_once()
            context["others"] = _elsewhere(choice, others)
    elif choice.new and choice.new.problems:
        context["nearest"] = _nearby(choice, choice.new.slot)
    return render(request, "spaces/book.html", context, status=status or 200)


def _week(choice: Choice, query: QueryDict) -> Week:
    """The week around what was chosen; each free time in it leads on from here."""
    monday = monday_of(query, choice.space, choice.now)
    longest = dt.timedelta(minutes=choice.space.longest_minutes)
    needed = Stretch(midnight(monday), midnight(monday + WEEK) + longest)
    calendar = choice.calendar if choice.calendar.whole.holds(needed) else None
    times = [Stretch(*each.slot) for each in choice.all]
    now = choice.now
    return week_of(
        choice.space, monday, query=query, now=now, calendar=calendar, chosen=times
    )


def _nearby(choice: Choice, slot: Slot) -> list[tuple[Slot, str]]:
    """The nearest free times, each with its address."""
    kept = [each.slot for each in choice.good]
    return [(near, choice.address([*kept, near])) for near in choice.nearest(slot)]


def _elsewhere(choice: Choice, others) -> list[tuple[Space, str]]:
    """Other spaces that are free at the first time, each with its address."""
    slots = [each.slot for each in choice.good]
    offers = free_in_others(others, *slots[0])
    return [(offer.space, choice.address(slots, space=offer.space)) for offer in offers]


# The hold ------------------------------------------------------------------------


def _ask(request: HttpRequest, space: Space, mine: list[Booking]) -> HttpResponse:
    """Hold the times, or say by the field what is wrong."""
    choice = Choice(space, request.POST, ignoring=mine)
    form = TellForm(request.POST, space=space)
    if form.is_valid():
        form.agree_to(price_of(space, choice.slots))
        if choice.unread or not choice.slots:
            form.refuse(choice.unread or [problem("unreadable")])
    if form.errors:
        return _page(request, choice, form, 422)
    try:
        bookings = _hold(request, choice, form, mine)
    except Taken:
        return taken_page(request, choice, form)
    except Refused as refused:
        form.refuse(refused.problems)
        return _page(request, choice, form, 422)
    request.session[SESSION_KEY] = str(bookings[0].batch)
    where = reverse("check_booking", args=[bookings[0].batch])
    return HttpResponseRedirect(where)


def price_of(space: Space, slots: list[Slot]) -> int:
    """What the times cost all others than confirmed organisations, in øre."""
    prices = (rules.prices_of(space, *slot) for slot in slots)
    return sum(each.others for each in prices if each)


def _hold(
    request: HttpRequest, choice: Choice, form: TellForm, mine: list[Booking]
) -> list[Booking]:
    """The hold of this session: the one that is there, else a new one in its place."""
    if is_same(mine, choice):
        actions.describe(batch=mine[0].batch, **form.wish)
        return mine
    key, reader = form.cleaned_data["key"], limits.address_of(request)
    is_allowed = limits.allow(f"hold from {reader}", limit=HOLDS, window=HOUR)
    # A second click that left before the first was answered is no further hold.
    if not (is_allowed or is_same(list(Booking.objects.with_key(key)), choice)):
        raise refuse("too_many_holds")
    return actions.hold(
        space=choice.space,
        times=choice.slots,
        key=key,
        language=get_language(),
        instead_of=mine[0].batch if mine else None,
        **form.wish,
    )


def is_same(mine: list[Booking], choice: Choice) -> bool:
    """Whether just these times are held already, and their time is not up."""
    held = sorted((each.starts_at, each.ends_at) for each in mine)
    return (
        bool(mine)
        and is_held(mine)
        and mine[0].held_until > timezone.now()
        and mine[0].space_id == choice.space.pk
        and held == sorted(choice.slots)
    )


def taken_page(
    request: HttpRequest, choice: Choice, form: TellForm, *, is_over: bool = False
) -> HttpResponse:
    """409: somebody was quicker. All that was typed is there, beside what is free.

    `is_over`: the time was held and ran out, so it may be free once more.
    """
    lost = [each.slot for each in choice.all if each.problems]
    slot = (lost or choice.slots)[0]
    others = free_in_others(Space.objects.besides(choice.space), *slot)
    context = {
        "space": choice.space,
        "choice": choice,
        "form": form,
        "key": uuid.uuid4(),
        "lost": slot,
        "kept": [each.slot for each in choice.good if each.slot != slot],
        "is_over": is_over,
        "nearest": choice.nearest(slot),
        "others": [offer.space for offer in others],
    }
    return render(request, "spaces/book_taken.html", context, status=409)
