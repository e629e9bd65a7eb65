"""Checking and sending what a session holds; the page says what was sent."""

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hub import codes, signing_in
from hub.forms import status_of
from hub.models import Membership, Organisation
from spaces import actions, rules
from spaces.actions.joining import own_organisations
from spaces.booking_forms import TellForm, add_problems
from spaces.choosing import Choice, Slot
from spaces.models import Booking, HouseRules
from spaces.refusals import Refused
from spaces.sending_forms import SendForm
from spaces.states import BookingState
from spaces.views.booking import SESSION_KEY, held_in, is_held, taken_page

CODE_KEY = "hold_code"  # the token of the page that asks for a code, in the session
PROOF_AGE = 3600  # seconds


@never_cache
def check(request: HttpRequest, batch) -> HttpResponse:
    """All that was chosen and told; sending it asks who, and says yes to the rules."""
    bookings = _of_session(request, batch)
    if bookings[0].state in BookingState.coming():
        return _to_receipt(bookings)
    if not is_held(bookings):
        return _gone(request, bookings)
    if request.method == "POST":
        return _send(request, bookings)
    return _page(request, bookings)


def _of_session(request: HttpRequest, batch) -> list[Booking]:
    """What this session holds or has just sent; another's is not there.

    Signing in renews the session. A second click on "Send" that left before the answer
    came has the old one: then the form itself shows that it was drawn for the holder.
    """
    if proof := request.POST.get("proof"):
        try:
            drawn = signing.loads(proof, salt=__name__, max_age=PROOF_AGE)
        except signing.BadSignature:
            drawn = ""
        if drawn == str(batch) and SESSION_KEY not in request.session:
            request.session[SESSION_KEY] = drawn
    if request.session.get(SESSION_KEY) != str(batch):
        raise Http404
    bookings = held_in(request)
    if not bookings:
        raise Http404
    return bookings


def _to_receipt(bookings: list[Booking]) -> HttpResponseRedirect:
    where = reverse("booking_receipt", args=[bookings[0].reference])
    return HttpResponseRedirect(where)


def _page(
    request: HttpRequest, bookings: list[Booking], form=None, address=None
) -> HttpResponse:
    first, user = bookings[0], request.user
    space = first.space
    email = codes.address_behind(request.session.get(CODE_KEY, ""), signing_in.SIGN_IN)
    wants_address = "address" in request.GET or not email
    if not user.is_authenticated and wants_address and not form:
        address = address or signing_in.AddressForm()
    if not address and not form:
        form = _form(request, bookings, initial=_known(user))
    context = {
        "booking": first,
        "slots": [Slot.of(each) for each in bookings],
        "space": space,
        "form": form,
        "address": address,
        "email": email or request.POST.get("email", ""),
        "house_rules": form.house_rules if form else None,
        "answer": rules.answer_to(space, first.starts_at, user),
        "is_introduced": rules.is_introduced(user, space),
        "is_over": first.held_until <= timezone.now(),
        "debug": settings.DEBUG,
        "proof": signing.dumps(str(first.batch), salt=__name__),
        "change": _back(bookings),
        "market_ore": sum(each.market_price_ore for each in bookings),
        "confirmed_ore": sum(each.confirmed_price_ore for each in bookings),
    }
    status = status_of(form or address)
    return render(request, "spaces/check.html", context, status=status)


def _form(request: HttpRequest, bookings: list[Booking], *args, **kwargs) -> SendForm:
    venue = bookings[0].space.venue
    said = {
        "user": request.user,
        "bookings": bookings,
        "house_rules": venue.house_rules.first(),
    }
    return SendForm(*args, **said, **kwargs)


def _known(user) -> dict:
    """Name and telephone, as they were written the last time."""
    if not user.is_authenticated:
        return {}
    last = Booking.objects.last_of(user)
    full = user.get_full_name()
    return {"name": last.name, "phone": last.phone} if last else {"name": full}


def _choice(bookings: list[Booking]) -> Choice:
    """The times of bookings as they would be chosen."""
    query = QueryDict(mutable=True)
    texts = [Slot.of(each).text for each in bookings]
    query.setlist("time", texts)
    return Choice(bookings[0].space, query)


def _back(bookings: list[Booking]) -> str:
    """The page where the times were chosen, as it was left."""
    choice = _choice(bookings)
    return choice.address(choice.slots)


# The code --------------------------------------------------------------------------


@never_cache
@require_POST
def send_code(request: HttpRequest, batch) -> HttpResponse:
    """Mail a code to an address; what was typed beside it is kept."""
    bookings = _of_session(request, batch)
    address = signing_in.AddressForm(request.POST)
    if address.is_valid():
        try:
            token = signing_in.send_code(address.cleaned_data["email"], request)
        except codes.CodeError as error:
            address.add_error(None, signing_in.REASONS[error.code])
        else:
            request.session[CODE_KEY] = token
            if "name" not in request.POST:
                return HttpResponseRedirect(reverse("check_booking", args=[batch]))
            form = _form(request, bookings, initial=request.POST.dict())
            return _page(request, bookings, form)
    return _page(request, bookings, address=address)


# Sending ---------------------------------------------------------------------------


def _send(request: HttpRequest, bookings: list[Booking]) -> HttpResponse:
    """Sign in where needed, join where wished, and send: or say what is wrong."""
    form = _form(request, bookings, request.POST)
    if not form.is_valid():
        return _page(request, bookings, form)
    if not request.user.is_authenticated:
        if response := _sign_in(request, form):
            return response
        if form.errors:
            return _page(request, bookings, form)
        if own_organisations(request.user) and not form.cleaned_data["cvr"]:
            return _ask_for_whom(request, bookings)
    try:
        sent = _send_for(request, bookings, form)
    except Refused as refused:
        if refused.code == "ran_out":
            return _gone(request, bookings)
        add_problems(form, refused.problems)
        return _page(request, bookings, form)
    return _to_receipt(sent)


def _sign_in(request: HttpRequest, form: SendForm) -> HttpResponse | None:
    """Sign in by the code; a response only where more is asked of the person."""
    token = request.session.get(CODE_KEY, "")
    try:
        proven = codes.check(token, form.cleaned_data["code"], signing_in.SIGN_IN)
        response = signing_in.sign_in(request, proven)
    except codes.CodeError as error:
        form.add_error("code", signing_in.REASONS[error.code])
        return None
    request.session.pop(CODE_KEY, None)
    return None if request.user.is_authenticated else response


def _ask_for_whom(request: HttpRequest, bookings: list[Booking]) -> HttpResponse:
    """Once more the page, for somebody who turned out to have organisations."""
    messages.info(request, _("You are signed in. Say for whom you book, and send."))
    form = _form(request, bookings, initial=request.POST.dict())
    return _page(request, bookings, form)


def _send_for(
    request: HttpRequest, bookings: list[Booking], form: SendForm
) -> list[Booking]:
    said = form.cleaned_data
    return actions.send(
        batch=bookings[0].batch,
        by=request.user,
        name=said["name"],
        phone=said["phone"],
        organisation=_organisation(request, form),
        house_rules=form.house_rules,
        **form.payment,
    )


def _organisation(request: HttpRequest, form: SendForm) -> Organisation | None:
    """Whom the booking is for: until an organisation lets somebody in, the person."""
    said = form.cleaned_data
    if not said["cvr"]:
        return form.chosen
    name = said["organisation_name"]
    membership = actions.join(user=request.user, cvr=said["cvr"], name=name)
    organisation = membership.organisation
    if membership.role != Membership.Role.ASKED:
        return organisation
    words = _(
        "We have asked %(organisation)s to let you in. Until somebody there says yes, "
        "the booking is your own, at market price."
    )
    messages.info(request, words % {"organisation": organisation})
    return None


def _gone(request: HttpRequest, bookings: list[Booking]) -> HttpResponse:
    """409: the time ran out. What was told is there, beside the times that are free."""
    told = {name: getattr(bookings[0], name) for name in ("people", "purpose", "food")}
    typed = {name: request.POST[name] for name in told if request.POST.get(name)}
    space = bookings[0].space
    form = TellForm(space=space, initial=told | typed)
    return taken_page(request, _choice(bookings), form, is_over=True)


# Afterwards ------------------------------------------------------------------------


@never_cache
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The number of what was sent, and what happens next; for who sent it."""
    mine = [each for each in held_in(request) if each.reference == reference]
    if not mine:
        visible = Booking.objects.visible_to(request.user).for_lists()
        mine = [get_object_or_404(visible, reference=reference)]
    if mine[0].state not in BookingState.coming():
        return HttpResponseRedirect(reverse("my_booking", args=[reference]))
    together = Booking.objects.sent_together(mine[0].batch).for_lists()
    bookings = list(together.in_state(*BookingState.coming()))
    context = {
        "booking": mine[0],
        "slots": [(each, Slot.of(each)) for each in bookings],
        "space": mine[0].space,
        "price_ore": sum(each.price_ore for each in bookings),
    }
    return render(request, "spaces/receipt.html", context)


def house_rules(request: HttpRequest, venue: str, version: int) -> HttpResponse:
    """One version of the rules of a house, in the reader's language."""
    rows = HouseRules.objects.select_related("venue")
    found = get_object_or_404(rows, venue__slug=venue, version=version)
    context = {"house_rules": found, "venue": found.venue}
    return render(request, "spaces/house_rules.html", context)
