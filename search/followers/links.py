"""The private link of a follower: in every mail, it needs no account.

One address shows what is followed, and changes it; another ends it, by one press in
the page or in the mail program.
"""

from hub import private_links
from hub.models import OutgoingMail
from search.models import Follower

SALT = "search.follower"
ABOUT = "X-Follower"  # marks the mails to a follower, so that they go together
LIST = "news"


def token_for(follower: Follower) -> str:
    """The signed part of both addresses."""
    return private_links.token_for(follower.key, salt=SALT)


def settings_link(follower: Follower) -> str:
    """Where what is followed is seen, confirmed and changed."""
    return private_links.link("following", token_for(follower), follower.language)


def end_link(follower: Follower) -> str:
    """Where it ends."""
    return private_links.link("end_following", token_for(follower), follower.language)


def follower_behind(token: str) -> Follower | None:
    """The follower of a link; None where it has ended.

    Raises signing.BadSignature for a link that is not ours.
    """
    key = private_links.key_behind(token, salt=SALT)
    return Follower.objects.filter(key=key).first()


def headers_for(follower: Follower) -> dict[str, str]:
    """What every mail to a follower has beside its words."""
    marked = {ABOUT: str(follower.key)}
    return marked | private_links.one_click(end_link(follower), about=LIST)


def mails_to(follower: Follower):
    """All mails to a follower in the outbox."""
    return OutgoingMail.objects.filter(**{f"headers__{ABOUT}": str(follower.key)})
