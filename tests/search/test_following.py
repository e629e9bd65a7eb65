"""Following by mail: asked, confirmed, seen, changed and ended, by links alone."""

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client

from hub import privacy
from hub.forms import PublicForm
from hub.models import OutgoingMail
from search.followers import actions, views
from search.followers.links import NEWS
from search.models import Follower
from tests import factories
from tests.reading import Page
from tests.search.follows import (
    FOLLOW,
    days,
    end_of,
    mails_to,
    make_asking,
    make_follower,
    make_theme,
    path_of,
)

pytestmark = pytest.mark.usefixtures("home")
LANGUAGES = ["da", "en"]
SENT = {"da": "sendt/", "en": "sent/"}
EA = "ea@example.org"


@pytest.fixture
def clock(time_machine, db):
    """A Monday morning that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def send(client, clock, language: str = "da", **said):
    """Fill the form and send it, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    values = {"email": EA, "stamp": stamp, "website": ""} | said
    return client.post(FOLLOW[language], values)


def press(client, path: str, **said):
    """Send a form of a private page."""
    return client.post(path, {"stamp": PublicForm.new_stamp(), "website": ""} | said)


def ticked(page: Page) -> list[str]:
    """The labels of the boxes that are ticked."""
    labels = page.all("label", class_="check")
    return [
        "".join(each.itertext()).strip()
        for each in labels
        if each.find("input").get("checked") is not None
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_asks_gets_a_link_and_confirms(client, clock, language):
    valby = factories.make_district(name_da="Valby")
    food = make_theme()

    answer = send(client, clock, language, districts=[valby.pk], themes=[food.pk])

    assert (answer.status_code, answer.url) == (302, FOLLOW[language] + SENT[language])
    [made] = Follower.objects.all()
    assert (made.email, made.language, made.confirmed_at) == (EA, language, None)
    assert [*made.districts.all(), *made.themes.all()] == [valby, food]
    [mail] = mails_to(EA)
    assert (mail.language, mail.is_secret) == (language, True)
    assert path_of(made, language) in mail.body
    assert path_of(made, language) in mail.html

    asks = Page(client.get(path_of(made, language))).text("main")
    made.refresh_from_db()
    assert "Valby" in asks
    assert made.confirmed_at is None  # looking changes nothing

    assert press(client, path_of(made, language)).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_at is not None
    assert made.told_until.isoformat() == "2026-11-19T05:30:00+00:00"
    told = {"da": "torsdag den 26. november", "en": "Thursday 26 November"}[language]
    assert told in Page(client.get(path_of(made, language))).text("main")


def test_boxes_are_ticked_for_who_comes_from_a_list(client):
    valby = factories.make_district(name_da="Valby", slug="valby")
    make_theme(slug="mad")
    query = "?district=valby&district=atlantis&theme=mad&theme=%00&theme=x&utm_a=b"

    page = Page(client.get(FOLLOW["da"] + query))

    assert ticked(page) == ["Valby", "Mad"]
    assert str(valby.pk) in [each.get("value") for each in page.all("input")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, clock, language):
    valby = factories.make_district(name_da="Valby")

    answer = send(
        client, clock, language, email="ea at home", districts=[valby.pk, 999999]
    )

    page = Page(answer)
    assert answer.status_code == 422
    assert page.all("input", name="email")[0].get("value") == "ea at home"
    assert ticked(page) == ["Valby"]
    told = {"da": "Den bydel kender vi ikke.", "en": "We do not know this district."}
    assert told[language] in page.text("main")
    assert not Follower.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("bad", [{"website": "spam"}, {"stamp": "x"}, {"email": ""}])
def test_robots_and_nothing_are_refused(client, clock, bad):
    assert send(client, clock, **bad).status_code == 422
    assert not Follower.objects.exists()


def test_an_address_that_follows_gets_the_same_answer_and_nothing_changes(
    client, clock
):
    valby, amager = factories.make_district(), factories.make_district()
    there = make_follower(email=EA, language="en", districts=[valby])

    new = send(client, clock, email="bo@example.org", districts=[amager.pk])
    known = send(client, clock, email="EA@example.org", districts=[amager.pk])

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert {**known.headers, "Expires": ""} == {**new.headers, "Expires": ""}
    there.refresh_from_db()
    assert (there.language, *there.districts.all()) == ("en", valby)
    assert mails_to("EA@example.org") == []  # only to the address that was proven
    [mail] = mails_to(EA)
    assert mail.subject == "You follow already: here is your link"
    assert path_of(there, "en") in mail.body
    assert end_of(there, "en") in mail.body


def test_who_has_not_confirmed_is_asked_anew_with_the_new_choice(client, clock):
    valby, amager = factories.make_district(), factories.make_district()
    send(client, clock, districts=[valby.pk])

    send(client, clock, "en", email=EA.upper(), districts=[amager.pk])

    [made] = Follower.objects.all()
    assert (made.language, *made.districts.all()) == ("en", amager)
    assert [mail.language for mail in mails_to(EA)] == ["da", "en"]


def test_too_many_from_one_place_or_to_one_address_are_refused(client, clock):
    most = views.TO_ONE_ADDRESS_A_DAY
    statuses = [send(client, clock).status_code for _each in range(most + 1)]
    assert statuses == [302] * most + [422]

    left = views.FROM_ONE_ADDRESS_AN_HOUR - most - 1
    others = [
        send(client, clock, email=f"{each}@example.org").status_code
        for each in range(left + 1)
    ]
    assert others == [302] * left + [422]


def test_settings_are_shown_and_changed(client):
    valby = factories.make_district(name_da="Valby")
    food = make_theme()
    follower = make_follower(districts=[valby])
    page = Page(client.get(path_of(follower)))
    assert ticked(page) == ["Valby", "Dansk"]

    answer = press(client, path_of(follower), themes=[food.pk], language="en")

    assert answer.status_code == 302
    follower.refresh_from_db()
    assert follower.language == "en"
    assert [*follower.districts.all()] == []
    assert [*follower.themes.all()] == [food]
    assert ticked(Page(client.get(path_of(follower, "en")))) == ["Food", "English"]


def test_a_wrong_choice_in_the_settings_changes_nothing(client):
    follower = make_follower()

    answer = press(client, path_of(follower), language="de", themes=["x"])

    follower.refresh_from_db()
    assert answer.status_code == 422
    assert follower.language == "da"


@pytest.mark.parametrize("language", LANGUAGES)
def test_looking_ends_nothing_and_the_button_deletes_the_address(client, language):
    follower = make_follower()
    actions.tell("follow_again", follower)

    asks = client.get(end_of(follower, language))

    assert asks.status_code == 200
    assert Page(asks).all("button", class_="btn")
    assert Follower.objects.count() == OutgoingMail.objects.count() == 1

    assert client.post(end_of(follower, language)).status_code == 200
    assert Follower.objects.count() == OutgoingMail.objects.count() == 0
    assert client.get(path_of(follower, language)).status_code == 410
    assert client.get(end_of(follower, language)).status_code == 200


def test_a_mail_program_ends_it_without_cookie_token_or_stamp():
    follower = make_follower()
    program = Client(enforce_csrf_checks=True)

    for _twice in range(2):
        answer = program.post(
            end_of(follower), {"List-Unsubscribe": "One-Click"}, format="multipart"
        )
        assert answer.status_code == 200
        assert answer.cookies == {}
    assert not Follower.objects.exists()


def test_no_other_form_of_following_is_free_of_the_token():
    follower = make_asking()
    program = Client(enforce_csrf_checks=True)

    for path in (FOLLOW["da"], path_of(follower)):
        answer = program.post(path, {"email": EA, "stamp": PublicForm.new_stamp()})
        assert answer.status_code == 403
    assert Follower.objects.get().confirmed_at is None


@pytest.mark.parametrize(
    "token",
    ["x", "x:y", signing.Signer(salt="other").sign("0" * 32),
     signing.Signer(salt=NEWS.salt).sign("no key")],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "slut/"])
def test_a_forged_link_opens_nothing(client, token, end):
    make_follower()

    for answer in (client.get(f"/da/foelg/{token}/{end}"),
                   client.post(f"/da/foelg/{token}/{end}")):  # fmt: skip
        assert answer.status_code == 404
        assert "Åbn mailen igen" in Page(answer).text("main")
    assert Follower.objects.count() == 1


def test_private_pages_are_nobody_elses(client):
    follower = make_follower()

    for path in (path_of(follower), end_of(follower), "/da/foelg/x/"):
        headers = client.get(path).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]


def test_every_mail_can_be_ended_by_the_mail_program():
    follower = make_follower()

    actions.tell("follow_again", follower)

    [mail] = mails_to(follower.email)
    url = mail.headers["List-Unsubscribe"].strip("<>")
    assert url.endswith(end_of(follower))
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Id"].startswith("<news.")


def test_confirming_twice_keeps_the_first_time(client, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    follower = make_asking()
    actions.confirm(follower=follower)
    time_machine.shift(days(8))

    actions.confirm(follower=follower)

    follower.refresh_from_db()
    assert follower.confirmed_at.isoformat() == "2026-11-23T09:00:00+00:00"


def test_the_database_refuses_an_address_twice_and_a_half_yes():
    make_follower(email=EA)

    for broken in ({"email": EA.upper()}, {"told_until": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_follower(**broken)


def test_your_data_shows_corrects_and_deletes_what_is_followed():
    valby = factories.make_district(name_da="Valby")
    follower = make_follower(email=EA, districts=[valby])
    make_follower()
    actions.tell("follow_again", follower)

    subject = privacy.subject_at(EA.upper())
    all_held = privacy.held_on(subject)
    [held] = [each for each in all_held if each.line.name == "followers"]
    [item] = held.items

    assert item.row == follower
    assert item.facts[0][1] == EA
    assert "Valby" in str(item.facts[1][1])
    assert held.line.correct == ("language", "districts", "themes")
    assert privacy.delete(item, subject) is True
    assert Follower.objects.filter(email=EA).exists() is False
    assert mails_to(EA) == []
