"""Signing in for tests: a session that has passed what the role must pass."""

import time

from allauth.account.internal.flows import login
from allauth.mfa.models import Authenticator
from django.test import Client

from hub.models import User


def sign_in(client: Client, user: User) -> Client:
    """The client, signed in; staff with a second factor that they have just used."""
    client.force_login(user)
    if user.has_perm("wagtailadmin.access_admin"):
        kind = Authenticator.Type.TOTP
        secret = {"data": {"secret": "x"}}
        Authenticator.objects.get_or_create(user=user, type=kind, defaults=secret)
        session = client.session
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        record = {"method": "mfa", "type": "totp", "at": time.time()}
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [record]
        session.save()
    return client
