"""Offered rooms for tests: the form as a person sends it, and small pictures."""

import uuid
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.forms import PublicForm
from spaces.actions import offering
from spaces.models import RoomOffer
from spaces.photographs import clean_photograph

START = {"da": "/da/tilbyd-et-lokale/", "en": "/en/offer-a-room/"}
WORDS = {
    "address": "Enghavevej 80, 2450 København SV",
    "kind": "kitchen",
    "empty_when": "Hverdage efter kl. 16",
    "access": "Port, elevator, nøgle hos viceværten",
    "who_decides": "Teknik- og Miljøforvaltningen",
    "name": "Ea Ejer",
    "email": "ea@example.org",
}


def photograph(kind: str = "JPEG", size=(80, 60), **options) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, "#d8492a").save(file, kind, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "lokale.jpg", kind: str = "image/jpeg"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, kind)


def make_offer(*, photo: bytes | None = None, **said) -> RoomOffer:
    """A room that somebody offered."""
    picture = clean_photograph(upload(photo)) if photo else None
    values = WORDS | {"key": uuid.uuid4(), "language": "da", "photo": picture} | said
    return offering.offer(**values)


def send(client, clock, language: str = "en", **said):
    """Fill the form and send it, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    values = WORDS | {"stamp": stamp, "website": "", "key": "a-key"} | said
    return client.post(START[language], values)
