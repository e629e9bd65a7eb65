"""How colleagues get their accounts: by a mail with a link, never by a password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from hub import mail
from hub.models import User


@transaction.atomic
def invite(user: User) -> None:
    """Mail a colleague the link to choose a password."""
    keep_address(user)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    context = {
        "name": user.first_name,
        "url": get_adapter().get_reset_password_from_key_url(key),
    }
    mail.send(
        "invitation",
        to=user.email,
        language=user.language,
        context=context,
        is_secret=True,
    )


@transaction.atomic
def keep_address(user: User) -> None:
    """Let the account's address be its only verified one: a manager vouches for it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
