"""Where accounts are made: by a proven address, or by the demo."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.users.models import UserProfile

from hub.bilingual import active_language
from hub.models import User

DEMO_PASSWORD = "lys-paa-byen"  # noqa: S105 -- printed on purpose, for the demo only
DEMO_CODE = "123456"


@transaction.atomic
def account_for(email: str) -> User:
    """The account of an address whose mail its owner has just shown to read."""
    email = email.strip().lower()
    user = _with_verified(email).first()
    if user is None:
        new = {"password": make_password(None), "language": active_language()}
        user, _is_new = User.objects.get_or_create(email=email, defaults=new)
    others = EmailAddress.objects.filter(user=user, primary=True).exclude(email=email)
    EmailAddress.objects.update_or_create(
        user=user,
        email=email,
        defaults={"verified": True, "primary": not others.exists()},
    )
    return user


def is_staff_address(email: str) -> bool:
    """Whether the address belongs to somebody who must sign in with two factors."""
    email = email.strip().lower()
    staff = User.objects.staff()
    theirs = Q(email=email) | Q(emailaddress__email=email, emailaddress__verified=True)
    return staff.filter(theirs).exists()


def _with_verified(email: str):
    return User.objects.filter(emailaddress__email=email, emailaddress__verified=True)


def speak_in_admin(user: User) -> None:
    """Let the admin use the account's language, whatever the browser asks for."""
    UserProfile.objects.update_or_create(
        user=user, defaults={"preferred_language": user.language}
    )


@transaction.atomic
def make_demo_user(email: str, first_name: str, last_name: str) -> User:
    """Somebody of the demo, who signs in with the code that all may read."""
    user = account_for(email)
    if not user.is_demo:
        user.first_name, user.last_name, user.is_demo = first_name, last_name, True
        user.save()
    return user


@transaction.atomic
def make_demo_staff(email: str, first_name: str, last_name: str) -> User:
    """A member of staff of the demo: a password and a second factor all may read."""
    user = make_demo_user(email, first_name, last_name)
    if not user.has_usable_password():
        user.set_password(DEMO_PASSWORD)
        user.save()
        speak_in_admin(user)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


def demo_people() -> QuerySet[User]:
    """The demo's people who sign in by a code; on a machine of one's own only."""
    staff = User.objects.staff().values("pk")
    return _shown_demo_users().exclude(pk__in=staff)


def demo_staff() -> QuerySet[User]:
    """The demo's staff, likewise."""
    staff = User.objects.staff().values("pk")
    return _shown_demo_users().filter(pk__in=staff)


def _shown_demo_users() -> QuerySet[User]:
    if not settings.DEBUG:
        return User.objects.none()
    return User.objects.from_demo().order_by("email")
