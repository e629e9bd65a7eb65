"""The settings: what stops the start, and what each variable turns on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub import environment
from hub.management.commands.prepare import place_site

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
LIVE = {
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": "https://hub.example.org",
    "ALLOWED_HOSTS": "hub.example.org",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://hub:p%40ss@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "hub@example.org",
}
NOT_SHARED = "CACHE_URL must be filecache:///… or redis://…, which all processes share."
SHOW = "import json, hub.settings as s; print(json.dumps([{}], default=str))"


def manage(*line: str, **variables: str) -> subprocess.CompletedProcess:
    """Start Python with a live site's settings, changed by `variables`."""
    given = dict.fromkeys(environment.KNOWN, "") | LIVE | variables
    return subprocess.run(
        [sys.executable, *line],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "hub.settings"} | given,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(*names: str, **variables: str) -> list:
    """What the named settings are with these variables."""
    code = SHOW.format(", ".join(f"s.{name}" for name in names))
    done = manage("-c", code, **variables)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_wagtails_own_links_begin_with_the_address_of_the_site(home, settings):
    settings.SITE_URL = "https://hub.example.org"

    place_site()

    assert home.full_url == "https://hub.example.org/da/"


def test_a_live_site_passes_the_deployment_check(tmp_path):
    done = manage(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        VAR_DIR=str(tmp_path),
        DATABASE_URL="sqlite://:memory:",
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", sorted(LIVE))
def test_a_missing_variable_stops_the_start_with_its_name(name):
    done = manage("manage.py", "check", **{name: ""})

    assert done.returncode == 1
    assert done.stderr.startswith(f"The settings stop the start: {name} is missing: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "perhaps", "DEBUG must be 1 or 0, not 'perhaps'."),
        ("PORT", "80a", "PORT must be a whole number, not '80a'."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES must be a whole number, not '-1'."),
        ("SITE_URL", "hub.dk", "SITE_URL must be an address, https://… or http://…"),
        (
            "SITE_URL",
            "https://hub.dk/da/",
            "SITE_URL must end with the host's name or port.",
        ),
        (
            "DATABASE_URL",
            "mysql://a:b@host/hub",
            "DATABASE_URL must be sqlite:///… or postgres://…",
        ),
        ("DATABASE_URL", "postgres://host", "DATABASE_URL names no database."),
        ("CACHE_URL", "memcache://host", NOT_SHARED),
        ("CACHE_URL", "locmemcache://", NOT_SHARED),
        ("CACHE_URL", "dummycache://", NOT_SHARED),
        (
            "EMAIL_URL",
            "mail.example.org",
            "EMAIL_URL must be smtp+tls://user:password@host:587 or smtp+ssl://…:465",
        ),
        ("EMAIL_URL", "smtp+tls://", "EMAIL_URL names no host."),
        (
            "MEDIA_URL_S3",
            "s3://key@store.example.org/hub",
            "MEDIA_URL_S3 must be s3://key:secret@host/bucket.",
        ),
        (
            "OIDC_CLIENT_ID",
            "hub",
            "OIDC_SERVER_URL is missing: it goes with OIDC_CLIENT_ID and OIDC_SECRET.",
        ),
    ],
)
def test_a_wrong_variable_stops_the_start_with_a_sentence(name, value, sentence):
    done = manage("manage.py", "check", **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"The settings stop the start: {sentence}")


def test_a_misspelt_variable_in_the_file_stops_the_start(tmp_path):
    file = tmp_path / ".env"
    file.write_text("DEBUG=1\n# a line of words = nothing\nexport SECRETKEY=x\n")

    with pytest.raises(ImproperlyConfigured) as stop:
        environment.read_file(file)

    assert str(stop.value) == ".env has an unknown variable: SECRETKEY"


def test_what_the_environment_says_goes_before_the_file(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text('HOST=file\nPORT="8100"\n')
    monkeypatch.setenv("HOST", "environment")
    monkeypatch.delenv("PORT", raising=False)

    environment.read_file(file)

    assert environment.text("HOST") == "environment"
    assert environment.whole_number("PORT", 8000) == 8100
    monkeypatch.delenv("PORT")


def test_the_example_names_each_variable_once_and_leaves_it_empty():
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = [line for line in lines if line and not line.startswith("#")]

    assert sorted(given) == sorted(f"{name}=" for name in environment.KNOWN)


def test_the_manual_explains_each_variable():
    manual = (ROOT / "docs" / "operations.md").read_text()

    assert [name for name in environment.KNOWN if f"`{name}`" not in manual] == []


def test_https_turns_on_what_keeps_cookies_and_visitors_on_it():
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME", "CSRF_COOKIE_SECURE")
    more = ("SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS")

    found = settings_with(*names, *more)

    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found == [True, "__Host-sessionid", True, header, 31536000]


def test_without_a_proxy_nobody_may_say_that_it_was_https():
    code = "import hub.settings as s; print(hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"

    assert manage("-c", code, TRUSTED_PROXIES="0").stdout == "False\n"
    assert manage("-c", code, TRUSTED_PROXIES="1").stdout == "True\n"


def test_debug_alone_is_enough_for_a_machine_of_ones_own():
    nothing = dict.fromkeys(LIVE, "")

    found = settings_with("SITE_URL", "DEMO_ALLOWED", DEBUG="1", PORT="8123", **nothing)

    assert found == ["http://localhost:8123", True]


def test_postgres_and_redis_are_what_the_addresses_say():
    [databases, caches] = settings_with(
        "DATABASES",
        "CACHES",
        DATABASE_URL="postgres://hub:secret@db.example.org:5433/spotlight",
        CACHE_URL="redis://cache.example.org:6379/2",
    )

    database = databases["default"]
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [database[name] for name in names] == [
        "django.db.backends.postgresql",
        "spotlight",
        "hub",
        "secret",
        "db.example.org",
        5433,
    ]
    assert caches["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert caches["default"]["LOCATION"] == "redis://cache.example.org:6379/2"


def test_options_of_the_database_address_are_kept_beside_our_own():
    postgres, sqlite = (
        settings_with("DATABASES", DATABASE_URL=address)[0]["default"]["OPTIONS"]
        for address in (
            "postgres://hub@db/hub?sslmode=verify-full&options=-c%20search_path%3Dhub",
            "sqlite:////tmp/hub.sqlite3?timeout=60",
        )
    )

    assert (postgres["sslmode"], postgres["connect_timeout"]) == ("verify-full", 5)
    assert postgres["options"].split(" -c ")[1:] == [
        "statement_timeout=15s", "idle_in_transaction_session_timeout=30s",
        "search_path=hub",
    ]  # fmt: skip
    assert (sqlite["timeout"], sqlite["transaction_mode"]) == (60, "IMMEDIATE")


def test_a_bucket_keeps_pictures_and_papers_apart():
    [storages] = settings_with(
        "STORAGES", MEDIA_URL_S3="s3://key:se%2Fcret@store.example.org:9000/hub"
    )

    same = {
        "bucket_name": "hub",
        "endpoint_url": "https://store.example.org:9000",
        "access_key": "key",
        "secret_key": "se/cret",
        "file_overwrite": False,
        "signature_version": "s3v4",
    }
    shown = {"custom_domain": "hub.example.org/media", "url_protocol": "https:"}
    assert storages["default"]["OPTIONS"] == same | shown
    assert storages["private"]["OPTIONS"] == same | {"location": "papers"}


def test_the_password_of_the_mail_server_may_hold_any_sign():
    [sending] = settings_with("SENDING")

    assert sending["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (sending["EMAIL_HOST"], sending["EMAIL_PORT"]) == ("mail.example.org", 587)
