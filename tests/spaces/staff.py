"""Staff of the booking desk for tests: signed in, with both factors passed."""

from django.test import Client
from django.urls import reverse

from hub.models import User
from spaces.models import Booking, Venue
from tests import factories
from tests.spaces import makers
from tests.staff import sign_in


def desk(client: Client) -> User:
    """The test's browser in the hands of the booking desk."""
    user = factories.make_staff("Booking desk", first_name="Bo")
    sign_in(client, user)
    return user


def host(client: Client, venue: Venue) -> User:
    """The test's browser in the hands of a venue's host."""
    user = factories.make_staff("Venue hosts", first_name="Vera")
    venue.hosts.add(user)
    sign_in(client, user)
    return user


def url(name: str, booking: Booking | None = None) -> str:
    """An address of the desk."""
    return reverse(name, args=[booking.reference] if booking else [])


def known_organisation(**fields):
    """A confirmed organisation that has borrowed before."""
    fields = {"is_confirmed": True} | fields
    organisation = factories.make_organisation(**fields)
    makers.make_booking(organisation=organisation)
    return organisation


def ticket(booking: Booking) -> str:
    """A booking as the queue shows it now."""
    booking.refresh_from_db()
    return f"{booking.pk}:{booking.version}"
