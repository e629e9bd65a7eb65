"""The staff's accounts: no sign-up, passwords reset, a factor enrolled."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import NoReverseMatch, reverse

from hub.models import OutgoingMail
from tests.colleague import MFA, address_of, make_colleague, send_password
from tests.factories import PASSWORD, make_staff

pytestmark = pytest.mark.usefixtures("outbox", "english")


def test_sign_up_of_allauth_leads_to_the_code_form(client):
    response = client.get(address_of("account_signup"))

    assert (response.status_code, response.url) == (302, address_of("sign_in"))


@pytest.mark.parametrize(
    "name",
    ["mfa_signup_webauthn", "account_request_login_code", "account_verify_phone"],
)
def test_pages_of_allauth_that_nobody_needs_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_password_reset_is_the_same_for_every_address(client):
    user = make_colleague()
    names = [user.email, "nobody@example.org"]

    answers = [
        client.post(address_of("account_reset_password"), {"email": name})
        for name in names
    ]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, address_of("account_reset_password_done"))
    ] * 2
    assert (
        list(OutgoingMail.objects.values_list("to", flat=True).order_by("pk")) == names
    )


def test_reset_mail_links_to_our_own_host_whatever_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    user = make_colleague()

    client.post(
        address_of("account_reset_password"),
        {"email": user.email},
        HTTP_HOST="evil.test",
    )

    mail = OutgoingMail.objects.get()
    assert "http://testserver/en/account/password/reset/key/" in mail.body
    assert "evil.test" not in mail.body + mail.html
    assert mail.is_secret is True


def test_new_password_needs_the_factor_all_the_same(client):
    user = make_colleague()
    client.post(address_of("account_reset_password"), {"email": user.email})
    link = OutgoingMail.objects.get().body.split("http://testserver")[1].split()[0]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = "another-long-password"

    client.post(form, {"password1": new, "password2": new})

    assert "_auth_user_id" not in client.session
    assert send_password(client, user, new).url.startswith(f"{MFA}authenticate/")


def test_unproven_address_is_proven_before_the_way_in(client):
    user = make_staff("Editors")

    response = send_password(client, user)

    assert response.url == address_of("account_email_verification_sent")
    assert OutgoingMail.objects.get().to == user.email
    assert "_auth_user_id" not in client.session


def test_colleague_without_factor_enrols_one_and_gets_in(client):
    user = make_colleague(has_factor=False)
    send_password(client, user)
    assert client.get("/admin/").url == f"{MFA}?next=/admin/"
    client.post(address_of("account_reauthenticate"), {"password": PASSWORD})
    client.get(address_of("mfa_activate_totp"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    counter = int(time.time()) // 30

    def code(number):
        return {"code": totp.format_hotp_value(totp.hotp_value(secret, number))}

    client.post(address_of("mfa_activate_totp"), code(counter))
    response = client.post(f"{MFA}reauthenticate/?next=/admin/", code(counter + 1))

    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_enrolling_asks_for_the_password_again(client):
    send_password(client, make_colleague(has_factor=False))

    response = client.get(address_of("mfa_activate_totp"))

    assert response.url.startswith(address_of("account_reauthenticate"))
