"""Links in mails that prove themselves: no account, no cookie; GET shows, POST acts."""

import uuid
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from hub.models import OutgoingMail


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


class MailingList(NamedTuple):
    """Rows with `key` and `language` of people who are mailed until they end it.

    `name` is that of the list, `header` marks the mails about a row, so that they go
    with it; `shown` and `ended` name the views that show a row and end it.
    """

    name: str
    salt: str
    header: str
    shown: str
    ended: str

    def token_for(self, row: models.Model) -> str:
        """The signed part of both links."""
        return token_for(row.key, salt=self.salt)

    def key_behind(self, token: str) -> uuid.UUID:
        """The key in a link. Raises signing.BadSignature for one that is not ours."""
        return key_behind(token, salt=self.salt)

    def link(self, row: models.Model) -> str:
        """Where the row is seen, confirmed and changed."""
        return link(self.shown, self.token_for(row), row.language)

    def end_link(self, row: models.Model) -> str:
        """Where it ends, by one press."""
        return link(self.ended, self.token_for(row), row.language)

    def headers_for(self, row: models.Model) -> dict[str, str]:
        """What every mail about a row has beside its words."""
        marked = {self.header: str(row.key)}
        return marked | one_click(self.end_link(row), about=self.name)

    def mails_about(self, row: models.Model) -> models.QuerySet:
        """All mails about a row in the outbox."""
        return OutgoingMail.objects.filter(**{f"headers__{self.header}": str(row.key)})
