"""Asking for a mail, the link in it, and the end: every state, nothing by looking."""

import datetime as dt

import pytest
from django.test import Client

from hub import privacy
from hub.forms import PublicForm
from hub.models import OutgoingMail
from search.models import SpaceWatch
from search.watches import actions, views
from search.watches.links import WATCHES
from search.watches.wanted import wanted_by
from tests import factories
from tests.reading import Page, words
from tests.search.watched import ADDRESS, ask, later, links_in, make_watch, take, wanted
from tests.spaces import makers
from tests.spaces.listed import (  # noqa: F401 -- fixtures too
    AFTERNOON,
    THURSDAY,
    lists,
    local,
    shown,
    venue,
)

pytestmark = pytest.mark.once

URLS = {"da": "/da/soeg/ledigt-lokale/", "en": "/en/search/free-space/"}
END = {"da": "stop/", "en": "end/"}
KITCHEN = f"kind=kitchen&{AFTERNOON}"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def send(client, clock, query=AFTERNOON, language="da", after=5, url="", **said):
    """Fill in the form, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(after)
    values = {"stamp": stamp, "website": "", "email": ADDRESS} | said
    return client.post(url or f"{URLS[language]}?{query}", values)


def path_of(watch: SpaceWatch, language="da", end=False) -> str:
    """The private page, or the one that ends it."""
    path = f"{URLS[language]}{WATCHES.token_for(watch)}/"
    return path + END[language] if end else path


def press(client, watch: SpaceWatch, language="da"):
    """Press the button of the link in the first mail, at once."""
    values = {"stamp": PublicForm.new_stamp(), "website": ""}
    return client.post(path_of(watch, language), values)


# 1. On the list ---------------------------------------------------------------------


def offers(client, query: str) -> list[tuple[str, str]]:
    """(words, class) of the ways to be told that the list shows."""
    links = shown(client, query).all("a")
    return [
        ("".join(a.itertext()), a.get("class"))
        for a in links
        if "ledigt-lokale" in a.get("href", "")
    ]


def test_the_list_offers_it_large_where_nothing_is_free(client, venue):
    space = makers.make_space(venue, notice_hours=2)
    assert offers(client, AFTERNOON) == [
        ("Skriv til mig, hvis et andet bliver ledigt", "more")
    ]

    take(space)

    assert offers(client, AFTERNOON) == [
        ("Skriv til mig, hvis et bliver ledigt", "btn")
    ]


@pytest.mark.parametrize(
    "query",
    ["", "kind=kitchen", "date=2026-11-24", f"{THURSDAY}&start=17:00&until=14:00",
     "date=2030-01-01"],
)  # fmt: skip
def test_without_a_day_that_counts_nothing_is_offered(client, venue, query):
    assert offers(client, query) == []


def test_what_is_broken_is_left_out_of_the_offer(client, venue):
    page = shown(client, f"{AFTERNOON}&people=mange")

    [url] = [url for _text, url in page.links() if "ledigt-lokale" in url]
    assert url == f"{URLS['da']}?date=2026-11-26&start=14%3A00&until=17%3A00"


# 2. Asking --------------------------------------------------------------------------


HEADINGS = {
    "da": "Få en mail, hvis et lokale bliver ledigt",
    "en": "Mail me if a space becomes free",
}


@pytest.mark.parametrize("language", URLS)
def test_the_page_says_what_is_looked_for(client, venue, language):
    page = Page(client.get(f"{URLS[language]}?{KITCHEN}&people=4&price=100"))

    assert page.text("h1") == HEADINGS[language]
    said = {
        "da": [
            ("Hvornår", "torsdag den 26. november 2026 kl. 14.00–17.00"),
            ("Hvad", "Køkken"), ("Hvor mange", "4"), ("Højst i timen", "100,00 kr."),
        ],
        "en": [
            ("When", "Thursday 26 November 2026, 2–5 pm"),
            ("What", "Kitchen"), ("How many", "4"), ("At most, an hour", "DKK 100"),
        ],
    }  # fmt: skip
    [facts] = page.all("dl", class_="facts")
    told = zip(facts.iter("dt"), facts.iter("dd"), strict=True)
    assert [(words(dt), words(dd)) for dt, dd in told] == said[language]


@pytest.mark.parametrize("language", URLS)
def test_asked_confirmed_and_looking(client, venue, time_machine, language):
    answer = send(client, time_machine, KITCHEN, language)

    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200
    watch, mail = SpaceWatch.objects.get(), OutgoingMail.objects.get()
    assert (watch.email, watch.language, watch.confirmed_at) == (
        ADDRESS, language, None,
    )  # fmt: skip
    assert watch.query == f"kind=kitchen&{AFTERNOON}".replace(":", "%3A")
    [_front, link] = ["", *links_in(mail)][:2]
    assert link == path_of(watch, language)
    assert mail.headers["List-Unsubscribe"].endswith(
        f"{path_of(watch, language, end=True)}>"
    )
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert press(client, watch, language).status_code == 302
    watch.refresh_from_db()
    assert watch.confirmed_at is not None
    assert OutgoingMail.objects.count() == 1


def test_looking_changes_nothing(client, venue):
    for watch in (ask(), make_watch(KITCHEN)):
        before = SpaceWatch.objects.filter(pk=watch.pk).values().get()
        for url in (path_of(watch), path_of(watch, end=True)):
            for look_at in (client.get, client.head):
                assert look_at(url).status_code == 200
        assert SpaceWatch.objects.filter(pk=watch.pk).values().get() == before


BROKEN = {
    "": "Skriv, hvilken dag du skal bruge lokalet.",
    "kind=kitchen": "Skriv, hvilken dag du skal bruge lokalet.",
    "date=2026-11-24": "Der er noget i søgningen, der ikke passer.",
    "date=i+morgen": "Der er noget i søgningen, der ikke passer.",
    f"{AFTERNOON}&people=mange": "Der er noget i søgningen, der ikke passer.",
    f"{THURSDAY}&start=17:00&until=14:00": "Der er noget i søgningen, der ikke passer.",
    f"{AFTERNOON}&feature={'x' * 3000}": "Der er noget i søgningen, der ikke passer.",
    f"{AFTERNOON}&kind=%00": "Der er noget i søgningen, der ikke passer.",
    "date=2030-01-01": "Dagen ligger mere end et år ude i fremtiden.",
}


@pytest.mark.parametrize("query", BROKEN)
def test_what_nobody_can_wait_for_is_said(client, venue, time_machine, query):
    seen = client.get(f"{URLS['da']}?{query}")
    sent = send(client, time_machine, query)

    assert (seen.status_code, sent.status_code) == (200, 422)
    for answer in (seen, sent):
        assert Page(answer).text("div", role="alert").startswith(BROKEN[query])
    assert SpaceWatch.objects.count() == 0


BAD = {
    "": "", "ea": "", "ea@": "", "ea@example": "", "<b>@example.org": "",
    "a" * 250 + "@example.org": "", "ea@example.org\x00": "",
}  # fmt: skip


@pytest.mark.parametrize("email", BAD)
def test_a_bad_address_is_said_by_the_field_and_stays(
    client, venue, time_machine, email
):
    answer = send(client, time_machine, email=email)

    assert answer.status_code == 422
    page = Page(answer)
    assert len(page.all("ul", id="id_email_error")) == 1
    assert page.all("input", id="id_email")[0].get("value", "") == email.replace(
        "\x00", "\N{REPLACEMENT CHARACTER}"
    )
    assert SpaceWatch.objects.count() == 0


@pytest.mark.parametrize("said", [{"website": "x"}, {"stamp": "forged"}])
def test_a_robot_is_refused(client, venue, time_machine, said):
    assert send(client, time_machine, **said).status_code == 422
    assert SpaceWatch.objects.count() == 0


def test_the_answer_is_the_same_for_any_address(client, venue, time_machine):
    make_watch()
    answers = [
        send(client, time_machine, email=email)
        for email in (ADDRESS, ADDRESS.upper(), "bo@example.org")
    ]

    later(time_machine)
    answers.append(send(client, time_machine))
    pages = [client.get(each.headers["Location"]).content for each in answers]

    assert {each.status_code for each in answers} == {302}
    assert len(set(pages)) == 1
    assert SpaceWatch.objects.count() == 2


def test_who_follows_already_gets_the_link_to_it(client, venue, time_machine):
    watch = make_watch()
    later(time_machine)

    send(client, time_machine)

    mail = OutgoingMail.objects.get()
    assert mail.subject.startswith("Du følger allerede denne søgning: torsdag")
    assert path_of(watch) in links_in(mail)


def test_pressed_twice_it_is_one_watch_and_one_mail(client, venue, time_machine):
    send(client, time_machine)
    send(client, time_machine)

    assert (SpaceWatch.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_what_means_the_same_is_the_same_search(client, venue, time_machine):
    otherwise = "until=17.00&start=14&date=26.11.2026&page=2&utm_source=x"
    for query in (AFTERNOON, otherwise):
        send(client, time_machine, query)

    assert SpaceWatch.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        AFTERNOON, THURSDAY, f"{THURSDAY}&start=14:00",
        f"{THURSDAY}&start=22:00&until=00:00",
        f"{THURSDAY}&start=22:00&until=2026-11-27T02:00",
        f"kind=hall&{AFTERNOON}&need=way_in&need=floor&price=0&at_once=on&people=3",
    ],
)  # fmt: skip
def test_a_kept_search_is_read_as_it_was_typed(venue, query):
    before = wanted(query)

    after = wanted_by(before.query)

    assert (after.wish, after.query, after.problem) == (before.wish, before.query, "")


def test_too_many_from_one_place_or_to_one_address(client, venue, time_machine):
    def statuses(emails: list[str]) -> list[int]:
        queries = (f"{AFTERNOON}&people={n + 1}" for n in range(len(emails)))
        return [
            send(client, time_machine, query, email=email, after=3).status_code
            for query, email in zip(queries, emails, strict=True)
        ]

    most = views.TO_ONE_ADDRESS_A_DAY
    assert statuses([ADDRESS] * (most + 1)) == [302] * most + [422]
    left = views.FROM_ONE_ADDRESS_AN_HOUR - most - 1
    others = [f"bo{number}@example.org" for number in range(left + 1)]
    assert statuses(others) == [302] * left + [422]


# 3. Behind the link -----------------------------------------------------------------


def test_an_address_follows_ten_searches_at_most(client, venue):
    for number in range(actions.MOST):
        last = make_watch(f"{AFTERNOON}&people={number + 1}")
    one_more = ask(KITCHEN)

    refused = press(client, one_more)
    assert refused.status_code == 422
    assert "Du følger allerede 10 søgninger" in refused.content.decode()
    actions.end(watch=last)

    assert press(client, one_more).status_code == 302


@pytest.mark.parametrize("end", [False, True])
def test_a_forged_link_is_said_to_be_broken(client, venue, end):
    watch = ask()
    good = path_of(watch, end=end)
    for url in (good.replace(watch.key.hex[:4], "0000"), good.replace(":", "")):
        for method in (client.get, client.post):
            answer = method(url)
            assert answer.status_code == 404
            assert Page(answer).text("h1") == "Linket virker ikke mere"
    assert SpaceWatch.objects.count() == 1


def test_a_link_whose_time_has_come_is_over(client, venue, time_machine):
    watch = make_watch()
    time_machine.move_to(local(26, 14), tick=False)

    assert client.get(path_of(watch)).status_code == 410
    assert press(client, watch).status_code == 410
    assert client.post(path_of(watch, end=True), ONE_CLICK).status_code == 200


@pytest.mark.parametrize("language", URLS)
def test_one_click_needs_neither_cookie_nor_form(venue, language):
    watch = make_watch(language=language)
    program = Client(enforce_csrf_checks=True)

    for _ in range(2):
        answer = program.post(path_of(watch, language, end=True), ONE_CLICK)
        assert (answer.status_code, answer.cookies) == (200, {})

    assert SpaceWatch.objects.count() == 0


def test_only_the_end_goes_without_a_form_of_ours(venue):
    watch = ask()

    answer = Client(enforce_csrf_checks=True).post(path_of(watch), ONE_CLICK)

    assert answer.status_code == 403


def test_its_waiting_mails_go_with_it(client, venue):
    watch = ask()
    ask(KITCHEN)

    actions.end(watch=watch)

    [mail] = OutgoingMail.objects.all()
    assert "Køkken" in mail.body


@pytest.mark.parametrize("end", [False, True])
def test_a_private_page_is_neither_kept_nor_found(client, venue, end):
    answer = client.get(path_of(ask(), end=end))

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


# 4. What is kept --------------------------------------------------------------------


def test_what_nobody_confirmed_goes_after_two_days(venue, time_machine):
    far = "date=2026-12-20&start=14:00&until=17:00"
    ask(far)
    kept = make_watch(far, "bo@example.org")
    line = privacy.line_named("space_watches")

    time_machine.shift(dt.timedelta(days=2, minutes=1))
    line.clear(local(27, 10))

    assert list(SpaceWatch.objects.all()) == [kept]


def test_your_data_shows_and_deletes_it(venue):
    watch = make_watch(KITCHEN)
    make_watch(KITCHEN, "bo@example.org")
    subject = privacy.subject_at(ADDRESS)

    item = privacy.item_of(subject, "space_watches", str(watch.pk))

    facts = dict(item.facts)
    assert facts["Hvad"] == "Køkken"
    assert facts["E-mail"] == ADDRESS
    assert privacy.delete(item, subject)
    assert [each.email for each in SpaceWatch.objects.all()] == ["bo@example.org"]


def test_the_address_of_who_is_signed_in_is_there(client, venue):
    user = factories.make_user(email="ea@work.example")
    client.force_login(user)

    page = Page(client.get(f"{URLS['da']}?{AFTERNOON}"))

    assert page.all("input", id="id_email")[0].get("value") == "ea@work.example"
