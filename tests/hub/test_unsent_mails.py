"""What managers do with mails that the outbox gave up."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hub import mail
from hub.models import OutgoingMail
from tests import factories
from tests.reading import Page
from tests.staff import sign_in

CODE = {"code": "123456", "purpose": "sign_in", "minutes": 15}


@pytest.fixture(autouse=True)
def _in_english(settings):
    """The interface's own words."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def manager(client, home):
    """A manager's browser."""
    return sign_in(client, factories.make_staff("Hub managers"))


def give_up(*, is_secret: bool = False, **fields) -> OutgoingMail:
    """A mail that was given up, with its words still there."""
    made = mail.send(
        "code", to="bo@example.org", language="en", context=CODE, is_secret=is_secret
    )
    state = {"given_up_at": timezone.now(), "attempts": 25, **fields}
    OutgoingMail.objects.filter(pk=made.pk).update(**state)
    return OutgoingMail.objects.get(pk=made.pk)


def buttons(response) -> list[str]:
    main = Page(response).all("main")[0]
    return [each.text.strip() for each in main.iter("button") if each.text.strip()]


def test_a_mail_is_tried_again(manager):
    unsent = give_up(is_refused=True)
    page = manager.get(reverse("unsent_mails"))
    assert unsent.subject in page.text
    assert buttons(page) == ["Try again", "Forget it"]

    response = manager.post(reverse("unsent_mails_again", args=[unsent.pk]))

    assert response.headers["Location"] == reverse("unsent_mails")
    unsent.refresh_from_db()
    assert (unsent.given_up_at, unsent.attempts, unsent.is_refused) == (None, 0, False)
    assert buttons(manager.get(reverse("unsent_mails"))) == []


def test_a_mail_is_forgotten(manager):
    unsent, other = give_up(), give_up()

    manager.post(reverse("unsent_mails_forget", args=[unsent.pk]))

    assert list(OutgoingMail.objects.all()) == [other]


def test_a_secret_mail_shows_no_word_and_is_not_sent_again(manager):
    secret = give_up(is_secret=True)

    page = manager.get(reverse("unsent_mails"))

    assert "123456" not in page.text
    assert "A code or a link, to bo@example.org" in Page(page).texts("h2")
    assert buttons(page) == ["Forget it"]
    again = reverse("unsent_mails_again", args=[secret.pk])
    assert manager.post(again).status_code == 404


@pytest.mark.parametrize("name", ["unsent_mails_again", "unsent_mails_forget"])
def test_a_mail_that_waits_or_was_sent_is_left_alone(manager, name):
    waiting, sent = give_up(given_up_at=None), give_up(sent_at=timezone.now())
    given_up = give_up()

    told = [
        manager.post(reverse(name, args=[each.pk])).status_code
        for each in (given_up, waiting, sent)
    ]

    assert told == [302, 404, 404]
