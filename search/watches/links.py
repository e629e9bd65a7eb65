"""The private links to a watch, in every mail of it: they need no account."""

from hub.private_links import MailingList
from search.models import SpaceWatch

WATCHES = MailingList(
    name="free-space",
    salt="search.watch",
    header="X-Watch",
    shown="your_watch",
    ended="end_watch",
)


def watch_behind(token: str) -> SpaceWatch | None:
    """The watch of a link; None where it is over.

    Raises signing.BadSignature for a link that is not ours.
    """
    return SpaceWatch.objects.with_key(WATCHES.key_behind(token))
