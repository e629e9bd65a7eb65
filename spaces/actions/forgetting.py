"""Taking people off what they asked for; what is left is a count without a name."""

from django.db import transaction

from hub.kept.names import forget_label
from spaces.models import Booking, RoomOffer

# What says why and for whom, and no invoice needs.
SAID = {"phone": "", "purpose": "", "question": "", "answer": "", "words": ""}
WHO = {
    "booked_by": None, "name": "", "email": "", "payer_ean": "", "payer_reference": "",
}  # fmt: skip
OFFERED = {
    "address": "", "empty_when": "", "access": "", "who_decides": "", "name": "",
    "email": "", "phone": "", "reason": "–", "photo": "", "answered_by": None,
}  # fmt: skip


def forget(booking: Booking, *, keeps_organisation: bool = False) -> None:
    """Take everything about a person off a booking.

    Its hours still count against the quota where the organisation stays for a while.
    """
    fields = SAID | WHO | {"is_forgotten": True}
    if not keeps_organisation:
        fields["organisation"] = None
    _strip(booking, fields)


def keep_for_invoice(booking: Booking) -> None:
    """Take off a booking what its invoice does not need."""
    _strip(booking, SAID)


def _strip(booking: Booking, fields: dict) -> None:
    for problem in booking.problems.all():
        forget_label(problem)
    Booking.objects.filter(pk=booking.pk).update(**fields)
    booking.events.exclude(user=None).update(user=None)
    booking.problems.all().delete()


@transaction.atomic
def forget_offer(offer: RoomOffer) -> None:
    """Take everything about a person off an offered room; kind and answer stay."""
    _drop_photo(offer)
    RoomOffer.objects.filter(pk=offer.pk).update(**OFFERED)


@transaction.atomic
def delete_offer(offer: RoomOffer) -> None:
    """Delete an offered room with its photograph."""
    _drop_photo(offer)
    offer.delete()


def _drop_photo(offer: RoomOffer) -> None:
    """The picture's file goes once the row is gone for good."""
    forget_label(offer)
    if offer.photo:
        storage, name = offer.photo.storage, offer.photo.name
        transaction.on_commit(lambda: storage.delete(name))
