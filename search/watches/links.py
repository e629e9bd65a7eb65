"""The private link to a watch: in every mail of it, it needs no account."""

from django.db import models

from hub import private_links
from hub.models import OutgoingMail
from search.models import SpaceWatch

SALT = "search.watch"
ABOUT = "X-Watch"  # marks the mails of a watch, so that they go with it
LIST = "free-space"


def token_for(watch: SpaceWatch) -> str:
    """The signed part of the link."""
    return private_links.token_for(watch.key, salt=SALT)


def watch_link(watch: SpaceWatch) -> str:
    """Where the watch is seen, confirmed and ended."""
    return private_links.link("your_watch", token_for(watch), watch.language)


def end_link(watch: SpaceWatch) -> str:
    """Where it ends by one press."""
    return private_links.link("end_watch", token_for(watch), watch.language)


def watch_behind(token: str) -> SpaceWatch | None:
    """The watch of a link; None where it is over.

    Raises signing.BadSignature for a link that is not ours.
    """
    key = private_links.key_behind(token, salt=SALT)
    return SpaceWatch.objects.with_key(key)


def headers_for(watch: SpaceWatch) -> dict[str, str]:
    """What every mail of a watch has beside its words."""
    marked = {ABOUT: str(watch.key)}
    return marked | private_links.one_click(end_link(watch), about=LIST)


def mails_of(watch: SpaceWatch) -> models.QuerySet:
    """All mails of a watch in the outbox."""
    return OutgoingMail.objects.filter(**{f"headers__{ABOUT}": str(watch.key)})
