"""What is written into the outbox: by us, by Django, by allauth."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from hub import mail
from hub.models import OutgoingMail, SiteSettings
from tests.factories import PASSWORD, make_staff

CODE = {"code": "123456", "purpose": "sign_in", "minutes": 15}
NAMES = {"code": CODE, "staff_sign_in": CODE}


def write(
    to="bo@example.org", *, name="code", language="en", **options
) -> OutgoingMail:
    """A mail in the outbox."""
    return mail.send(name, to=to, language=language, context=CODE, **options)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_mail_is_written_in_the_language_of_its_reader(db, name, language):
    other = "en" if language == "da" else "da"

    found = mail.send(name, to="bo@example.org", language=language, context=NAMES[name])

    assert found.language == language
    assert f'<html lang="{language}">' in found.html
    assert f"http://testserver/{language}/" in found.body
    assert f"http://testserver/{other}/" not in found.body + found.html
    assert "\n" not in found.subject
    assert "<" not in found.body
    assert "<img" not in found.html
    assert "{{" not in found.body + found.html
    assert found.body == found.body.strip() + "\n"


def test_code_mail_holds_the_code_in_subject_and_both_bodies(db):
    found = write()

    assert found.subject == "123456 is your code for Spotlight"
    assert "\n123456\n" in found.body
    assert ">123456</p>" in found.html
    assert "It works once, for 15 minutes." in found.body


def test_plain_text_is_not_escaped(db):
    SiteSettings.objects.update_or_create(defaults={"name": "Soup & Co"})

    found = write()

    assert "Soup & Co" in found.body
    assert "Soup &amp; Co" in found.html


def test_mail_of_a_rolled_back_transaction_is_not_there(own_database):
    with transaction.atomic():
        write()
        there = OutgoingMail.objects.count()
        transaction.set_rollback(True)

    assert (there, OutgoingMail.objects.count()) == (1, 0)
    assert mail.send_waiting() == 0


def test_django_mail_goes_to_the_outbox_one_row_a_receiver(outbox):
    message = EmailMultiAlternatives(
        "Two\u2028lines", "Hello & welcome", "hub@example.org",
        ["bo@example.org"], bcc=["eva@example.org"], cc=["kim@example.org"],
        reply_to=["desk@example.org"], headers={"X-Case": "7"},
    )  # fmt: skip
    message.attach_alternative("<p>Hello</p>", "text/html")
    message.attach("soup.txt", "Soup", "text/plain")

    message.send()

    fields = ("to", "subject", "body", "html", "headers", "attachments")
    assert list(OutgoingMail.objects.order_by("pk").values_list(*fields)) == [
        (
            address,
            "Two lines",
            "Hello & welcome",
            "<p>Hello</p>",
            {"X-Case": "7", "Reply-To": "desk@example.org"},
            [["soup.txt", "U291cA==", "text/plain"]],
        )
        for address in ("bo@example.org", "kim@example.org", "eva@example.org")
    ]


def test_html_only_mail_of_django_is_kept_as_html(outbox):
    message = EmailMessage("Hi", "<p>Hello</p>", to=["bo@example.org"])
    message.content_subtype = "html"

    message.send()

    found = OutgoingMail.objects.get()
    assert (found.body, found.html) == ("", "<p>Hello</p>")


def test_mail_to_nobody_is_no_row(outbox):
    assert EmailMessage("Hi", "Hello").send() == 0
    assert OutgoingMail.objects.count() == 0


def test_mail_of_allauth_has_our_frame_and_is_secret(outbox, client):
    user = make_staff("Editors")

    client.post("/en/account/password/reset/", {"email": user.email})

    found = OutgoingMail.objects.get()
    assert found.is_secret is True
    assert found.subject == "Choose a new password"
    assert "This mail was sent by a machine." in found.body
    assert '<html lang="en">' in found.html
    assert (
        found.html.count('<a href="http://testserver/en/account/password/reset/') == 1
    )


def test_mail_to_an_unknown_address_says_so_without_a_link(outbox, client):
    client.post("/en/account/password/reset/", {"email": "nobody@example.org"})

    found = OutgoingMail.objects.get()
    assert (found.to, found.subject) == (
        "nobody@example.org", "No password to change here",
    )  # fmt: skip
    assert "/account/" not in found.body


def test_address_is_proven_by_a_link_on_our_own_host(outbox, client):
    user = make_staff("Editors")
    typed = {"login": user.email, "password": PASSWORD}

    client.post("/en/account/login/", typed, headers={"host": "localhost"})

    found = OutgoingMail.objects.get()
    assert found.subject == "Is this your address?"
    link = found.body.split("http://testserver")[1].split()[0]
    assert link.startswith("/en/account/confirm-email/")
    client.post(link)
    assert user.emailaddress_set.get().verified is True
