"""The private links of a follower, in every mail: they need no account."""

from hub.private_links import MailingList
from search.models import Follower

NEWS = MailingList(
    name="news",
    salt="search.follower",
    header="X-Follower",
    shown="following",
    ended="end_following",
)


def follower_behind(token: str) -> Follower | None:
    """The follower of a link; None where it has ended.

    Raises signing.BadSignature for a link that is not ours.
    """
    return Follower.objects.filter(key=NEWS.key_behind(token)).first()
