"""Staff answer nominations: the queue, one page each, stale clicks, rights."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.models import OutgoingMail
from stories.models import Nomination
from tests import factories
from tests.hub.test_first_page import rows
from tests.reading import Page
from tests.staff import sign_in
from tests.stories import makers
from tests.stories.nominated import WORDS, make_nomination, take

pytestmark = pytest.mark.once

DAY = dt.timedelta(days=1)
NOMINEE = WORDS["nominee_email"]


@pytest.fixture
def desk(client, db):
    """An editor in front of the admin, in Danish."""
    return sign_in(client, factories.make_staff("Editors"))


def step_url(nomination: Nomination, step: str) -> str:
    return reverse("nomination_step", args=[nomination.pk, step])


def test_the_queue_has_the_most_urgent_first_with_age_and_spam_apart(desk):
    now = timezone.now()
    for name, days in (("Sent", 3), ("Før", 1), ("Forbi", -1)):
        late = {"answer_by": now + days * DAY, "sent_at": now - 2 * DAY}
        make_nomination(nominee=name, why=f"{name} {WORDS['why']}", **late)
    make_nomination(nominee="Reklame", state="spam", reason="markup")
    make_nomination(nominee="Nej", state="declined")

    shown = {
        name: Page(desk.get(reverse(name)))
        for name in ("nominations", "nominations_spam", "nominations_ended")
    }

    titles = {
        name: [text.split(",")[0] for text in page.texts("td", class_="title")]
        for name, page in shown.items()
    }
    assert titles == {
        "nominations": ["Forbi", "Før", "Sent"],
        "nominations_spam": ["Reklame"],
        "nominations_ended": ["Nej"],
    }
    text = shown["nominations"].text("main")
    assert text.count("2 dage") == 3
    assert text.count("For sent") == 1
    assert "HTML" in shown["nominations_spam"].text("main")
    counts = shown["nominations"].texts("span", class_="hub-count")
    assert counts == ["3", "1"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_long_queue_asks_no_more_than_a_short_one(
    desk, number, django_assert_num_queries
):
    for each in range(number):
        make_nomination(nominee=f"Helt {each}")
    url = reverse("nominations")
    desk.get(url)

    with django_assert_num_queries(16):
        assert desk.get(url).status_code == 200


def test_a_step_shows_the_mail_first_and_does_it_by_post(desk):
    nomination = make_nomination()
    url = step_url(nomination, "ask")

    asked = Page(desk.get(url))
    assert Nomination.objects.get().state == "new"
    [seen] = asked.all("input", name="seen")
    said = {"nominee_email": "ny@example.org", "language": "en"}
    response = desk.post(url, {"seen": seen.get("value")} | said)

    text = asked.text("main")
    assert "dit-svar" not in text  # the private link is the nominee's alone
    assert "Nogen har skrevet til os om dig" in text
    assert "Vi tror, det er noget for os" in text
    nomination.refresh_from_db()
    assert response.url == reverse("nomination", args=[nomination.pk])
    assert (nomination.state, nomination.nominee_email) == (
        "contacted",
        said["nominee_email"],
    )
    assert str(nomination.answered_by_id) == desk.session["_auth_user_id"]
    mail = OutgoingMail.objects.get(to="ny@example.org")
    assert mail.subject == "Somebody thinks the city should know you"


@pytest.mark.parametrize("step", ["decline", "hold"])
@pytest.mark.parametrize("reason", [" ", "Ring 010180-1234", "x" * 601])
def test_a_no_needs_a_proper_reason(desk, step, reason):
    nomination = make_nomination()

    response = desk.post(step_url(nomination, step), {"seen": 1, "reason": reason})

    assert response.status_code == 422
    assert Nomination.objects.get().state == "new"


def test_asking_needs_an_address(desk):
    nomination = make_nomination(nominee_email="")

    said = {"seen": 1, "nominee_email": "", "language": "da"}
    response = desk.post(step_url(nomination, "ask"), said)

    assert response.status_code == 422
    assert Nomination.objects.get().state == "new"


def test_a_stale_decision_is_a_409_and_sends_nothing(desk):
    nomination = make_nomination()
    take("reach", nomination)
    mails = OutgoingMail.objects.count()

    response = desk.post(step_url(nomination, "decline"), {"seen": 1, "reason": "Nej"})

    assert response.status_code == 409
    assert "En anden var hurtigere" in Page(response).text("body")
    assert Nomination.objects.get().state == "contacted"
    assert OutgoingMail.objects.count() == mails


def test_a_double_click_sends_one_mail(desk):
    nomination = make_nomination(state="contacted")
    url = step_url(nomination, "ask_again")
    said = {"seen": 1, "nominee_email": NOMINEE, "language": "da"}

    answers = [desk.post(url, said).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert OutgoingMail.objects.filter(to=NOMINEE).count() == 1


def test_a_story_is_chosen_among_stories_only(desk, home):
    nomination, story = make_nomination(state="accepted"), makers.make_story(live=False)
    url = step_url(nomination, "choose_story")

    wrong = desk.post(url, {"seen": 1, "story": home.pk})
    right = desk.post(url, {"seen": 1, "story": story.pk})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert Nomination.objects.get().story_id == story.pk
    page = Page(desk.get(right.url))
    assert reverse("wagtailadmin_pages:edit", args=[story.pk]) in [
        url for _text, url in page.links()
    ]


def test_others_about_the_same_person_are_named(desk):
    first = make_nomination(nominee_email="a@example.org")
    second = make_nomination(nominee="BENTHE SYLVEST", nominee_email="")
    make_nomination(nominee="Hana", nominee_email="")

    links = Page(desk.get(reverse("nomination", args=[first.pk]))).links()

    found = [reverse("nomination", args=[each.pk]) for each in Nomination.objects.all()]
    assert [url for _text, url in links if url in found] == [
        reverse("nomination", args=[second.pk])
    ]


def test_an_unknown_step_or_nomination_is_missing(desk):
    nomination = make_nomination(state="accepted")

    assert desk.get(step_url(nomination, "burn")).status_code == 404
    assert desk.get(step_url(nomination, "publish")).status_code == 404
    for name in ("nomination",):
        assert desk.get(reverse(name, args=[nomination.pk + 1])).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Editors", 200),
        ("Publishers", 200),
        ("Hub managers", 200),
        ("Translators", 302),
        ("Booking desk", 302),
        ("Venue hosts", 302),
    ],
)
def test_who_may_see_and_answer(client, db, role, status):
    nomination = make_nomination()
    sign_in(client, factories.make_staff(role))

    addresses = [
        reverse("nominations"),
        reverse("nominations_ended"),
        reverse("nominations_spam"),
        reverse("nomination", args=[nomination.pk]),
        step_url(nomination, "decline"),
    ]
    assert {client.get(url).status_code for url in addresses} == {status}
    client.post(step_url(nomination, "decline"), {"seen": 1, "reason": "Nej"})
    assert Nomination.objects.get().state == ("declined" if status == 200 else "new")


def test_the_first_page_names_what_waits_for_those_who_answer(
    client, home, time_machine, settings
):
    settings.LANGUAGE_CODE = "en"
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    make_nomination()
    make_nomination(nominee="Ad", state="spam", reason="markup")

    shown = rows(client, factories.make_staff("Editors"))
    others = rows(client, factories.make_staff("Venue hosts"))

    assert shown["Nominations"] == [
        ("Benthe Sylvest", "New; next step by Wednesday 25 November 2026")
    ]
    assert shown["Nominations held back as spam"] == [
        ("Ad", "There is HTML or forum code in the text.")
    ]
    assert [name for name in others if "ominations" in name] == []
