"""The owner's yearly look at the facts: who is asked when, the link, the answers."""

import datetime as dt

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import translation

from hub import jobs
from hub.forms import PublicForm
from hub.models import OutgoingMail
from hub.workdays import months_before
from spaces.actions import checking
from spaces.choices import AccessFeature, Answer
from spaces.models import AccessFact, Feature, OpeningHours, Venue
from spaces.refusals import Refused
from tests import factories
from tests.hub.test_first_page import rows
from tests.reading import Page
from tests.spaces.makers import make_space, make_venue

TODAY = dt.date(2026, 11, 23)
OWNER = "ejer@example.org"


@pytest.fixture
def clock(time_machine, db):
    """A Monday morning that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def make_house(**fields) -> Venue:
    """A house that lends one space and whose owner can be asked."""
    values = {"owner_email": OWNER, "checked_on": None}
    return make_space(make_venue(**values | fields)).venue


def run_the_job() -> None:
    [job] = [each for each in jobs.registered() if each.name.endswith("check_facts")]
    job.run()


def mails_to(address: str = OWNER) -> int:
    return OutgoingMail.objects.filter(to=address).count()


def link_to(venue: Venue, language: str = "da") -> str:
    with translation.override(language):
        return reverse("confirm_facts", args=[checking.token_for(venue)])


def answer(client, clock, url: str, **said):
    """Press a button, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    return client.post(url, {"stamp": stamp, "website": "", "text": ""} | said)


# Who is asked, and when ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"checked_on": None}, 1),
        ({"checked_on": dt.date(2025, 12, 22)}, 1),
        ({"checked_on": dt.date(2025, 12, 23)}, 0),
        ({"owner_email": ""}, 0),
        ({"asked_to_check_on": dt.date(2026, 10, 23)}, 1),
        ({"asked_to_check_on": dt.date(2026, 10, 24)}, 0),
    ],
)
def test_owners_are_asked_after_eleven_months_and_once_a_month(clock, fields, asked):
    make_house(**fields)

    run_the_job()

    assert OutgoingMail.objects.count() == asked


def test_nobody_is_asked_about_a_house_that_lends_nothing(clock):
    make_space(make_venue(owner_email=OWNER, checked_on=None), is_open=False)

    run_the_job()

    assert mails_to() == 0


def test_the_job_asks_again_every_month_until_it_is_confirmed(clock):
    venue = make_house()
    counts = []
    for day in ("2026-11-23", "2026-11-24", "2026-12-22", "2026-12-23"):
        clock.move_to(f"{day}T09:00:00Z", tick=False)
        run_the_job()
        counts.append(mails_to())
    venue.refresh_from_db()
    checking.confirm_facts(venue=venue)
    clock.move_to("2027-05-01T09:00:00Z", tick=False)
    run_the_job()

    assert counts == [1, 1, 1, 2]
    assert mails_to() == 2


def test_two_workers_ask_once(clock):
    venue = make_house()

    asked = [checking.ask_to_check(venue=venue) for _ in range(2)]

    assert asked == [True, False]


def test_the_mail_has_the_link_that_works(client, clock):
    venue = make_house()
    checking.ask_to_check(venue=venue)
    mail = OutgoingMail.objects.get()

    [url] = [line for line in mail.body.splitlines() if "oplysninger/" in line]
    page = Page(client.get(url.removeprefix("http://testserver")))

    assert url in mail.html
    assert mail.subject == f"Passer det stadig om {venue.name_da}?"
    assert page.text("h1") == f"Passer det om {venue.name_da}?"


# What the owner sees ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "da",
            [
                "Gade 7, 2450 København", "Sydhavn St.", "Gennem porten og til højre.",
                "mandag kl. 9.00–15.00", "Ja. Rampe", "Røreskål", "8 personer",
                "Alle andre, til markedspris: 150,00 kr. i timen", "12 34 56 78",
                "1 time til 8 timer",
            ],
        ),
        (
            "en",
            [
                "Gade 7, 2450 København", "Through the gate and to the right.",
                "Monday 9 am–3 pm", "Yes. Ramp", "Mixer", "8 people",
                "All others, at market price: DKK 150 an hour", "1 hour to 8 hours",
            ],
        ),
    ],
)  # fmt: skip
def test_the_page_tells_all_facts_in_both_languages(client, clock, language, expected):
    venue = make_house(street="Gade 7", door_phone="12 34 56 78", key_da="Kode 4711")
    space = venue.spaces.get()
    feature = Feature.objects.create(name_da="Røreskål", name_en="Mixer", slug="mixer")
    space.features.add(feature)
    OpeningHours.objects.create(
        space=space, weekday=0, opens=dt.time(9), closes=dt.time(15)
    )
    AccessFact.objects.create(
        venue=venue, feature=AccessFeature.WAY_IN, answer=Answer.YES,
        looked_by="Bo", looked_on=TODAY, note_da="Rampe", note_en="Ramp",
    )  # fmt: skip

    page = Page(client.get(link_to(venue, language)))

    shown = page.texts("dd")
    assert [words for words in expected if not any(words in dd for dd in shown)] == []
    assert "4711" not in page.text("html")


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_page_asks_the_database_equally_often(
    client, clock, number, django_assert_num_queries
):
    venue = make_house()
    for _ in range(number - 1):
        make_space(venue)
    url = link_to(venue)
    client.get(url)

    with django_assert_num_queries(8):
        client.get(url)


def test_looking_changes_nothing(client, clock):
    venue = make_house()

    for _ in range(3):
        client.get(link_to(venue))
        client.head(link_to(venue))

    venue.refresh_from_db()
    assert venue.checked_on is None
    assert OutgoingMail.objects.count() == 0


# What the owner answers ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_is_right_is_written_down_and_the_link_says_thank_you(
    client, clock, language
):
    venue = make_house(asked_to_check_on=TODAY)
    url = link_to(venue, language)

    response = answer(client, clock, url, verdict="right")
    page = Page(client.get(response.url))

    venue.refresh_from_db()
    assert (venue.checked_on, venue.asked_to_check_on) == (TODAY, None)
    assert page.text("h1") == {"da": "Tak", "en": "Thank you"}[language]


def test_a_second_click_says_thank_you_and_changes_nothing(client, clock):
    venue = make_house()
    url = link_to(venue)
    answer(client, clock, url, verdict="right")
    Venue.objects.update(checked_on=dt.date(2026, 11, 1))

    again = answer(client, clock, url, verdict="right")

    assert Page(again).text("h1") == "Tak"
    venue.refresh_from_db()
    assert venue.checked_on == dt.date(2026, 11, 1)


def test_who_confirms_what_was_confirmed_meanwhile_is_refused(clock):
    seen = make_house()
    Venue.objects.update(checked_on=dt.date(2026, 11, 20))

    with pytest.raises(Refused) as refused:
        checking.confirm_facts(venue=seen)

    assert refused.value.code == "changed"


def test_a_change_goes_to_the_managers_and_stays_unconfirmed(client, clock):
    manager = factories.make_staff("Hub managers", language="en")
    venue = make_house()
    url = link_to(venue)

    answers = [
        answer(client, clock, url, verdict="changed", text="Ny dør\nmod gården")
        for _ in range(2)
    ]

    assert [Page(each).text("h1") for each in answers] == ["Tak, vi retter det"] * 2
    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.language) == (manager.email, "en")
    assert "Ny dør\nmod gården" in mail.body
    venue.refresh_from_db()
    assert venue.checked_on is None


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"verdict": "changed", "text": " "}, "Skriv, hvad der er ændret."),
        (
            {"verdict": "changed", "text": "Ring til 010180-1234"},
            "Det ligner et CPR-nummer. Slet det: Vi har aldrig brug for det.",
        ),
    ],
)
def test_a_change_without_words_or_with_a_cpr_number_is_refused(
    client, clock, said, error
):
    venue = make_house()

    response = answer(client, clock, link_to(venue), **said)

    page = Page(response)
    assert response.status_code == 422
    assert error in page.text("div", role="alert")
    assert page.text("textarea", name="text") == said["text"].strip()
    assert OutgoingMail.objects.count() == 0


def test_neither_button_is_refused(client, clock):
    response = answer(client, clock, link_to(make_house()), verdict="burn")

    assert response.status_code == 422
    assert "Tryk på en af de to knapper." in Page(response).text("div", role="alert")


def test_one_link_cannot_fill_a_mailbox(client, clock):
    factories.make_staff("Hub managers")
    url = link_to(make_house())

    answers = [
        answer(client, clock, url, verdict="changed", text=f"Nummer {number}")
        for number in range(11)
    ]

    assert [each.status_code for each in answers] == [200] * 10 + [422]
    assert OutgoingMail.objects.count() == 10


# Links that do not open ---------------------------------------------------------------


def test_a_link_opens_its_own_house_only(client, clock):
    make_house(name_da="Fremmed")
    token = checking.token_for(make_house())
    forged = [
        token[:-2] + "xx",
        token[1:],
        signing.dumps([1, "x"], salt="spaces.links.give_back"),
        signing.dumps([99999, "x"], salt=checking.SALT),
    ]

    statuses = {
        client.get(reverse("confirm_facts", args=[each])).status_code for each in forged
    }

    assert statuses == {404}


def test_a_link_lasts_sixty_days(client, clock):
    venue = make_house()
    url = link_to(venue)

    clock.shift(dt.timedelta(days=60) - dt.timedelta(seconds=1))
    young = client.get(url)
    clock.shift(dt.timedelta(seconds=2))
    old = client.get(url)

    assert (young.status_code, old.status_code) == (200, 410)
    assert Page(old).text("h1") == "Linket er for gammelt"
    answer(client, clock, url, verdict="right")
    venue.refresh_from_db()
    assert venue.checked_on is None


def test_a_link_dies_when_another_looks_after_the_house(client, clock):
    venue = make_house()
    url = link_to(venue)
    Venue.objects.update(owner_email="ny@example.org")

    answer(client, clock, url, verdict="right")

    venue.refresh_from_db()
    assert venue.checked_on is None


# The first page -----------------------------------------------------------------------


def test_the_first_page_lists_houses_after_thirteen_months(
    client, home, clock, settings
):
    settings.LANGUAGE_CODE = "en"
    heading = "Houses not confirmed for 13 months"
    host = factories.make_staff("Venue hosts")
    never = make_house(name_en="Never")
    old = make_house(name_en="Old", checked_on=dt.date(2025, 10, 22))
    make_house(name_en="Fresh", checked_on=dt.date(2025, 10, 23))
    make_space(make_venue(name_en="Draft", checked_on=None), is_open=False)
    old.hosts.add(host)

    desk = rows(client, factories.make_staff("Booking desk"))[heading]

    assert desk == [("Never", never.owner_email), ("Old", old.owner_email)]
    assert rows(client, host)[heading] == [("Old", old.owner_email)]
    assert heading not in rows(client, factories.make_staff("Editors"))


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (dt.date(2026, 11, 23), 13, dt.date(2025, 10, 23)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2028, 3, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2026, 1, 1), 1, dt.date(2025, 12, 1)),
    ],
)
def test_months_before_a_day(day, months, earlier):
    assert months_before(day, months) == earlier
