"""The nominee's private link: shown, answered by one press, old, forged, looked at."""

import datetime as dt

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from hub.models import OutgoingMail
from stories.actions import nominating
from stories.models import Nomination
from stories.nominee_links import SALT
from tests import factories
from tests.reading import Page
from tests.stories.nominated import WORDS, answer_url, make_nomination, press

DAY = dt.timedelta(days=1)
ABOUT = ("nominee", "organisation", "why", "link", "nominee_email", "nominee_phone")


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


@pytest.fixture
def asked(clock) -> Nomination:
    """Benthe was asked by mail."""
    said = {"nominee_email": WORDS["nominee_email"], "language": "da"}
    by = factories.make_staff()
    new = make_nomination()
    return nominating.ask(nomination=new, by=by, seen=new.version, **said)


def tables_with(word: str) -> list[str]:
    """Columns of nominations and of the outbox in which a word stands."""
    rows = [*Nomination.objects.values(), *OutgoingMail.objects.values()]
    return [key for row in rows for key, value in row.items() if word in str(value)]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_link_shows_what_was_written_and_by_whom_only_if_they_agreed(
    client, asked, language
):
    url = answer_url(asked, language)
    hidden = client.get(url)
    Nomination.objects.update(may_name=True)
    told = client.get(url)

    text = Page(hidden).text("main")
    assert hidden.status_code == 200
    assert [word for word in ABOUT if getattr(asked, word) not in text] == []
    assert WORDS["name"] not in text
    assert WORDS["relation"] not in text
    assert WORDS["email"] not in Page(told).text("main")
    assert WORDS["name"] in Page(told).text("main")
    assert hidden.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in hidden.headers["Cache-Control"]
    assert hidden.headers["Referrer-Policy"] == "same-origin"


def test_the_mail_leads_to_the_page_in_the_nominees_language(client, clock):
    new = make_nomination()
    by, to = factories.make_staff(), "other@example.org"
    asked = nominating.ask(
        nomination=new, by=by, seen=1, nominee_email=to, language="en"
    )

    mail = OutgoingMail.objects.get(to=to)
    assert (mail.language, mail.is_secret) == ("en", True)
    path = answer_url(asked, "en")
    assert path in mail.body
    assert path in mail.html
    assert client.get(path).status_code == 200


def test_a_scanner_that_opens_every_link_changes_nothing(client, asked):
    before = Nomination.objects.values().get()
    mails = OutgoingMail.objects.count()
    page = Page(client.get(answer_url(asked)))

    for _text, address in page.links():
        client.get(address)
        client.head(address)
    client.head(answer_url(asked))

    assert Nomination.objects.values().get() == before
    assert OutgoingMail.objects.count() == mails


@pytest.mark.parametrize("language", ["da", "en"])
def test_yes_is_one_press_and_the_nominator_hears_of_it(client, clock, asked, language):
    response = press(client, clock, asked, "yes", language)
    page = Page(client.get(response.url)).text("main")

    made = Nomination.objects.get()
    assert made.state == "accepted"
    assert timezone.localdate(made.answer_by) == dt.date(2026, 11, 25)
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.subject) == (WORDS["email"], "Benthe Sylvest har sagt ja")
    thanks = {"da": "Tak for dit ja", "en": "Thank you for your yes"}
    assert thanks[language] in page


def test_no_is_one_press_and_all_about_the_nominee_is_gone(client, clock, asked):
    assert tables_with("Benthe") != []
    assert tables_with("benthe@") != []
    OutgoingMail.objects.filter(to=WORDS["email"]).update(subject="", body="", html="")

    response = press(client, clock, asked, "no")
    thanks = Page(client.get(response.url)).text("main")

    for word in ("Benthe", "benthe@", "Sidste Knap", "knapper", "00 00 00 18"):
        assert tables_with(word) == []
    made = Nomination.objects.get()
    assert (made.state, made.nominee, made.why) == ("refused", "–", "")
    assert (made.name, made.email) == (WORDS["name"], WORDS["email"])
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.subject) == (
        WORDS["email"],
        "Om din indstilling fra mandag den 23. november 2026",
    )
    assert "vil helst ikke" in mail.body
    assert "er slettet" in thanks


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_double_click_answers_once(client, clock, asked, answer):
    mails = OutgoingMail.objects.exclude(to=WORDS["nominee_email"]).count()

    answers = [press(client, clock, asked, answer).status_code for _ in range(2)]

    # A no leaves no link behind; a second yes meets the page of the first.
    assert answers == [302, {"yes": 302, "no": 410}[answer]]
    told = OutgoingMail.objects.exclude(to=WORDS["nominee_email"])
    assert told.count() == mails + 1


def test_after_a_yes_one_may_still_say_no(client, clock, asked):
    press(client, clock, asked, "yes")
    buttons = Page(client.get(answer_url(asked))).all("button", name="answer")

    press(client, clock, asked, "no")

    assert [each.get("value") for each in buttons] == ["no"]
    assert Nomination.objects.get().state == "refused"


@pytest.mark.parametrize("answer", ["", "maybe"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_another_answer_is_refused(client, clock, asked, answer, language):
    response = press(client, clock, asked, answer, language)

    said = {"da": "Tryk på en af de to knapper.", "en": "Press one of the two buttons."}
    assert response.status_code == 422
    assert said[language] in Page(response).text("main")
    assert Nomination.objects.get().state == "contacted"


# Links that do not work ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_forged_link_says_what_to_do(client, asked, language):
    url = answer_url(asked, language)
    forged = [f"{url[:-2]}x/", url.replace(":", "", 1), reverse_of("x")]
    other = signing.dumps([asked.pk, "0" * 20], salt="another salt")

    for address in [*forged, reverse_of(other)]:
        response = client.get(address)
        assert response.status_code == 404
        assert reverse("your_data")[3:] in response.content.decode()


def reverse_of(token: str) -> str:
    return reverse("nominee", args=[token])


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_link_of_more_than_sixty_days_says_what_to_do(client, clock, asked, language):
    url = answer_url(asked, language)
    clock.shift(60 * DAY)
    assert client.get(url).status_code == 200
    clock.shift(dt.timedelta(seconds=1))

    response = client.get(url)

    assert response.status_code == 410
    said = {"da": "Linket virker ikke mere", "en": "This link does not work any more"}
    assert Page(response).text("h1") == said[language]
    assert WORDS["nominee"] not in response.content.decode()


def test_a_link_to_an_address_that_was_wrong_dies_with_it(client, clock, asked):
    old = answer_url(asked)
    again = {"nominee_email": "right@example.org", "language": "da"}
    by = factories.make_staff()

    asked = nominating.ask(nomination=asked, by=by, seen=asked.version, **again)

    assert client.get(old).status_code == 410
    assert client.get(answer_url(asked)).status_code == 200


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("new", "Linket virker ikke mere"),
        ("declined", "Linket virker ikke mere"),
        ("spam", "Linket virker ikke mere"),
        ("published", "Historien er fortalt"),
    ],
)
def test_a_link_of_what_is_closed_shows_nothing(client, clock, asked, state, heading):
    Nomination.objects.update(state=state, reason="x")

    response = client.get(answer_url(asked))
    pressed = press(client, clock, asked, "yes")

    assert (response.status_code, pressed.status_code) == (410, 410)
    assert Page(response).text("h1") == heading
    assert WORDS["why"] not in response.content.decode()
    assert Nomination.objects.get().state == state


def test_a_link_of_a_deleted_nomination_says_what_to_do(client, asked):
    url = answer_url(asked)
    asked.delete()

    assert client.get(url).status_code == 410


def test_signed_for_something_else_is_not_ours(client, asked):
    token = signing.dumps([asked.pk, "0" * 20], salt=SALT)

    assert client.get(reverse_of(token)).status_code == 410
