"""Links in mails that prove themselves: no account, no cookie; GET shows, POST acts."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation


def token_for(key: uuid.UUID, *, salt: str) -> str:
    """The signed part of a link to the row with this key: the same in all mails."""
    return signing.Signer(salt=salt).sign(key.hex)


def key_behind(token: str, *, salt: str) -> uuid.UUID:
    """The key in a link. Raises signing.BadSignature for a link that is not ours."""
    try:
        return uuid.UUID(hex=signing.Signer(salt=salt).unsign(token))
    except ValueError as error:
        raise signing.BadSignature from error


def link(name: str, token: str, language: str) -> str:
    """The whole address of a named view with a token, in a language."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=[token])


def private(response: HttpResponse) -> HttpResponse:
    """Tell search engines and other sites nothing of a private link.

    Not "no-referrer": browsers then send no Origin, and the form would be refused.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def one_click(url: str, *, about: str) -> dict[str, str]:
    """The headers by which a mail program ends a list with one press (RFC 8058).

    It sends a POST to `url`, without a cookie and without a form of ours. `about` is a
    name for the list (RFC 2919). Both count only where DKIM signs them.
    """
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<{about}.{host}>",
    }
