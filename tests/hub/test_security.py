"""The settings of a live site behind https, as a process of its own reads them."""

import json
import subprocess
import sys

import pytest
from django.urls import reverse

from tests.databases import ROOT
from tests.servers import environment_for

pytestmark = pytest.mark.once
HTTPS = {
    "SITE_URL": "https://hub.example.org",
    "ALLOWED_HOSTS": "hub.example.org",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://hub:secret@mail.example.org:587",
    "DEMO_ALLOWED": "0",
    "DJANGO_SETTINGS_MODULE": "hub.settings",
}
ASK = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
client = Client(enforce_csrf_checks=True)
found = []
for path, headers in json.loads(sys.argv[1]):
    answer = client.get(path, HTTP_HOST="hub.example.org", headers=headers)
    cookies = {name: each.OutputString() for name, each in answer.cookies.items()}
    found.append([answer.status_code, dict(answer.headers), cookies])
print(json.dumps(found))
"""
PROXIED = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def https(own_database, tmp_path):
    """Runs Python as a live site behind a proxy that takes https off."""
    environment = environment_for(own_database, tmp_path, 8000, **HTTPS)

    def run(*words: str) -> subprocess.CompletedProcess:
        line = [sys.executable, "-W", "ignore", *words]
        return subprocess.run(
            line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    return run


def ask(https, *questions) -> list:
    done = https("-c", ASK, json.dumps(questions))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_deployment_check_finds_nothing(https):
    done = https("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


def test_a_reader_is_led_to_https_and_kept_there(https):
    plain, health, secure, form = ask(
        https,
        ["/da/?page=2", {}],
        ["/healthz", {}],
        ["/da/", PROXIED],
        [reverse("sign_in"), PROXIED],
    )

    assert plain[0] == 301
    assert plain[1]["Location"] == "https://hub.example.org/da/?page=2"
    assert health[0] == 200
    assert secure[0] == 200
    lasts = secure[1]["Strict-Transport-Security"]
    assert lasts == "max-age=31536000; includeSubDomains"
    assert secure[2] == {}
    assert form[0] == 200
    (name, cookie), *others = form[2].items()
    assert (name, others) == ("__Host-csrftoken", [])
    assert cookie.endswith("Path=/; SameSite=Lax; Secure")
