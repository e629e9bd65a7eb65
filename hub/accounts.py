"""Where accounts are made: by a proven address, or by the demo."""

from allauth.account.models import EmailAddress
from django.db import transaction

from hub.models import User

DEMO_PASSWORD = "lys-paa-byen"  # noqa: S105 -- printed on purpose, for the demo only
DEMO_CODE = "123456"


@transaction.atomic
def account_for(email: str) -> User:
    """The account of an address whose mail its owner has just shown to read."""
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


@transaction.atomic
def make_demo_user(email: str, first_name: str, last_name: str) -> User:
    """A member of staff of the demo, with the password that everybody may read."""
    user = account_for(email)
    if not user.is_demo:
        user.first_name, user.last_name, user.is_demo = first_name, last_name, True
        user.set_password(DEMO_PASSWORD)
        user.save()
    return user
