"""Staff at the desk for guests, for tests: signed in, with addresses by name."""

from django.test import Client
from django.urls import reverse

from events.models import Occurrence, Signup
from hub.models import User
from tests import factories
from tests.staff import sign_in


def staff(client: Client, role: str = "Editors") -> User:
    """The test's browser in the hands of somebody with a role."""
    user = factories.make_staff(role, first_name="Eva")
    sign_in(client, user)
    return user


def url(name: str, occurrence: Occurrence, *more) -> str:
    """An address about a date, and about a sign-up where one is given."""
    rest = [each.pk if isinstance(each, Signup) else each for each in more]
    return reverse(name, args=[occurrence.pk, *rest])
