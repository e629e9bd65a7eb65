"""Whole addresses of consents for mails, in the language of who is portrayed."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hub.models import Consent


def whole_url(name: str, language: str, *args) -> str:
    """An address of the site in a language, with scheme and host."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)


def answer_url(consent: Consent) -> str:
    """Where she reads and answers; until the link ends."""
    return whole_url("answer_consent", consent.language, consent.link_key)


def take_back_url(consent: Consent) -> str:
    """Where she takes it back; as long as the row is kept."""
    return whole_url("take_back_consent", consent.language, consent.take_back_key)


def staff_url(consent: Consent) -> str:
    """Where staff see all that is known of it."""
    return settings.SITE_URL + reverse("staff_consent", args=[consent.pk])
