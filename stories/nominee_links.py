"""The private link by which a nominee answers; it works for sixty days."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from stories.models import Nomination

LASTS = dt.timedelta(days=60)
SALT = "stories.nominee"


def token_for(nomination: Nomination) -> str:
    """The signed part of the link; another address of the nominee makes it old."""
    return signing.dumps([nomination.pk, _stamp(nomination)], salt=SALT)


def link_for(nomination: Nomination) -> str:
    """The whole address, in the nominee's language."""
    with translation.override(nomination.nominee_language):
        return settings.SITE_URL + reverse("nominee", args=[token_for(nomination)])


def nomination_behind(token: str) -> Nomination | None:
    """The nomination of a link; None where it was deleted, or a newer link was sent.

    Raises signing.BadSignature for a link that is not ours, and its SignatureExpired
    for one that is older than sixty days.
    """
    pk, stamp = signing.loads(token, salt=SALT, max_age=LASTS)
    found = Nomination.objects.select_related("district").filter(pk=pk).first()
    if found is None or not constant_time_compare(stamp, _stamp(found)):
        return None
    return found


def _stamp(nomination: Nomination) -> str:
    said = f"{nomination.pk} {nomination.nominee_email}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:20]
