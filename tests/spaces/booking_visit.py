"""Somebody who books through the pages: what the forms of each step are sent with."""

import re
import uuid

from hub.models import OutgoingMail
from spaces.choosing import Slot
from spaces.models import Booking, Space
from tests.hub.test_signing_in import address_of, stamp

ADDRESS = "ea@example.org"


def texts_of(*times) -> list[str]:
    """Times as the forms have them."""
    return [Slot(*each).text for each in times]


def told(*times, **said) -> dict:
    """What the form that asks for times is sent with."""
    return {
        "time": texts_of(*times),
        "people": "4",
        "purpose": "We bake bread for the neighbours.",
        "key": str(uuid.uuid4()),
        "stamp": stamp(),
        "website": "",
    } | said


def ask(client, space: Space, *times, language: str = "en", **said):
    """Press "Check my booking"."""
    where = address_of("book", space.slug, language=language)
    return client.post(where, told(*times, **said))


def code_sent_to(email: str) -> str:
    """The code in the newest mail to an address."""
    mail = OutgoingMail.objects.filter(to=email).latest("pk")
    return re.search(r"\b\d{6}\b", mail.body).group()


def ask_for_code(client, batch, *, email: str = ADDRESS, language: str = "en", **said):
    """Press "Send me a code"."""
    where = address_of("booking_code", batch, language=language)
    return client.post(where, {"email": email, "stamp": stamp(), "website": ""} | said)


def send(client, batch, *, language: str = "en", **said):
    """Press "Send" on the check page."""
    where = address_of("check_booking", batch, language=language)
    values = {"name": "Ea Ejer", "payer": "private", "stamp": stamp(), "website": ""}
    return client.post(where, values | said)


def held(client, space: Space, *times, **said) -> list[Booking]:
    """The bookings of a hold that was just made."""
    response = ask(client, space, *times, **said)
    assert response.status_code == 302, errors_on(response)
    batch = response.url.rstrip("/").split("/")[-1]
    return list(Booking.objects.sent_together(batch))


def first_booking(client, space: Space, *times, email: str = ADDRESS, **said):
    """The whole way of somebody new; the response to "Send"."""
    batch = held(client, space, *times)[0].batch
    ask_for_code(client, batch, email=email)
    return send(client, batch, code=code_sent_to(email), **said)


def errors_on(response) -> dict[str, list[str]]:
    """What is wrong, by field, as the page says it."""
    forms = (response.context or {}).get("form"), (response.context or {}).get("choose")
    return {
        name or "": list(errors)
        for form in forms
        if form is not None
        for name, errors in form.errors.items()
    }
