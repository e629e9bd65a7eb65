"""What the pages for signing in show of the demo, on a machine of one's own."""

from allauth.mfa.models import Authenticator
from django import template
from django.db.models import QuerySet
from django.forms import BoundField

from hub import accounts, roles
from hub.models import User

register = template.Library()


@register.simple_tag
def demo_staff() -> QuerySet[User]:
    """The demo's staff; nobody without DEBUG."""
    return accounts.demo_staff()


@register.simple_tag
def demo_password() -> str:
    """The password of all of them."""
    return accounts.DEMO_PASSWORD


@register.simple_tag
def demo_code() -> str:
    """The code that a mail or an app would give."""
    return accounts.DEMO_CODE


register.filter("in_words", roles.in_words)


@register.filter
def in_our_look(field: BoundField) -> BoundField:
    """A field of allauth's: no words inside it that repeat the label; codes large."""
    attrs = field.field.widget.attrs
    attrs.pop("placeholder", None)
    if attrs.get("autocomplete") == "one-time-code":
        attrs["class"] = "code-input"
    return field


@register.filter
def has_passkey(user: User) -> bool:
    """Whether a passkey may take the place of the code."""
    passkey = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.filter(user=user, type=passkey).exists()
