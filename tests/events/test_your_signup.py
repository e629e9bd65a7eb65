"""One's own sign-up by the link in its mails: looking changes nothing."""

import base64
import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from events import actions
from events.choices import DateStatus
from events.models import Event, Occurrence, Signup
from events.states import Actor, SignupState
from hub.forms import PublicForm
from hub.models import OutgoingMail
from tests.events.makers import evening, make_date, make_event, make_seats, make_signup
from tests.events.signed import come, later, path_of, sign_up, state, taken, wait
from tests.reading import Page

S = SignupState
LANGUAGES = ["da", "en"]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def press(client, clock, signup: Signup, act: str, language="da", after=5, **said):
    """Press a button of the page, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(after)
    values = {"stamp": stamp, "website": "", "act": act} | said
    return client.post(path_of(signup, language), values)


def row(signup: Signup) -> dict:
    return Signup.objects.filter(pk=signup.pk).values().get()


@pytest.mark.parametrize("start", S.values)
def test_looking_changes_nothing(client, clock, start):
    until = timezone.now() - HOUR if start in (S.UNCONFIRMED, S.OFFERED) else None
    date = make_date()
    signup = make_signup(date, state=start, state_until=until)
    before, mails = row(signup), OutgoingMail.objects.count()

    for method in (client.get, client.head):
        assert method(path_of(signup)).status_code == 200

    assert (row(signup), OutgoingMail.objects.count()) == (before, mails)


def test_a_private_page_is_neither_kept_nor_found(client, clock):
    response = client.get(path_of(make_signup()))

    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]


HEADINGS = {
    S.UNCONFIRMED: ("Kun ét trin tilbage", "One step left"),
    S.CONFIRMED: ("Du har en plads", "You have a place"),
    S.WAITLISTED: ("Du er på ventelisten", "You are on the waiting list"),
    S.OFFERED: ("Der er en plads til dig", "There is a place for you"),
    S.CANCELLED_BY_SELF: ("Du er ikke tilmeldt længere",
                          "You are not signed up any more"),
    S.CANCELLED_BY_HOST: ("Du er ikke tilmeldt længere",
                          "You are not signed up any more"),
    S.EXPIRED: ("Fristen er gået", "The time is over"),
}  # fmt: skip
BUTTONS = {
    S.UNCONFIRMED: ["confirm", "cancel", "delete"],
    S.CONFIRMED: ["cancel", "delete"],
    S.WAITLISTED: ["cancel", "delete"],
    S.OFFERED: ["accept", "cancel", "delete"],
    S.CANCELLED_BY_SELF: ["delete"],
    S.CANCELLED_BY_HOST: ["delete"],
    S.EXPIRED: ["confirm", "delete"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", S.values)
def test_the_page_says_how_it_stands_and_what_can_be_done(
    client, clock, start, language
):
    until = timezone.now() + HOUR if start in (S.UNCONFIRMED, S.OFFERED) else None
    signup = make_signup(make_date(), state=start, state_until=until)

    page = Page(client.get(path_of(signup, language)))

    assert page.text("h1") == HEADINGS[start][LANGUAGES.index(language)]
    acts = [each.get("value") for each in page.all("button", name="act")]
    assert acts == BUTTONS[start]


def test_a_press_confirms_and_a_second_one_does_no_harm(client, clock):
    signup = sign_up(make_date())

    answers = [press(client, clock, signup, "confirm") for _twice in range(2)]

    assert [each.url for each in answers] == [path_of(signup)] * 2
    assert state(signup) == S.CONFIRMED


def test_who_presses_at_once_is_not_taken_for_a_robot(client, clock):
    signup = sign_up(make_date())

    press(client, clock, signup, "confirm", after=0)

    assert state(signup) == S.CONFIRMED


def test_an_offered_place_is_taken_by_one_press(client, clock):
    date = make_date(capacity=1)
    guest, waiting = come(date), wait(date)
    actions.cancel(signup=guest, actor=Actor.GUEST)

    press(client, clock, waiting, "accept")

    assert state(waiting) == S.CONFIRMED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_late_yes_is_told_so(client, clock, language):
    date = make_date(capacity=1)
    guest, slow, _next = come(date), wait(date), wait(date)
    actions.cancel(signup=guest, actor=Actor.GUEST)
    later(clock, hours=25)
    actions.expire(seats=date.seats)

    response = press(client, clock, slow, "accept", language)

    words = {
        "da": "Fristen for at sige ja",
        "en": "The time to say yes is over",
    }
    assert response.status_code == 422
    assert words[language] in Page(response).text("div", role="alert")


def test_one_press_cancels_and_frees_the_place(client, clock):
    date = make_date(capacity=1)
    signup = come(date)

    response = press(client, clock, signup, "cancel")

    assert (state(signup), taken(date)) == (S.CANCELLED_BY_SELF, 0)
    assert "Tak: En anden kan få pladsen." in Page(client.get(response.url)).text(
        "main"
    )


def test_what_was_written_is_put_right(client, clock):
    event = make_event(asks_organisation=True, asks_diet=True)
    signup = come(make_date(event), party_size=2)
    said = {"name": "Ea Holm", "party_size": "3", "diet": "Nødder"}
    said |= {"organisation": "", "access_needs": "En rampe"}

    response = press(client, clock, signup, "correct", **said)

    assert response.status_code == 302
    after = row(signup)
    assert {name: str(after[name]) for name in said} == said
    assert "Det er ændret." in Page(client.get(response.url)).text("main")


def test_more_people_than_places_are_refused_and_nothing_typed_is_lost(client, clock):
    signup = come(make_date(capacity=2), party_size=2)
    said = {"name": "Ea Holm", "party_size": "3", "access_needs": "En rampe"}

    response = press(client, clock, signup, "correct", **said)

    assert response.status_code == 422
    page = Page(response)
    error = page.text("ul", id="id_party_size_error")
    assert error == "Så mange pladser er der ikke. Ledige: 0."
    assert page.all("input", name="name")[0].get("value") == "Ea Holm"
    assert row(signup)["name"] == "Ea Lund"


def test_a_robot_or_an_unknown_act_does_nothing(client, clock):
    signup = come(make_date())

    answers = [
        press(client, clock, signup, "cancel", website="spam"),
        press(client, clock, signup, "burn"),
    ]

    assert [each.status_code for each in answers] == [422, 422]
    assert state(signup) == S.CONFIRMED


# Links --------------------------------------------------------------------------------

DEAD = {
    "da": "Dette link virker ikke længere",
    "en": "This link does not work any more",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forged_link_is_told_what_to_do(client, clock, language):
    path = path_of(make_signup(), language)[:-4] + "x/"

    for method in (client.get, client.post):
        response = method(path)
        assert response.status_code == 404
        words = {"da": "Der mangler noget", "en": "Something is missing in it"}
        assert words[language] in Page(response).text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deleted_sign_up_frees_its_place_and_its_link_says_so(
    client, clock, language
):
    date = make_date(capacity=1)
    signup, waiting = come(date), wait(date)
    OutgoingMail.objects.exclude(to=waiting.email).update(sent_at=timezone.now())

    response = press(client, clock, signup, "delete", language)

    assert client.get(response.url).status_code == 200
    after = row(signup)
    assert (after["name"], after["email"], after["party_size"]) == ("–", "", 1)
    assert state(waiting) == S.OFFERED
    gone = client.get(path_of(signup, language))
    assert gone.status_code == 410
    words = {"da": "Tilmeldingen er slettet", "en": "The sign-up is deleted"}
    assert words[language] in Page(gone).text("main")


def test_the_page_says_when_it_is_over_cancelled_or_postponed(client, clock):
    signup = come(make_date())
    date = Occurrence.objects.filter(seats=signup.seats_id)
    headings = []

    for changes in (
        {"status": DateStatus.CANCELLED},
        {"status": DateStatus.POSTPONED},
        {"status": DateStatus.SCHEDULED, "starts_at": evening(-3),
         "ends_at": evening(-3, 18)},
    ):  # fmt: skip
        date.update(**changes)
        headings.append(Page(client.get(path_of(signup))).text("h1"))

    assert headings == ["Det er aflyst", "Det er udsat", "Overstået"]


# The calendar file and the online link ------------------------------------------------


def test_the_online_link_is_for_those_with_a_place_only(client, clock):
    Event.objects.all().delete()
    secret = "https://meet.example.org/rum"
    date = make_date(make_event(online_url=secret, format="online"), capacity=1)
    guest, waiting = come(date), wait(date)

    shown = {
        name: (
            secret in client.get(path_of(each)).content.decode(),
            secret in client.get(f"{path_of(each)}kalender.ics").content.decode(),
            secret in OutgoingMail.objects.filter(to=each.email).last().body,
        )
        for name, each in {"guest": guest, "waiting": waiting}.items()
    }

    assert shown == {"guest": (True, True, True), "waiting": (False, False, False)}


def test_the_mail_brings_the_dates_of_a_course_for_the_calendar(db):
    event, seats = make_event(is_course=True), make_seats(3)
    dates = [make_date(event, seats=seats, starts_at=evening(7 + n)) for n in range(3)]
    signup = come(dates[0])

    [attached] = OutgoingMail.objects.filter(to=signup.email).last().attachments

    calendar = Calendar.from_ical(base64.b64decode(attached[1]))
    assert [str(e["uid"]).split("@")[0] for e in calendar.walk("VEVENT")] == [
        each.uid for each in dates
    ]
