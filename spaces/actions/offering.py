"""Rooms that people offer: sent, visited, then accepted or declined with a reason."""

import re
import uuid
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone

from hub import mail
from hub.models import District, User
from hub.slugs import save_at_free_slug
from hub.transactions import whole
from hub.workdays import promised_by
from spaces.choices import OfferState
from spaces.models import RoomOffer, Space, Venue
from spaces.refusals import refuse


class Step(NamedTuple):
    """One row of the table: from which states, to which."""

    since: tuple[OfferState, ...]
    to: OfferState


WAITING = (OfferState.NEW, OfferState.VISITED)
STEPS = {
    "visit": Step((OfferState.NEW,), OfferState.VISITED),
    "accept": Step(WAITING, OfferState.ACCEPTED),
    "decline": Step(WAITING, OfferState.DECLINED),
}


def steps_of(offer: RoomOffer) -> list[str]:
    """What may be done with an offer as it stands."""
    return [name for name, step in STEPS.items() if offer.state in step.since]


# Sending ------------------------------------------------------------------------------


def offer(*, key: uuid.UUID, photo: ContentFile | None = None, **said) -> RoomOffer:
    """Write an offer down and mail a receipt; the same key gives the same offer.

    `photo` is a picture of `spaces.photographs`, `said` the other fields of a RoomOffer
    that the form asks for, and `language`.
    """
    place, made = keep(photo) if photo else "", None
    try:
        made = write_offer(key=key, said=said | {"photo": place})
    finally:
        if place and (made is None or made.photo.name != place):
            RoomOffer.photo.field.storage.delete(place)
    return made


def keep(photo: ContentFile) -> str:
    """Put a picture into the private store, under a name that says nothing."""
    field = RoomOffer.photo.field
    name = field.generate_filename(None, f"{uuid.uuid4().hex}.jpg")
    return field.storage.save(name, photo)


@whole
def write_offer(*, key: uuid.UUID, said: dict) -> RoomOffer:
    """The row and its receipt; nothing new where the form was sent twice."""
    said["answer_by"] = promised_by(timezone.now())
    made, is_new = RoomOffer.objects.get_or_create(key=key, defaults=said)
    if is_new:
        tell("received", made)
    return made


def tell(name: str, offer: RoomOffer, **context) -> None:
    """Queue `email/offer_<name>` to whoever offered the room, in their language."""
    words = {"offer": offer} | context
    to, language = offer.email, offer.language
    mail.send(f"offer_{name}", to=to, language=language, context=words)


# Answering ----------------------------------------------------------------------------


def take_step(name: str, offer: RoomOffer, *, seen: str, **changes) -> RoomOffer:
    """Move an offer by the table, if it stands as it was seen to.

    Raises Refused: `state` where the table has no such step, `changed` where somebody
    else was quicker.
    """
    step = STEPS[name]
    if seen not in step.since:
        raise refuse("state")
    mine = RoomOffer.objects.filter(pk=offer.pk, state=seen)
    if not mine.update(state=step.to, **changes):
        raise refuse("changed")
    return RoomOffer.objects.get(pk=offer.pk)


@whole
def visit(*, offer: RoomOffer, seen: str) -> RoomOffer:
    """Write down that somebody saw the room; the promise begins again."""
    due = promised_by(timezone.now())
    offer = take_step("visit", offer, seen=seen, answer_by=due, is_late_told=False)
    tell("visited", offer)
    return offer


@whole
def decline(*, offer: RoomOffer, by: User, seen: str, reason: str) -> RoomOffer:
    """Say no, with the reason in our own words."""
    answered = {"answered_by": by, "answered_at": timezone.now(), "reason": reason}
    offer = take_step("decline", offer, seen=seen, **answered)
    tell("declined", offer)
    return offer


@whole
def accept(
    *,
    offer: RoomOffer,
    by: User,
    seen: str,
    name_da: str,
    street: str,
    postcode: str,
    town: str,
    district: District,
    space_name_da: str,
    capacity: int,
    words: str = "",
) -> RoomOffer:
    """Say yes: a house without hours and a space that is not open yet, to go on with.

    Who offered it is asked once a year whether the facts are right.
    """
    answered = {"answered_by": by, "answered_at": timezone.now()}
    offer = take_step("accept", offer, seen=seen, **answered)
    venue = Venue(
        name_da=name_da,
        street=street,
        postcode=postcode,
        town=town,
        district=district,
        way_in_da=offer.access,
        owner_email=offer.email,
    )
    save_at_free_slug(venue, name_da, "lokale")
    space = Space(
        venue=venue,
        name_da=space_name_da,
        kind=offer.kind,
        capacity=capacity,
    )
    save_at_free_slug(space, space_name_da, "lokale")
    RoomOffer.objects.filter(pk=offer.pk).update(venue=venue)
    offer.venue = venue
    tell("accepted", offer, words=words)
    return offer


ADDRESS = re.compile(r"^(?P<street>.+?)[,\s]+(?P<postcode>\d{4})(?:\s+(?P<town>.+))?$")


def parts_of_address(address: str) -> dict[str, str]:
    """Street, postcode and town of a Danish address on one line, as far as it goes."""
    found = ADDRESS.match(" ".join(address.split()))
    parts = found.groupdict(default="København") if found else {"street": address}
    return {"postcode": "", "town": "København"} | parts


def district_of(postcode: str) -> District | None:
    """The district of a postcode, where only one has it."""
    found = [
        district
        for district in District.objects.all()
        if postcode and postcode in district.postcodes
    ]
    return found[0] if len(found) == 1 else None


# The clock ----------------------------------------------------------------------------


@whole
def say_is_late(*, offer: RoomOffer) -> bool:
    """Tell the hub managers, once, that an offer passed its day; says whether now."""
    late = RoomOffer.objects.late().filter(pk=offer.pk)
    if not late.update(is_late_told=True):
        return False
    mail.tell_managers("offer_late", offer=offer)
    return True
