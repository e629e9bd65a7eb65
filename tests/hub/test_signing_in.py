"""Signing in by a code: the same for every address, and never for staff."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hub import codes
from hub.forms import PublicForm
from hub.models import MailCode, OutgoingMail, User
from tests.factories import make_staff, make_user

pytestmark = pytest.mark.usefixtures("db")


def stamp() -> str:
    """The stamp of a form that was drawn ten seconds ago."""
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=10)):
        return PublicForm.new_stamp()


def address_of(name: str, *args, language: str = "en") -> str:
    """The address of a view in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def ask(client, email: str, *, language="en", query=""):
    """Send the form with an address."""
    typed = {"email": email, "stamp": stamp(), "website": ""}
    return client.post(address_of("sign_in", language=language) + query, typed)


def code_sent_to(email: str) -> str:
    """The code in the newest mail to an address."""
    mail = OutgoingMail.objects.filter(to=email).latest("pk")
    return re.search(r"\b\d{6}\b", mail.body).group()


def sign_in(client, email: str, *, query=""):
    """The whole way; the response to the right code."""
    page = ask(client, email, query=query).url
    return client.post(page, {"code": code_sent_to(email)})


def signed_in(client) -> str:
    """The address of who is signed in."""
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else ""


def without_tokens(response, *names: str) -> str:
    """The page, without what differs between any two requests."""
    html = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", response.text)
    for name in names:
        html = html.replace(name, "?")
    return html


def test_code_signs_in_and_makes_the_account(client):
    response = sign_in(client, "eva@example.org")

    assert (response.status_code, response.url) == (302, "/en/")
    assert signed_in(client) == "eva@example.org"
    user = User.objects.get(email="eva@example.org")
    assert user.has_usable_password() is False
    assert user.language == "en"
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("eva@example.org", True, True)
    ]


def test_code_signs_in_to_the_account_that_is_there(client):
    user = make_user("eva@example.org")

    sign_in(client, "Eva@Example.org".lower())

    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.filter(email__iexact="eva@example.org").count() == 1


def test_second_verified_address_leads_to_the_same_account(client):
    user = make_user("eva@example.org")
    EmailAddress.objects.create(user=user, email="eva@work.example", verified=True)

    sign_in(client, "eva@work.example")

    assert client.session["_auth_user_id"] == str(user.pk)


def test_unverified_address_of_another_account_gives_no_way_in(client):
    other = make_user("eva@example.org")
    EmailAddress.objects.create(user=other, email="bo@example.org", verified=False)

    sign_in(client, "bo@example.org")

    assert signed_in(client) == "bo@example.org"
    assert client.session["_auth_user_id"] != str(other.pk)


@pytest.mark.parametrize("language", ["da", "en"])
def test_answer_is_the_same_for_every_address(client, language):
    make_user("known@example.org")
    make_staff("Editors", email="staff@example.org")
    names = ["known@example.org", "staff@example.org", "nobody@example.org"]

    answers = [ask(client, name, language=language) for name in names]
    pages = [client.get(answer.url) for answer in answers]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert [len(answer.url) for answer in answers] == [len(answers[0].url)] * 3
    bodies = {
        without_tokens(page, name, answer.url.split("/")[-2])
        for page, name, answer in zip(pages, names, answers, strict=True)
    }
    assert len(bodies) == 1
    assert (
        list(OutgoingMail.objects.values_list("to", flat=True).order_by("pk")) == names
    )
    assert MailCode.objects.count() == 3


def test_wrong_code_is_told_by_the_field(client):
    page = ask(client, "eva@example.org").url

    response = client.post(page, {"code": "12"})

    assert response.status_code == 422
    assert (
        '<ul class="errorlist" id="id_code_error">'
        "<li>The code is not right. Look in the newest mail from us.</li></ul>"
    ) in response.text
    assert 'value="12"' in response.text
    assert signed_in(client) == ""


def test_used_code_leads_to_a_new_one(client):
    page = ask(client, "eva@example.org").url
    code = code_sent_to("eva@example.org")
    client.post(page, {"code": code})
    client.logout()

    response = client.post(page, {"code": code})

    assert response.status_code == 422
    assert "The code no longer works. Please ask for a new one." in response.text
    assert f'href="{address_of("sign_in")}"' in response.text
    assert 'name="code"' not in response.text
    assert signed_in(client) == ""


def test_code_for_personal_data_does_not_sign_in(client):
    page = ask(client, "eva@example.org").url
    MailCode.objects.update(purpose=MailCode.Purpose.YOUR_DATA)

    client.post(page, {"code": code_sent_to("eva@example.org")})

    assert signed_in(client) == ""


def test_too_many_codes_are_refused_in_words(client):
    for _ in range(5):
        ask(client, "eva@example.org")

    response = ask(client, "eva@example.org")

    assert response.status_code == 422
    assert "Too many codes were asked for." in response.text
    assert 'value="eva@example.org"' in response.text
    assert OutgoingMail.objects.count() == 5


def test_robot_gets_no_mail(client):
    typed = {"email": "eva@example.org", "stamp": stamp()}

    response = client.post(
        address_of("sign_in"), typed | {"website": "http://x.example"}
    )

    assert response.status_code == 422
    assert OutgoingMail.objects.count() == 0


def test_staff_get_a_mail_without_code_and_cannot_use_a_code(client):
    make_staff("Editors", email="staff@example.org")
    page = ask(client, "staff@example.org").url

    mail = OutgoingMail.objects.get()
    row = MailCode.objects.get()

    assert mail.subject == "Use the staff sign-in"
    assert re.search(r"\b\d{6}\b", mail.body) is None
    assert f"http://testserver{address_of('account_login')}" in mail.body
    # Even the code that nobody was told does not let them in.
    row.code_hash = codes._hash(row.token, "111111")
    row.save()
    response = client.post(page, {"code": "111111"})
    assert response.status_code == 422
    assert signed_in(client) == ""


def test_somebody_who_became_staff_meanwhile_is_refused(client):
    page = ask(client, "eva@example.org").url
    make_staff("Editors", email="eva@example.org")

    client.post(page, {"code": code_sent_to("eva@example.org")})

    assert signed_in(client) == ""


def test_session_key_changes_when_signing_in(client):
    session = client.session
    session["basket"] = "soup"
    session.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key

    sign_in(client, "eva@example.org")

    assert client.session["basket"] == "soup"
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/en/about/", "/en/about/"),
        ("https://evil.example/", "/en/"),
        ("//evil.example/", "/en/"),
        ("javascript:alert(1)", "/en/"),
        ("http://testserver/en/about/", "http://testserver/en/about/"),
        ("", "/en/"),
    ],
)
def test_next_leads_to_our_own_addresses_only(client, wanted, led_to):
    response = sign_in(client, "eva@example.org", query=f"?next={wanted}")

    assert response.url == led_to
    assert signed_in(client) == "eva@example.org"


def test_signed_in_reader_is_sent_on(client):
    client.force_login(make_user())

    response = client.get(address_of("sign_in") + "?next=/en/about/")

    assert (response.status_code, response.url) == (302, "/en/about/")


def test_sign_out_needs_a_post_and_takes_the_cookie(client, english_home):
    client.force_login(make_user("eva@example.org"))
    assert client.get(address_of("sign_out")).status_code == 405
    assert signed_in(client) == "eva@example.org"

    response = client.post(address_of("sign_out"))

    assert (response.status_code, response.url) == (302, "/en/")
    assert response.cookies["sessionid"].value == ""
    assert signed_in(client) == ""


def test_footer_offers_the_way_in_and_the_way_out(client, english_home):
    way_in, way_out = address_of("sign_in"), address_of("sign_out")
    before = client.get("/en/").text
    client.force_login(make_user())

    after = client.get("/en/").text

    assert f'<a href="{way_in}">' in before
    assert f'action="{way_out}"' not in before
    assert f'<a href="{way_in}">' not in after
    assert f'<form method="post" action="{way_out}">' in after


@pytest.mark.parametrize("name", ["sign_in", "account_login"])
def test_language_switch_leads_to_the_same_page(client, name):
    danish = address_of(name, language="da")

    response = client.get(address_of(name))

    assert f'<a href="{danish}" lang="da" hreflang="da">' in response.text
    assert client.get(danish).status_code == 200


def test_language_switch_keeps_what_was_asked_for_but_no_trace(client):
    query = "next=/en/spaces/&utm_source=mail"
    danish = address_of("sign_in", language="da")

    page = client.get(f"{address_of('sign_in')}?{query}").text

    assert f'<a href="{danish}?next=%2Fen%2Fspaces%2F" lang="da"' in page


def test_code_page_keeps_its_token_in_the_other_language(client):
    page = ask(client, "eva@example.org").url
    danish = address_of("sign_in_code", page.split("/")[-2], language="da")

    assert f'<a href="{danish}" lang="da" hreflang="da">' in client.get(page).text
    client.post(danish, {"code": code_sent_to("eva@example.org")})
    assert signed_in(client) == "eva@example.org"


def test_pages_are_not_kept_by_browsers(client):
    page = ask(client, "eva@example.org").url

    for address in (address_of("sign_in"), page):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_form_without_token_of_ours_is_refused():

    response = ask(Client(enforce_csrf_checks=True), "eva@example.org")

    assert response.status_code == 403
    assert OutgoingMail.objects.count() == 0
