"""The municipality's directory: no address of it exists without its settings."""

import os
import subprocess
import sys

import pytest
from django.urls import NoReverseMatch, reverse

from tests.databases import ROOT

ASK = """
import django; django.setup()
from django.test import Client
from django.urls import reverse
way_in = reverse("openid_connect_login", args=["directory"])
back = reverse("openid_connect_callback", args=["directory"])
closed = Client().get(reverse("socialaccount_signup")).url
print(way_in, back, closed)
"""


def test_directory_has_no_address_without_settings(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", args=["directory"])

    assert client.get("/oidc/directory/login/", follow=True).status_code == 404
    assert "OpenID" not in client.get(reverse("account_login")).text


@pytest.mark.once
def test_directory_has_its_addresses_with_settings_and_makes_no_accounts(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "DEBUG": "1",
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "*",
        "PAGE_CACHE": "0",
        "DATABASE_URL": "sqlite://:memory:",
        "VAR_DIR": str(tmp_path),
        "OIDC_SERVER_URL": "https://directory.example",
        "OIDC_CLIENT_ID": "hub",
        "OIDC_SECRET": "secret",
    }

    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    way_in, back, closed = done.stdout.split()
    assert (way_in, back) == (
        "/oidc/directory/login/", "/oidc/directory/login/callback/",
    )  # fmt: skip
    assert closed == "/da/log-ind/"
