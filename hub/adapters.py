"""How allauth fits our house: no sign-up of its own, our addresses, our mails."""

import datetime as dt
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from hub import limits
from hub.accounts import is_staff_address
from hub.bilingual import active_language
from hub.mail import plain_text

HOUR = dt.timedelta(hours=1)
PASSWORDS_PER_ADDRESS = 20  # guesses an hour at one account
PASSWORDS_PER_READER = 60  # guesses an hour from one network address


class AccountAdapter(DefaultAccountAdapter):
    """Used for all of allauth's account pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by a code or by a manager."""
        return False

    def render_mail(self, *args, **kwargs):
        """Allauth's text in our frame; it may hold a key, so the outbox clears it."""
        message = super().render_mail(*args, **kwargs)
        words = {"site_url": settings.SITE_URL, "language": active_language()}
        text = {"subject": message.subject, "text": message.body.strip()}
        html = render_to_string("email/plain/body.html", words | text)
        message.body = plain_text("email/plain/body.txt", words | text).strip()
        message.attach_alternative(html, "text/html")
        message.is_secret = True
        return message

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Refuse too many passwords; rows count them, for a cache may forget."""
        email = credentials.get("email") or "nobody"
        reader = limits.address_of(request)
        allowed = limits.allow(
            f"password from {reader}", limit=PASSWORDS_PER_READER, window=HOUR
        ) and limits.allow(
            f"password for {email.lower()}", limit=PASSWORDS_PER_ADDRESS, window=HOUR
        )
        if not allowed:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def login(self, request: HttpRequest, user) -> None:
        """Sign in; staff for a working day."""
        super().login(request, user)
        if is_staff_address(user.email):
            request.session.set_expiry(settings.STAFF_SESSION_AGE)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset mail: our own host, whatever the request named."""
        return _on_our_host(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation
    ) -> str:
        """The link of a confirmation mail, likewise."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        return _on_our_host(url)


def _on_our_host(url: str) -> str:
    return settings.SITE_URL + urlsplit(url).path
