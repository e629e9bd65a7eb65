"""Once a year the owner of a house says, by a link, whether its facts are right."""

import datetime as dt

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from hub import mail, pagecache
from hub.choices import Language
from hub.transactions import whole
from hub.workdays import months_before
from spaces.models import Venue
from spaces.models.places import VenueQuerySet
from spaces.refusals import refuse

ASKS_AFTER_MONTHS = 11
AGAIN_AFTER_MONTHS = 1
LASTS = dt.timedelta(days=60)
SALT = "spaces.confirm_facts"


def token_for(venue: Venue) -> str:
    """The signed part of the link; it works until the facts are next confirmed."""
    return signing.dumps([venue.pk, _stamp(venue)], salt=SALT)


def venue_behind(token: str) -> tuple[Venue, bool] | None:
    """The house of a link and whether the link still works; None if it is not ours.

    Raises signing.SignatureExpired for one that is older than 60 days.
    """
    try:
        pk, stamp = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    venue = Venue.objects.with_all_facts().filter(pk=pk).first()
    return venue and (venue, constant_time_compare(stamp, _stamp(venue)))


def _stamp(venue: Venue) -> str:
    """What changes when the link is used, or is somebody else's to use."""
    said = f"{venue.pk} {venue.checked_on} {venue.owner_email}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:20]


def due_to_check(today: dt.date) -> VenueQuerySet:
    """Houses whose owner is to be asked: nearly a year old, not asked for a month."""
    return Venue.objects.with_owner_to_ask(
        checked_before=months_before(today, ASKS_AFTER_MONTHS),
        asked_before=months_before(today, AGAIN_AFTER_MONTHS),
    )


@whole
def ask_to_check(*, venue: Venue) -> bool:
    """Mail the owner the link, if nobody asked or confirmed meanwhile; says whether."""
    today = timezone.localdate()
    if not due_to_check(today).filter(pk=venue.pk).update(asked_to_check_on=today):
        return False
    context = {"venue": venue, "token": token_for(venue)}
    language = Language.DANISH  # the owners are departments of the city
    to = venue.owner_email
    mail.send("confirm_facts", to=to, language=language, context=context)
    return True


@whole
def confirm_facts(*, venue: Venue) -> None:
    """Write down that all of it is right today. Raises Refused: `changed`."""
    seen = Venue.objects.filter(pk=venue.pk, checked_on=venue.checked_on)
    if not seen.update(checked_on=timezone.localdate(), asked_to_check_on=None):
        raise refuse("changed")
    pagecache.renew()


@whole
def report_change(*, venue: Venue, text: str) -> None:
    """Hand on to the hub managers what is not right; the facts stay unconfirmed."""
    mail.tell_managers("facts_changed", venue=venue, text=text)
