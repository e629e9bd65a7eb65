"""The desk for guests: the lists, a press at the door, and who may do what."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.choices import DateStatus, EventStatus, SignUpWay
from events.models import Occurrence, Signup
from events.states import SignupState
from tests.events.desk import staff, url
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_seats,
    make_signup,
)
from tests.reading import Page

pytestmark = pytest.mark.once


def today(**fields) -> Occurrence:
    """A date that has just begun."""
    return make_date(starts_at=timezone.now(), **fields)


def named(date: Occurrence, *names: str, **fields) -> list[Signup]:
    return [make_signup(date, name=name, **fields) for name in names]


def desk_of(response) -> Page:
    """The page without Wagtail's own: its dialogues have headings and tables too."""
    page = Page(response)
    [page.tree] = page.all("div", class_="hub-desk")
    return page


def test_guests_stand_by_name_and_who_waits_in_order(client, db):
    staff(client)
    date = make_date(capacity=20)
    named(date, "Åse", "Ærlig", "bo", "Østen", "Zita", party_size=2)
    now = timezone.now()
    for name, ago in (("Senere", 1), ("Tidligst", 3), ("Midt", 2)):
        since = now - dt.timedelta(hours=ago)
        named(date, name, state=SignupState.WAITLISTED, waiting_since=since)
    named(date, "Tove", state=SignupState.OFFERED)
    named(date, "Ulla", state=SignupState.UNCONFIRMED)
    named(date, "Gået", state=SignupState.CANCELLED_BY_SELF)

    page = desk_of(client.get(url("event_guests", date)))

    assert page.texts("h2") == [
        "De kommer", "Tilbudt en plads", "Venteliste",
        "Har ikke bekræftet deres adresse",
    ]  # fmt: skip
    assert page.texts("th", scope="row") == ["bo", "Zita", "Ærlig", "Østen", "Åse"]
    waiting = page.all("ol")[0]
    order = [each.text for each in waiting.iter("a") if "place" not in each.get("href")]
    assert order == ["Tidligst", "Midt", "Senere"]
    assert page.text("p", class_="hub-lead") == "10 personer kommer"
    text = page.text("div")
    assert "11 af 20 pladser er optaget, 9 er tilbage til gæster." in text
    assert "Afmeldt af dig selv" not in text
    assert "Gået" not in text


def test_needs_are_shown_while_they_are_kept(client, db):
    staff(client)
    date = make_date()
    make_signup(date, access_needs="Tegnsprogstolk", diet="Ingen nødder")
    url_ = url("event_guests", date)
    before = desk_of(client.get(url_)).text("div")

    Signup.objects.update(access_needs="", diet="")

    assert "Tegnsprogstolk" in before
    assert "Spiser ikke: Ingen nødder" in before
    assert "nødder" not in desk_of(client.get(url_)).text("div")


def test_one_press_ticks_and_leads_back_to_the_same_line(client, db):
    staff(client)
    date = today()
    signup, other = named(date, "Ea", "Bo", party_size=2)
    address = url("guest_came", date, signup)

    response = client.post(address, {"presence": "present"})

    here = url("event_guests", date)
    assert response.headers["Location"] == f"{here}#guest-{signup.pk}"
    signup.refresh_from_db()
    assert signup.presence == "present"
    page = desk_of(client.get(here))
    assert page.text("p", class_="hub-lead") == (
        "4 personer kommer: 2 kom, 0 kom ikke, 2 er ikke krydset af"
    )
    pressed = [button.get("value") for button in page.all("button", name="presence")]
    assert pressed == ["present", "no_show", ""]  # Bo, then Ea: to take it back
    client.post(url("guests_all_came", date))
    other.refresh_from_db()
    assert other.presence == "present"


def test_what_is_no_tick_is_refused_in_words(client, db):
    staff(client)
    date, later = today(), make_date()
    signup, early = make_signup(date), make_signup(later)
    told = [
        client.post(url("guest_came", date, signup), {"presence": "maybe"}),
        client.post(url("guest_came", later, early), {"presence": "present"}),
        client.post(url("guests_all_came", later)),
        client.post(url("guest_came", date, early), {"presence": "present"}),
    ]

    assert [each.status_code for each in told] == [422, 409, 409, 404]
    said = "Kryds først af på selve dagen, hvem der kom."
    assert said in told[1].content.decode()
    assert not Signup.objects.exclude(presence="").exists()
    assert "presence" not in client.get(url("event_guests", later)).content.decode()


def test_a_course_has_one_list_for_all_of_its_dates(client, db):
    staff(client)
    course, seats = make_event(is_course=True), make_seats()
    dates = [
        make_date(course, seats=seats, starts_at=evening(day)) for day in (7, 14, 21)
    ]
    make_signup(dates[0], name="Ea")

    pages = [desk_of(client.get(url("event_guests", each))) for each in dates]

    assert [page.texts("th", scope="row") for page in pages] == [["Ea"]] * 3
    others = [
        [href for _text, href in page.links() if href in set(map(list_of, dates))]
        for page in pages
    ]
    assert others == [
        [list_of(each) for each in dates if each != shown] for shown in dates
    ]


def list_of(date: Occurrence) -> str:
    return url("event_guests", date)


def test_who_is_forgotten_is_a_number_that_nobody_can_change(client, db):
    staff(client)
    date = today()
    signup = make_signup(date, name="–", email="", anonymised_at=timezone.now())

    page = client.get(url("event_guests", date))
    there = [
        client.get(url("event_guest", date, signup)).status_code,
        client.post(url("guest_came", date, signup)).status_code,
    ]

    assert desk_of(page).texts("th", scope="row") == ["Glemt"]
    assert there == [404, 404]


def dates_on(page: Page) -> list[list[str]]:
    """The events of each table, in order, with their flags."""
    return [
        [" ".join("".join(th.itertext()).split()) for th in table.iter("th")
         if th.get("scope") == "row"]
        for table in page.all("table")
    ]  # fmt: skip


def test_todays_dates_come_first_and_each_says_how_it_stands(client, db):
    staff(client)
    today(event=make_event(title_da="I dag"))
    make_signup(make_date(make_event(title_da="Fuld"), capacity=1))
    near = make_date(make_event(title_da="Næsten"), capacity=10, starts_at=evening(8))
    make_signup(near, party_size=9)
    make_date(
        make_event(title_da="Aflyst"), status=DateStatus.CANCELLED, starts_at=evening(9)
    )
    draft = make_event(title_da="Kladde", status=EventStatus.DRAFT)
    make_date(draft, starts_at=evening(10))
    open_ = make_event(title_da="Åbent", sign_up=SignUpWay.NONE)
    make_date(open_, starts_at=evening(11))
    make_date(make_event(title_da="Været"), starts_at=evening(-2))

    coming = desk_of(client.get(reverse("guest_dates")))
    past = desk_of(client.get(reverse("guest_dates"), {"past": 1}))

    assert dates_on(coming) == [
        ["I dag"],
        ["Fuld Fuldt", "Næsten 1 plads tilbage", "Aflyst Aflyst",
         "Kladde Ikke offentlig endnu", "Åbent"],
    ]  # fmt: skip
    assert dates_on(past) == [["Været"]]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_lists_ask_no_more_for_many_than_for_one(
    client, db, number, django_assert_num_queries
):
    staff(client)
    date = today(capacity=99)
    for day in range(number):
        make_date(starts_at=evening(day + 1))
        make_signup(date)
        make_signup(date, state=SignupState.WAITLISTED)
    list_, guests = reverse("guest_dates"), url("event_guests", date)
    client.get(list_)

    with django_assert_num_queries(QUERIES["list"]):
        client.get(list_)
    with django_assert_num_queries(QUERIES["guests"]):
        client.get(guests)


QUERIES = {"list": 18, "guests": 15}
# What each role may do: see the dates, the guests, tick, add, write to all, places.
DOES = {
    "Editors": (True, True, True, True, True, True),
    "Translators": (False, False, False, False, False, False),
    "Publishers": (True, True, True, True, True, True),
    "Booking desk": (True, True, True, True, False, False),
    "Venue hosts": (True, False, False, False, False, False),
    "Hub managers": (True, True, True, True, True, True),
}


@pytest.mark.parametrize("role", DOES)
def test_each_role_does_what_is_its_own(client, db, role):
    staff(client, role)
    date = today()
    signup = make_signup(date)
    told = [
        client.get(reverse("guest_dates")),
        client.get(url("event_guests", date)),
        client.post(url("guest_came", date, signup), {"presence": "present"}),
        client.get(url("guest_add", date)),
        client.get(url("guest_mail", date)),
        client.get(url("guest_places", date)),
    ]

    home = reverse("wagtailadmin_home")
    may = tuple(each.headers.get("Location") != home for each in told)

    signup.refresh_from_db()
    assert may == DOES[role]
    assert signup.presence == ("present" if may[2] else "")


def test_readers_are_sent_to_sign_in(db):
    date = make_date()

    response = Client().get(url("event_guests", date))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/konto/login/") or (
        "login" in response.headers["Location"]
    )
