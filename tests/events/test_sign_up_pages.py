"""The form to sign up with, in both languages: what is sent, refused and kept."""

import datetime as dt

import pytest
from django.utils import timezone

from events.choices import DateStatus, EventStatus
from events.mail_domains import meant
from events.models import Event, Occurrence, Signup
from events.refusals import TEXTS
from events.states import SignupState
from events.views import signing
from hub.forms import PublicForm
from hub.models import OutgoingMail
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_seats, make_signup
from tests.events.signed import taken
from tests.reading import Page
from tests.staff import sign_in

LANGUAGES = ["da", "en"]
START = {"da": "/da/tilmelding/", "en": "/en/sign-up/"}
SENT = {"da": "sendt/", "en": "sent/"}
SAID = {
    "name": "Ea Lund", "email": "ea@example.org", "party_size": "2",
    "organisation": "Fjordens Børn", "access_needs": "En rampe", "diet": "Nødder",
}  # fmt: skip
ASKS = dict.fromkeys(("asks_organisation", "asks_access_needs", "asks_diet"), True)


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def path_of(date: Occurrence, language: str = "da") -> str:
    return f"{START[language]}{date.event.slug}/{date.pk}/"


def send(client, clock, date, language: str = "da", **said):
    """Fill the form and send it, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    values = SAID | {"stamp": stamp, "website": "", "key": "a-key"} | said
    return client.post(path_of(date, language), values)


def error_at(response, field: str) -> str:
    return Page(response).text("ul", id=f"id_{field}_error")


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_signs_up_and_is_told_what_happens(client, clock, language):
    date = make_date(make_event(**ASKS))

    response = send(client, clock, date, language)
    receipt = Page(client.get(response.url)).text("main")

    assert response.url == path_of(date, language) + SENT[language]
    [made] = Signup.objects.all()
    assert {n: str(getattr(made, n)) for n in SAID} == SAID
    assert (made.language, made.state, taken(date)) == (language, "unconfirmed", 2)
    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.language, mail.is_secret) == (made.email, language, True)
    link = {"da": "/da/din-tilmelding/", "en": "/en/your-sign-up/"}[language]
    assert link in mail.body
    assert link in mail.html
    for private in (made.email, made.name, "unconfirmed"):
        assert private not in receipt


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_says_when_where_what_is_left_and_what_is_kept(client, clock, language):
    date = make_date(capacity=9)
    make_signup(date, party_size=4)

    page = Page(client.get(path_of(date, language)))
    text = page.text("main")

    other = {"da": "en", "en": "da"}[language]
    assert path_of(date, other) in [url for _, url in page.links(lang=other)]
    told = {
        "da": ("mandag den 30. november 2026", "5 ledige", "Huset, Gade 1", "30 dage",
               "senest mandag den 23. november 2026"),
        "en": ("Monday 30 November 2026", "5 are left", "Huset, Gade 1", "30 days",
               "by Monday 23 November 2026"),
    }  # fmt: skip
    assert [words for words in told[language] if words not in text] == []


def test_form_asks_for_what_the_editor_turned_on_only(client, clock):
    asked = {"asks_organisation": False, "asks_access_needs": False}
    date = make_date(make_event(**asked, largest_party=1))

    page = Page(client.get(path_of(date)))

    names = [each.get("name") for each in page.all("input") + page.all("textarea")]
    assert {"name", "email", "party_size"} <= set(names)
    assert not {"organisation", "access_needs", "diet"} & set(names)
    hidden = [e.get("name") for e in page.all("input", type="hidden")]
    assert "party_size" in hidden


def test_a_double_press_is_one_sign_up_and_other_words_are_another(client, clock):
    date = make_date()

    for _twice in range(2):
        send(client, clock, date)
    send(client, clock, date, email="bo@example.org")

    assert Signup.objects.count() == OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_twice_gets_the_same_answer_and_its_own_mail(
    client, clock, language
):
    date = make_date()
    there = make_signup(date, email="ea@example.org", language=language)

    response = send(client, clock, date, language)

    assert response.url == path_of(date, language) + SENT[language]
    assert Signup.objects.get() == there
    words = {
        "da": "Var adressen allerede tilmeldt, er linket i mailen til den tilmelding.",
        "en": "If the address was signed up already, the mail has the link to that "
        "sign-up.",
    }
    assert words[language] in Page(client.get(response.url)).text("main")
    subject = {"da": "Du er allerede tilmeldt", "en": "You have signed up for"}
    assert OutgoingMail.objects.get().subject.startswith(subject[language])


# A slip of the finger -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ea@gmial.com", "ea@gmail.com"),
        ("ea@gmail.con", "ea@gmail.com"),
        ("ea@gmail.dk", "ea@gmail.com"),
        ("Ea.Lund@hotmial.com", "Ea.Lund@hotmail.com"),
        ("ea@hotmai.dk", "ea@hotmail.dk"),
        ("ea@outlok.com", "ea@outlook.com"),
        ("ea@outlookk.dk", "ea@outlook.dk"),
        ("ea@gmail.com", ""),
        ("ea@hotmail.dk", ""),
        ("ea@kk.dk", ""),
        ("ea@email.dk", ""),
        ("ea@gmx.com", ""),
        ("ea@example.org", ""),
        ("", ""),
    ],
)
def test_a_slip_in_a_common_domain_is_found(typed, right):
    assert meant(typed) == right


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_is_asked_about_and_nothing_typed_is_lost(client, clock, language):
    date = make_date(make_event(**ASKS))

    response = send(client, clock, date, language, email="ea@gmial.com")

    assert response.status_code == 422
    words = {"da": "Mente du ea@gmail.com?", "en": "Did you mean ea@gmail.com?"}
    assert error_at(response, "email") == words[language]
    page = Page(response)
    values = {e.get("name"): e.get("value") for e in page.all("input")}
    assert (values["name"], values["email"]) == ("Ea Lund", "ea@gmial.com")
    assert page.text("textarea", name="access_needs") == "En rampe"
    assert [b.get("value") for b in page.all("button", name="address")] == [
        "take",
        "keep",
    ]


@pytest.mark.parametrize(
    ("more", "email"),
    [
        ({"address": "take"}, "ea@gmail.com"),
        ({"address": "keep"}, "ea@gmial.com"),
        ({"asked": "ea@gmial.com"}, "ea@gmial.com"),
    ],
)
def test_a_slip_is_put_right_or_kept_by_one_press(client, clock, more, email):
    response = send(client, clock, make_date(), email="ea@gmial.com", **more)

    assert response.status_code == 302
    assert Signup.objects.get().email == email


# Refused ------------------------------------------------------------------------------


def make_refused(code: str) -> Occurrence:
    """A date that refuses two people."""
    soon = {"opens_at": timezone.now() + dt.timedelta(days=1)}
    return {
        "not_open": lambda: make_date(make_event(**soon)),
        "closed": lambda: make_date(make_event(closes_hours_before=999)),
        "over": lambda: make_date(starts_at=evening(-2)),
        "cancelled": lambda: make_date(status=DateStatus.CANCELLED),
        "postponed": lambda: make_date(status=DateStatus.POSTPONED),
        "party": lambda: make_date(capacity=1),
        "wait": lambda: make_date(capacity=0),
        "full": lambda: make_date(seats=make_seats(0, waiting_places=1)),
        "only": lambda: make_date(seats=make_seats(1, waiting_places=0)),
        "party_too_large": lambda: make_date(make_event(largest_party=1)),
    }[code]()


WORDS = {
    "not_open": ("Tilmeldingen er ikke åben endnu.", "Sign-up is not open yet."),
    "closed": ("Tilmeldingen er lukket.", "Sign-up is closed."),
    "over": ("Datoen har været.", "This date has been."),
    "cancelled": ("Datoen er aflyst.", "This date is cancelled."),
    "postponed": ("Denne dato er udsat.", "This date is postponed."),
    "party": ("Der er kun 1 plads tilbage.", "Only 1 place is left."),
    "wait": ("Alle pladser er optaget.", "All places are taken."),
    "full": ("ventelisten er fuld", "There is no place left"),
    "only": ("Der er kun 1 plads tilbage, og", "Only 1 place is left, and"),
    "party_too_large": ("Højst 1 person i", "At most 1 person in"),
}
OF_THE_PAGE = {"not_open", "closed", "over", "cancelled", "postponed"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", WORDS)
def test_what_is_refused_is_said_and_nothing_is_kept(client, clock, code, language):
    date = make_refused(code)

    response = send(client, clock, date, language)

    page = Page(response)
    words = WORDS[code][LANGUAGES.index(language)]
    is_of_page = code in OF_THE_PAGE
    assert response.status_code == (200 if is_of_page else 422)
    said = page.text("h1") if is_of_page else page.text("div", role="alert")
    assert words in said
    if not is_of_page:
        values = {e.get("name"): e.get("value") for e in page.all("input")}
        assert values.get("name", "Ea Lund") == "Ea Lund"
    assert (Signup.objects.count(), OutgoingMail.objects.count()) == (0, 0)


LINKS = "www.a.example og www.b.example"
WRONG = [
    ("name", "x" * 121), ("name", "010203-1234"), ("party_size", "0"),
    ("party_size", "9" * 30), ("party_size", "to"), ("email", "ea@"),
    ("email", "e" * 250 + "@example.org"), ("organisation", "x" * 121),
    ("access_needs", "x" * 601), ("access_needs", LINKS), ("diet", "x" * 201),
    ("diet", LINKS),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_does_not_fit_is_said_by_its_field_and_stays(client, clock, field, value):
    date = make_date(make_event(**ASKS))

    response = send(client, clock, date, **{field: value})

    page = Page(response)
    [shown] = page.all("input", name=field) or page.all("textarea", name=field)
    assert (response.status_code, Signup.objects.count()) == (422, 0)
    assert error_at(response, field) != ""
    assert (shown.get("value") or page.text("textarea", name=field)) == value


def test_every_refusal_of_a_reader_has_its_words():
    assert set(WORDS) <= set(TEXTS)


def test_a_party_that_does_not_fit_may_wait_by_one_press(client, clock):
    date = make_date(capacity=1)
    page = Page(send(client, clock, date))

    [button] = page.all("button", name="wants_waiting")
    response = send(client, clock, date, wants_waiting=button.get("value"))

    assert response.status_code == 302
    made = Signup.objects.get()
    assert (made.state, made.holds_places, made.party_size) == ("unconfirmed", False, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_date_says_so_and_offers_the_waiting_list(client, clock, language):
    event = make_event()
    date, other = make_date(event, capacity=0), make_date(event, starts_at=evening(9))

    page = Page(client.get(path_of(date, language)))

    words = {"da": "Skriv dig på ventelisten", "en": "Go on the waiting list"}
    assert page.text("h1") == words[language]
    assert page.all("input", name="wants_waiting")[0].get("value") == "on"
    assert path_of(other, language) in [url for _, url in page.links()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_that_is_gone_names_the_others(client, clock, language):
    event = make_event()
    there, gone = make_date(event), make_date(event)
    path = path_of(gone, language)
    gone.delete()

    response = client.get(path)

    page = Page(response)
    words = {
        "da": "Denne dato findes ikke længere",
        "en": "This date is not there any more",
    }
    assert response.status_code == 404
    assert page.text("h1") == words[language]
    assert path_of(there, language) in [url for _, url in page.links()]


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.SUGGESTED])
def test_an_event_that_is_not_shown_has_no_sign_up(client, clock, status):
    date = make_date()
    path = path_of(date)
    assert client.get(path).status_code == 200

    Event.objects.update(status=status)

    assert client.get(path).status_code == 404
    assert send(client, clock, date).status_code == 404


def test_too_many_from_one_place_are_asked_to_wait(client, clock, monkeypatch):
    monkeypatch.setattr(signing, "FROM_ONE_ADDRESS_AN_HOUR", 2)
    date = make_date()
    for number in range(2):
        send(client, clock, date, email=f"a{number}@example.org", party_size="1")

    pressed_twice = send(client, clock, date, email="a1@example.org", party_size="1")
    response = send(client, clock, date, email="a2@example.org", party_size="1")

    assert pressed_twice.status_code == 302
    assert (response.status_code, Signup.objects.count()) == (422, 2)


def test_one_address_is_not_flooded_with_mails(client, clock, monkeypatch):
    monkeypatch.setattr(signing, "FROM_ONE_SENDER_A_DAY", 2)
    for email in ("ea@example.org", "Ea@example.org", "EA@example.org"):
        response = send(client, clock, make_date(), email=email)

    assert (response.status_code, OutgoingMail.objects.count()) == (422, 2)


def test_who_has_signed_in_is_confirmed_at_once(client, clock):
    user = factories.make_user("ea@example.org")
    sign_in(client, user)
    date = make_date()

    response = send(client, clock, date, email="Ea@example.org")

    made = Signup.objects.get()
    assert made.state == SignupState.CONFIRMED
    assert response.url.startswith("/da/din-tilmelding/")
    send(client, clock, date, email="bo@example.org")
    assert Signup.objects.get(email="bo@example.org").state == SignupState.UNCONFIRMED


def test_both_languages_show_the_same_places_left(client, clock):
    date = make_date(capacity=7)
    send(client, clock, date, "en")

    shown = [Page(client.get(path_of(date, each))).text("main") for each in LANGUAGES]

    assert ("5 ledige" in shown[0], "5 are left" in shown[1]) == (True, True)


@pytest.mark.parametrize("dates", [1, 3, 12])
def test_the_form_asks_the_database_the_same_for_many_dates(
    client, clock, django_assert_num_queries, dates
):
    event, seats = make_event(is_course=True), make_seats(9)
    rows = [
        make_date(event, seats=seats, starts_at=evening(7 + each))
        for each in range(dates)
    ]
    client.get(path_of(rows[0]))

    with django_assert_num_queries(4):
        response = client.get(path_of(rows[0]))

    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache")
