"""The private link to a sign-up: in every mail about it, it needs no account.

It works as long as the sign-up names somebody; the mails say when that ends.
"""

from events.models import Signup
from hub import private_links

SALT = "events.signup"


def token_for(signup: Signup) -> str:
    """The signed part of the link: the same in all mails about a sign-up."""
    return private_links.token_for(signup.key, salt=SALT)


def link_for(signup: Signup) -> str:
    """The whole address, in the guest's language."""
    return private_links.link("your_signup", token_for(signup), signup.language)


def signup_behind(token: str) -> Signup | None:
    """The sign-up of a link; None where its row is gone.

    Raises signing.BadSignature for a link that is not ours.
    """
    key = private_links.key_behind(token, salt=SALT)
    return Signup.objects.select_related("seats").with_key(key)
