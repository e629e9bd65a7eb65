"""A six-digit code by mail: shows who reads the mail of an address."""

import datetime as dt
import secrets

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from hub import limits, mail
from hub.accounts import DEMO_CODE
from hub.models import MailCode, User

LIFETIME = dt.timedelta(minutes=15)
GUESSES = 5
HOUR = dt.timedelta(hours=1)
PER_ADDRESS = 5  # codes an hour to one mail address
PER_READER = 20  # codes an hour from one network address


class CodeError(Exception):
    """Refused; `code` says why: `limit`, `wrong` or `expired`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def send_code(
    email: str, purpose: str, language: str, *, ip: str, template: str = "code"
) -> str:
    """Mail a code and return the token of the page that asks for it.

    Does the same for every address, known or not. `template` names the mail: another
    one may keep the code to itself. Raises CodeError("limit").
    """
    email = email.strip().lower()
    if not (_has_printed_code(email) or _within_limits(email, ip)):
        raise CodeError("limit")
    token, code = secrets.token_urlsafe(32), _new_code(email)
    MailCode.objects.create(
        token=token,
        purpose=purpose,
        email=email,
        code_hash=_hash(token, code),
        expires_at=timezone.now() + LIFETIME,
    )
    context = {"code": code, "purpose": purpose, "minutes": LIFETIME.seconds // 60}
    mail.send(template, to=email, language=language, context=context, is_secret=True)
    return token


def check(token: str, code: str, purpose: str) -> str:
    """The address that the code was sent to; uses the code up.

    Raises CodeError: `wrong` while guesses are left, else `expired`.
    """
    rows = MailCode.objects.filter(token=token, purpose=purpose, used_at=None)
    rows = rows.filter(expires_at__gt=timezone.now())
    # One UPDATE counts the guess before it is looked at: parallel guesses get no more.
    if not rows.filter(attempts__lt=GUESSES).update(attempts=F("attempts") + 1):
        raise CodeError("expired")
    row = MailCode.objects.get(token=token)
    digits = "".join(code.split()).replace("-", "")
    if not constant_time_compare(row.code_hash, _hash(token, digits)):
        raise CodeError("wrong" if row.attempts < GUESSES else "expired")
    if not rows.update(used_at=timezone.now()):
        raise CodeError("expired")
    return row.email


def address_behind(token: str, purpose: str) -> str | None:
    """The address of a code that can still be used."""
    rows = MailCode.objects.filter(token=token, purpose=purpose, used_at=None)
    rows = rows.filter(expires_at__gt=timezone.now(), attempts__lt=GUESSES)
    return rows.values_list("email", flat=True).first()


def _within_limits(email: str, ip: str) -> bool:
    by_reader = limits.allow(f"code from {ip}", limit=PER_READER, window=HOUR)
    return by_reader and limits.allow(
        f"code to {email}", limit=PER_ADDRESS, window=HOUR
    )


def _has_printed_code(email: str) -> bool:
    """Whether it is one of the demo's people, whose code all may read, with DEBUG.

    Who tries the demo out signs in more often than anybody else in an hour.
    """
    return settings.DEBUG and User.objects.from_demo().filter(email=email).exists()


def _new_code(email: str) -> str:
    """Six digits; the demo's people get the printed ones."""
    if _has_printed_code(email):
        return DEMO_CODE
    return f"{secrets.randbelow(10**6):06}"


def _hash(token: str, code: str) -> str:
    return salted_hmac("hub.codes", f"{token} {code}", algorithm="sha256").hexdigest()
