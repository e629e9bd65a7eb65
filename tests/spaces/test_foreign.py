"""What is somebody else's does not exist: each address, each way to ask."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hub.models import Membership
from spaces import actions, links
from spaces.models import Booking
from spaces.views.booking import SESSION_KEY
from tests import addresses, factories
from tests.spaces import makers

# Addresses that name a thing of somebody, with what the name is taken from.
OWNED = {
    "my_booking": ("reference", "confirmed"),
    "booking_ics": ("reference", "confirmed"),
    "end_booking": ("reference", "confirmed"),
    "move_booking": ("reference", "confirmed"),
    "tell_problem": ("reference", "confirmed"),
    "suggest_event": ("reference", "confirmed"),
    "booking_receipt": ("reference", "requested"),
    "check_booking": ("batch", "held"),
    "booking_code": ("batch", "held"),
    "answer_asker": ("pk", "asker"),
}
# Those that name nobody's thing, or hold a secret that only its owner was given.
OPEN = {
    "my_bookings": "lists the reader's own",
    "renew_feed": "makes the reader's own",
    "bookings_feed": "the token is the secret",
    "answer_question": "the token is signed",
    "give_back": "the token is signed",
    "offer_room": "a form for everybody",
    "offer_sent": "the key is the secret; the page names nobody",
    "confirm_facts": "the token is signed",
    "house_rules": "public",
    "book": "public",
    "space_picture": "public",
}
PLACES = ("da/book/", "da/mine-bookinger/", "da/tilbyd-et-lokale/")
WATCHED = ("spaces", "hub")
# What asking writes for the reader's own sake.
OWN_TRACES = {"hub.Limit"}


@pytest.fixture
def theirs(db) -> dict:
    """Things of somebody: a booking, a request, and who asks to join."""
    owner = factories.make_user()
    organisation = factories.make_organisation()
    Membership.objects.create(user=owner, organisation=organisation, role="owner")
    asker = Membership.objects.create(
        user=factories.make_user(), organisation=organisation, role="asked"
    )
    space = makers.make_space()
    return {
        "owner": owner,
        "asker": asker,
        "confirmed": makers.make_booking(space, by=owner, organisation=organisation),
        "requested": makers.make_request(space, [makers.slot(14)], by=owner),
        "held": makers.make_hold(space, [makers.slot(21)])[0],
    }


def strangers() -> dict[str, Client]:
    """Nobody, somebody else, and somebody who only asked to join."""
    found = {"anonymous": Client(), "other": Client()}
    found["other"].force_login(factories.make_user())
    return found


def spaces_addresses() -> set[str]:
    """The names of all addresses that readers have in spaces."""
    with translation.override("da"):
        return {
            each.name
            for each in addresses.all_addresses()
            if each.path.startswith(PLACES)
        }


def rows() -> dict[str, list]:
    """Everything that is kept of bookings and of people."""
    models = [
        model for app in WATCHED for model in apps.get_app_config(app).get_models()
    ]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in models
        if model._meta.label not in OWN_TRACES and "page" not in model._meta.model_name
    }


def path_of(name: str, theirs: dict) -> str:
    field, what = OWNED[name]
    return reverse(name, args=[getattr(theirs[what], field)])


def test_every_address_of_spaces_is_sorted():
    assert spaces_addresses() == set(OWNED) | set(OPEN)


@pytest.mark.parametrize("name", OWNED)
@pytest.mark.parametrize("manner", ["get", "post"])
def test_what_is_anothers_is_not_there_and_stays_as_it_is(theirs, name, manner):
    path = path_of(name, theirs)
    clients = strangers()
    clients["asked to join"] = Client()
    clients["asked to join"].force_login(theirs["asker"].user)
    before = rows()
    sent = {"text": "Hej", "answer": "yes", "accepted_ore": "1"}

    told = {who: getattr(each, manner)(path, sent) for who, each in clients.items()}

    anonymous = told.pop("anonymous")
    assert anonymous.status_code in {302, 404, 405}
    if anonymous.status_code == 302:
        assert anonymous.headers["Location"].startswith("/da/log-ind/")
    assert {each.status_code for each in told.values()} <= {404, 405}
    assert rows() == before


@pytest.mark.parametrize("name", OWNED)
def test_what_is_ones_own_is_there(theirs, name, client):
    client.force_login(theirs["owner"])
    session = client.session
    session[SESSION_KEY] = str(theirs["held"].batch)
    session.save()

    response = client.get(path_of(name, theirs))

    assert response.status_code in {200, 302, 405}
    if response.status_code == 302:  # too early to say what was wrong in the room
        assert name == "tell_problem"


def test_nobody_sees_any_booking_without_signing_in(theirs):
    assert list(Booking.objects.visible_to(AnonymousUser())) == []
    assert list(Booking.objects.looked_after_by(AnonymousUser())) == []
    assert Booking.objects.visible_to(theirs["owner"]).count() == 2
    assert list(Booking.objects.visible_to(theirs["asker"].user)) == []


def test_a_token_of_one_purpose_opens_no_other(theirs):
    booking = actions.ask(
        booking=theirs["requested"], by=factories.make_staff(), question="Hvad?"
    )
    answer, give_back = (links.token_for(each, booking) for each in links.COUNTS)
    right = {"answer_question": answer, "give_back": give_back}
    client = Client()

    for name, other in (("answer_question", give_back), ("give_back", answer)):
        assert client.get(reverse(name, args=[right[name]])).status_code == 200
        assert client.get(reverse(name, args=[other])).status_code == 404
        assert client.post(reverse(name, args=[other])).status_code == 404
        assert client.get(reverse(name, args=[right[name] + "x"])).status_code == 404
