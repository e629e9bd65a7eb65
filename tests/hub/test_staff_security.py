"""Staff pass two factors, or the admin does not answer: every address of it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from hub import adapters, staff_security
from tests.colleague import (
    LOGIN,
    MFA,
    address_of,
    code_now,
    make_colleague,
    send_code,
    send_password,
)
from tests.factories import PASSWORD, make_user
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("outbox", "english")


def admin_addresses() -> list[str]:
    """Every pattern under /admin/, filled with numbers and words."""
    found = []

    def walk(patterns, prefix):
        for each in patterns:
            route = prefix + str(each.pattern).lstrip("^")
            if isinstance(each, URLPattern):
                found.append(route)
            else:
                walk(each.url_patterns, route)

    walk(get_resolver().url_patterns, "/")
    return sorted({fill(route) for route in found if route.startswith("/admin/")})


def fill(route: str) -> str:
    """An address that the route might match; the guard asks before it is matched."""
    for sign in "<>()[]?$\\^|*+":
        route = route.replace(sign, "x")
    return route


# 1. Who gets in ---------------------------------------------------------------------

STATES = {
    "nobody": (302, f"{LOGIN}?next=/admin/"),
    "a reader": (403, ""),
    "staff without a factor": (302, f"{MFA}?next=/admin/"),
    "staff who have not used it": (302, f"{MFA}reauthenticate/?next=/admin/"),
    "staff with a passkey not used": (
        302,
        f"{MFA}webauthn/reauthenticate/?next=/admin/",
    ),
    "staff": (200, ""),
    "staff nine hours later": (302, f"{LOGIN}?next=/admin/"),
}


def become(state: str, client, time_machine) -> None:
    """Sign the client in as the state says."""
    if state == "nobody":
        return
    if state == "a reader":
        sign_in(client, make_user())
    elif state == "staff without a factor":
        client.force_login(make_colleague(has_factor=False))
    elif state == "staff who have not used it":
        client.force_login(make_colleague())
    elif state == "staff with a passkey not used":
        user = make_colleague(has_factor=False)
        kind = Authenticator.Type.WEBAUTHN
        Authenticator.objects.create(user=user, type=kind, data={})
        client.force_login(user)
    else:
        sign_in(client, make_colleague())
    if state == "staff nine hours later":
        time_machine.move_to(time.time() + 9 * 3600)


@pytest.mark.parametrize("state", STATES)
def test_admin_answers_only_those_who_passed_two_factors(client, state, time_machine):
    become(state, client, time_machine)

    response = client.get("/admin/")

    assert (response.status_code, response.headers.get("Location", "")) == STATES[state]
    if response.status_code != 200:
        assert "no-store" in response.headers["Cache-Control"]


def test_session_ends_after_the_working_day(client, time_machine):
    become("staff nine hours later", client, time_machine)

    client.get("/admin/")

    assert "_auth_user_id" not in client.session


def test_no_address_of_the_admin_answers_without_the_factor(client):
    client.force_login(make_colleague())
    closed = [each for each in admin_addresses() if not each.startswith(OPEN)]
    assert len(closed) > 200

    answers = {address: client.get(address) for address in closed}
    answered = {
        address: answer.status_code
        for address, answer in answers.items()
        if not answer.headers.get("Location", "").startswith(f"{MFA}reauthenticate/")
    }

    assert answered == {}


OPEN = staff_security.OPEN


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("/admin/login/?next=/admin/pages/", f"{LOGIN}?next=/admin/pages/"),
        ("/admin/logout/", "/en/account/logout/"),
        ("/admin/password_reset/", "/en/account/password/reset/"),
        ("/admin/password_reset/done/", "/en/account/password/reset/"),
        ("/admin/password_reset/confirm/x/y/", "/en/account/password/reset/"),
    ],
)
def test_ways_in_of_the_admin_lead_to_ours(client, address, led_to):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, led_to)


def test_admin_login_takes_no_password(client):
    user = make_colleague()
    typed = {"username": user.email, "password": PASSWORD}

    client.post("/admin/login/", typed)

    assert "_auth_user_id" not in client.session


def test_admin_log_out_ends_the_session(client):
    sign_in(client, make_colleague())

    response = client.post("/admin/logout/")

    assert (response.status_code, response.url) == (302, LOGIN)
    assert "_auth_user_id" not in client.session


def test_reader_is_told_that_the_admin_is_for_staff(client):
    sign_in(client, make_user("eva@example.org"))

    response = client.get("/admin/")

    assert "You are signed in as eva@example.org." in response.text
    assert f'action="{address_of("sign_out")}"' in response.text


# 2. The way in ----------------------------------------------------------------------


def test_staff_sign_in_with_password_and_code(client):
    user = make_colleague()

    first = send_password(client, user, query="?next=/admin/reports/")
    assert (first.status_code, first.url.split("?")[0]) == (302, f"{MFA}authenticate/")
    assert "_auth_user_id" not in client.session
    second = send_code(client, code_now())

    assert (second.status_code, second.url) == (302, "/admin/reports/")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.get_expiry_age() == django_settings.STAFF_SESSION_AGE
    assert client.get("/admin/").status_code == 200


def test_next_of_the_staff_sign_in_stays_with_us(client):
    send_password(client, make_colleague(), query="?next=https://evil.example/")

    assert send_code(client, code_now()).url == "/admin/"


@pytest.mark.parametrize(
    ("make", "seconds"),
    [(make_colleague, 8 * 3600), (make_user, django_settings.SESSION_COOKIE_AGE)],
)
def test_session_of_staff_lasts_a_working_day_whatever_the_way_in(
    client, rf, make, seconds
):
    user = make()
    request = rf.get("/")
    request.session = client.session

    adapters.AccountAdapter(request).login(request, user)

    assert request.session.get_expiry_age() == seconds


def test_code_of_the_app_works_once(client):
    user = make_colleague()
    code = code_now()
    send_password(client, user)
    assert send_code(client, code).status_code == 302
    client.post("/admin/logout/")
    send_password(client, user)

    response = send_code(client, code)

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_demo_code_is_no_factor_without_debug(client):
    send_password(client, make_colleague())

    send_code(client, "123456")

    assert "_auth_user_id" not in client.session


def test_session_key_changes_when_staff_sign_in(client):
    user = make_colleague()
    client.get(address_of("account_login"))
    send_password(client, user)
    before = client.session.session_key

    send_code(client, code_now())

    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != before


def test_passwords_are_guessed_twenty_times_an_hour(client, monkeypatch, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    monkeypatch.setattr(adapters, "PASSWORDS_PER_ADDRESS", 3)
    user = make_colleague()
    for _ in range(3):
        send_password(client, user, "wrong")

    response = send_password(client, user)

    assert "Too many failed login attempts" in response.text
    time_machine.shift(3600)
    assert send_password(client, user).status_code == 302


def test_codes_are_guessed_a_few_times_an_hour(client, monkeypatch, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    monkeypatch.setattr(staff_security, "GUESSES_AN_HOUR", 3)
    send_password(client, make_colleague())
    for _ in range(3):
        send_code(client, "000000")

    response = send_code(client, code_now())

    assert "Too many failed login attempts" in response.text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["da", "en"])
def test_staff_page_speaks_the_language_of_its_address(client, language):
    with translation.override(language):
        address = reverse("account_login")

    response = client.get(address)

    assert f'<html lang="{language}">' in response.text
    assert f'action="{address}"' in response.text
    assert "no-store" in response.headers["Cache-Control"]


def test_wrong_password_says_what_to_do_and_keeps_the_address(client):
    user = make_colleague()

    response = send_password(client, user, "wrong")

    assert 'role="alert"' in response.text
    assert f'value="{user.email}"' in response.text
