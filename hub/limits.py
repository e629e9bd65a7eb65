"""How often something may happen: rows changed by one UPDATE, never cache counters.

A cache may forget or count twice under load; a row does neither.
"""

import datetime as dt
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hub.models import Limit

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TOO_MANY = _("Too much was sent from here. Please try again later, or ring us.")


def allow(key: str, *, limit: int, window: dt.timedelta) -> bool:
    """Count one more and say whether it was within the limit of this window.

    Windows are fixed (an hour begins on the hour). The key is stored as a hash, so an
    address in it is not kept. Call it outside a transaction that may roll back.
    """
    seconds = int(window.total_seconds())
    start = int(timezone.now().timestamp()) // seconds * seconds
    row = {
        "key": salted_hmac("hub.limits", f"{key} {seconds}").hexdigest(),
        "window_starts_at": dt.datetime.fromtimestamp(start, dt.UTC),
    }
    counted = Limit.objects.filter(**row, count__lt=limit)
    if counted.update(count=F("count") + 1):
        return True
    Limit.objects.bulk_create([Limit(**row)], ignore_conflicts=True)
    return counted.update(count=F("count") + 1) == 1


def allow_sender(
    request: HttpRequest, email: str, *, what: str, an_hour: int, a_day: int
) -> bool:
    """Count a form: so many an hour from one place, so many a day of one address."""
    place, sender = f"{what} from {address_of(request)}", f"{what} by {email.lower()}"
    return allow(place, limit=an_hour, window=HOUR) and allow(
        sender, limit=a_day, window=DAY
    )


def address_of(request: HttpRequest) -> str:
    """The reader's network address, behind as many proxies as TRUSTED_PROXIES says.

    Of an IPv6 address the first half: one reader has all that begin alike.
    """
    address = ip_address(get_adapter().get_client_ip(request))
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False))
