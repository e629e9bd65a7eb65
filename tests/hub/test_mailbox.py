"""`/mail/`: the outbox to read, with DEBUG only."""

import pytest

from hub import mail
from hub.models import OutgoingMail

pytestmark = pytest.mark.usefixtures("db", "english")


def write(to="bo@example.org", **options) -> OutgoingMail:
    """A mail with a file."""
    context = {"code": "123456", "purpose": "sign_in", "minutes": 15}
    file = ("soup & bread.txt", b"Soup", "text/plain")
    options = {"attachments": [file], "language": "en"} | options
    return mail.send("code", to=to, context=context, **options)


@pytest.fixture
def _own_machine(settings):
    settings.DEBUG = True


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/html/", "{pk}/0/"])
def test_mailbox_is_there_with_debug_only(client, settings, path):
    address = "/mail/" + path.format(pk=write().pk)
    settings.DEBUG = True
    assert client.get(address).status_code == 200
    settings.DEBUG = False

    # LocaleMiddleware tries the address below /en/ first: there is nothing either.
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.usefixtures("_own_machine")
def test_mailbox_lists_the_newest_first(client):
    first, second = write("bo@example.org"), write("eva@example.org")

    page = client.get("/mail/").text

    assert page.count("<tr>") == 3
    assert page.index(f"/mail/{second.pk}/") < page.index(f"/mail/{first.pk}/")
    assert page.count("waits for the worker") == 2


@pytest.mark.usefixtures("_own_machine")
def test_mail_shows_words_headers_and_files(client):
    found = write()

    page = client.get(f"/mail/{found.pk}/").text

    assert '<h1 class="size-2" lang="en">123456 is your code for Spotlight</h1>' in page
    assert f"&lt;outbox-{found.pk}@testserver&gt;" in page
    assert f'<a href="/mail/{found.pk}/0/">soup &amp; bread.txt</a>' in page
    assert f'src="/mail/{found.pk}/html/" sandbox="allow-popups"' in page


@pytest.mark.usefixtures("_own_machine")
def test_html_of_a_mail_may_do_nothing(client):
    found = write()
    OutgoingMail.objects.update(html="<script>alert(1)</script><p>Hello</p>")

    response = client.get(f"/mail/{found.pk}/html/")

    assert response.text == "<script>alert(1)</script><p>Hello</p>"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"
    )
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.usefixtures("_own_machine")
def test_file_of_a_mail_is_saved_not_shown(client):
    response = client.get(f"/mail/{write().pk}/0/")

    assert response.content == b"Soup"
    disposition = 'attachment; filename="soup & bread.txt"'
    assert response.headers["Content-Disposition"] == disposition
    assert client.get(f"/mail/{write().pk}/1/", follow=True).status_code == 404


@pytest.mark.usefixtures("_own_machine")
def test_mailbox_is_read_only(client):
    assert client.post("/mail/").status_code == 405
