"""Signing up for a date, at an address of the event itself; no account, no script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import actions
from events.actions.places import waiting_places_left
from events.addresses import event_url
from events.gatherings import Gathering
from events.links import token_for
from events.models import Event, Occurrence, Signup
from events.refusals import Refused
from events.signup_forms import SignUpForm
from hub import limits
from hub.forms import status_of
from hub.privacy import subject_at

# Many sign up in one house, at one network address.
FROM_ONE_ADDRESS_AN_HOUR = 40
FROM_ONE_SENDER_A_DAY = 10
WAITING = "venteliste"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form with what one signs up for; closed, it says why and what there is."""
    event = get_object_or_404(Event.objects.shown(), slug=slug)
    date = Occurrence.objects.of(event).with_key(pk)
    if date is None:
        return no_such_date(request, event)
    gathering = Gathering(date.seats)
    form = SignUpForm(
        request.POST or None,
        event=event,
        seats=date.seats,
        initial=known(request),
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (response := send(request, form, gathering, date)):
        return response
    problem = gathering.problem()
    context = about(gathering, date) | {"form": form, "problem": problem}
    if problem:
        return render(request, "events/sign_up_closed.html", context)
    status = status_of(form)
    return render(request, "events/sign_up.html", context, status=status)


def send(
    request: HttpRequest, form: SignUpForm, gathering: Gathering, date: Occurrence
) -> HttpResponse | None:
    """Sign up what the form says; None where it was refused, and the form says why."""
    said, email = form.said, form.cleaned_data["email"]
    if not Signup.objects.with_key(form.row_key) and is_too_much(request, email):
        form.add_error(None, limits.TOO_MANY)
        return None
    is_proven = is_own(request, email)
    wants_waiting = form.cleaned_data["wants_waiting"]
    try:
        signup = actions.sign_up(
            seats=gathering.seats,
            email=email,
            language=get_language(),
            wants_waiting=wants_waiting,
            is_proven=is_proven,
            key=form.row_key,
            **said,
        )
    except Refused as refused:
        form.refuse(refused.problems)
        return None
    if is_proven:
        return HttpResponseRedirect(reverse("your_signup", args=[token_for(signup)]))
    address = reverse("event_sign_up_sent", args=[gathering.event.slug, date.pk])
    query = f"?{WAITING}=1" if wants_waiting else ""
    return HttpResponseRedirect(address + query)


def is_too_much(request: HttpRequest, email: str) -> bool:
    """Whether too many came from one place, or to one address."""
    return not limits.allow_sender(
        request,
        email,
        what="sign-up",
        an_hour=FROM_ONE_ADDRESS_AN_HOUR,
        a_day=FROM_ONE_SENDER_A_DAY,
    )


def is_own(request: HttpRequest, email: str) -> bool:
    """Whether the reader has signed in with this address."""
    if not request.user.is_authenticated:
        return False
    return email.lower() in subject_at(request.user.email).addresses


def known(request: HttpRequest) -> dict:
    """What we know of a reader who has signed in."""
    if not request.user.is_authenticated:
        return {}
    return {"name": request.user.get_full_name(), "email": request.user.email}


def about(gathering: Gathering, date: Occurrence) -> dict:
    """What the pages tell of what one signs up for."""
    event, seats = gathering.event, gathering.seats
    return {
        "event": event,
        "event_url": event_url(event, get_language()),
        "gathering": gathering,
        "dates": gathering.told,
        "date": date,
        "seats": seats,
        "waiting_left": waiting_places_left(seats) if seats.is_full else None,
        "others": others_of(event, date),
    }


def others_of(event: Event, date: Occurrence | None = None) -> list[Occurrence]:
    """Other dates of the event that one can still sign up for."""
    dates = Occurrence.objects.of(event).held().coming()
    return [each for each in dates if date is None or each.seats_id != date.seats_id]


def no_such_date(request: HttpRequest, event: Event) -> HttpResponse:
    """A date that is not there any more: which others there are."""
    context = {
        "event": event,
        "event_url": event_url(event, get_language()),
        "others": others_of(event),
    }
    return render(request, "events/no_such_date.html", context, status=404)


@never_cache
@require_safe
def sent(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What happens now: the same whoever signed up, and it names nobody."""
    event = get_object_or_404(Event.objects.shown(), slug=slug)
    date = Occurrence.objects.of(event).with_key(pk)
    if date is None:
        return no_such_date(request, event)
    context = about(Gathering(date.seats), date)
    context |= {
        "wants_waiting": WAITING in request.GET,
        "once_more_url": reverse("event_sign_up", args=[slug, pk]),
    }
    return render(request, "events/sign_up_sent.html", context)
