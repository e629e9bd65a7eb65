"""The private link to a sign-up: in every mail about it, it needs no account.

It works as long as the sign-up names somebody; the mails say when that ends.
"""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from events.models import Signup

SALT = "events.signup"


def token_for(signup: Signup) -> str:
    """The signed part of the link: the same in all mails about a sign-up."""
    return signing.Signer(salt=SALT).sign(signup.key.hex)


def link_for(signup: Signup) -> str:
    """The whole address, in the guest's language."""
    with translation.override(signup.language):
        return settings.SITE_URL + reverse("your_signup", args=[token_for(signup)])


def signup_behind(token: str) -> Signup | None:
    """The sign-up of a link; None where its row is gone.

    Raises signing.BadSignature for a link that is not ours.
    """
    key = uuid.UUID(hex=signing.Signer(salt=SALT).unsign(token))
    return Signup.objects.select_related("seats").with_key(key)
