"""The staff's sign-in step by step, as a colleague takes it."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import translation

from tests.factories import PASSWORD, make_staff

SECRET = "JBSWY3DPEHPK3PXP"
LOGIN, MFA = "/en/account/login/", "/en/account/2fa/"


def address_of(name: str, *args) -> str:
    """The address of a view in English."""
    with translation.override("en"):
        return reverse(name, args=args)


def make_colleague(*, has_factor=True, **fields):
    """An editor whose address is proven."""
    user = make_staff("Editors", **fields)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    if has_factor:
        totp.TOTP.activate(user, SECRET)
    return user


def code_now() -> str:
    """What the app on the phone shows."""
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


def send_password(client, user, password=PASSWORD, query=""):
    """The first step of the staff's sign-in."""
    typed = {"login": user.email, "password": password}
    return client.post(address_of("account_login") + query, typed)


def send_code(client, code: str):
    """The second step."""
    return client.post(address_of("mfa_authenticate"), {"code": code})
