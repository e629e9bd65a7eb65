"""Nominating a local hero: the form, what is refused or held back, the receipt."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from hub.models import OutgoingMail
from stories import spam
from stories.models import Nomination
from tests import factories
from tests.reading import Page
from tests.stories.nominated import START, WORDS, make_nomination, send

MONDAY = "2026-11-23T09:00:00Z"
WEDNESDAY_FOUR = dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC)  # 16.00 in Copenhagen
CPR = {
    "da": "Det ligner et CPR-nummer. Slet det: Vi har aldrig brug for det.",
    "en": "This looks like a CPR number. Please leave it out: we never need it.",
}
MAIL = {
    "da": "Skriv en rigtig e-mailadresse.",
    "en": "Enter a valid email address.",
}
LINKS = {
    "da": "Højst ét link, tak: Tekster med mange links er som regel spam.",
    "en": "At most one link, please: texts with many links are mostly spam.",
}


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


def errors(response) -> dict[str, str]:
    """What the page says is wrong, by the field that it stands at."""
    page = Page(response)
    return {
        each.get("id", "").removeprefix("id_").removesuffix("_error"): " ".join(
            "".join(each.itertext()).split()
        )
        for each in page.all("ul", class_="errorlist")
    }


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_is_nominated_and_the_receipt_says_what_happens(
    client, clock, language
):
    district = factories.make_district()
    said = {"district": district.pk, "knows": "on", "may_name": "on"}
    response = send(client, clock, language, **said)
    receipt = Page(client.get(response.url)).text("main")

    [made] = Nomination.objects.all()
    assert {name: getattr(made, name) for name in WORDS} == WORDS
    assert (made.district, made.knows, made.may_name) == (district, True, True)
    assert (made.language, made.nominee_language) == (language, language)
    assert (made.state, made.reason, made.answer_by) == ("new", "", WEDNESDAY_FOUR)
    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.language, mail.is_secret) == (made.email, language, True)
    when = {"da": "onsdag den 25. november 2026", "en": "Wednesday 25 November 2026"}
    assert when[language] in mail.body
    assert when[language] in mail.html
    assert when[language] in receipt
    assert WORDS["nominee"] in mail.subject
    for private in (made.email, made.nominee, made.nominee_email, made.why):
        assert private not in receipt


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_has_an_address_in_each_language_and_says_what_happens(
    client, clock, language
):
    page = Page(client.get(START[language]))

    other = {"da": "en", "en": "da"}[language]
    assert page.all("html")[0].get("lang") == language
    assert START[other] in [address for _, address in page.links(lang=other)]
    assert set(client.cookies) == {"csrftoken"}
    said = page.text("section", class_="note")
    promises = {
        "da": ("onsdag den 25. november 2026", "30 dage", "seks måneder"),
        "en": ("Wednesday 25 November 2026", "30 days", "six months"),
    }
    assert [text for text in promises[language] if text not in said] == []


def test_little_is_enough(client, clock):
    optional = ("organisation", "link", "relation", "nominee_email", "nominee_phone")
    response = send(client, clock, **dict.fromkeys(optional, ""))

    assert response.status_code == 302
    made = Nomination.objects.get()
    assert [getattr(made, name) for name in optional] == [""] * 5
    assert (made.district, made.knows, made.may_name) == (None, False, False)


# Sent twice ---------------------------------------------------------------------------


def test_a_double_click_is_one_nomination_and_one_mail(client, clock):
    answers = [send(client, clock).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert Nomination.objects.count() == OutgoingMail.objects.count() == 1


def test_the_same_form_with_other_words_is_another_nomination(client, clock):
    send(client, clock)
    send(client, clock, nominee="Hana Osei")

    assert Nomination.objects.count() == 2


def test_the_same_key_is_written_once(db):
    key = uuid.uuid4()

    made = [make_nomination(key=key) for _ in range(2)]

    assert made[0] == made[1]
    assert OutgoingMail.objects.count() == 1


# What is refused at once --------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "name",
    ["nominee", "organisation", "why", "relation", "nominee_phone", "name"],
)
def test_a_cpr_number_is_refused_by_the_field(client, clock, language, name):
    response = send(client, clock, language, **{name: "Hun har nummer 010180-1234 ok"})

    assert response.status_code == 422
    assert errors(response) == {name: CPR[language]}
    assert Nomination.objects.count() == OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_link_farm_is_refused_by_the_field(client, clock, language):
    text = "Se https://example.org/a og www.example.org/b og HTTP://example.org"

    response = send(client, clock, language, why=text)

    assert response.status_code == 422
    assert errors(response) == {"why": LINKS[language]}
    assert text in Page(response).text("textarea", name="why")
    assert Nomination.objects.count() == 0


def test_one_link_in_the_text_is_fine(client, clock):
    text = "Se https://www.example.org/a: hun syr knapper i for hele gaden."

    assert send(client, clock, why=text).status_code == 302
    assert Nomination.objects.get().state == "new"


@pytest.mark.parametrize(
    ("name", "value", "danish", "english"),
    [
        ("nominee", "", "Udfyld dette felt.", "This field is required."),
        ("email", "aksel", MAIL["da"], MAIL["en"]),
        ("link", "ikke et link", "Indtast en gyldig URL.", "Enter a valid URL."),
        ("nominee_email", "x@", MAIL["da"], MAIL["en"]),
        ("why", "Hun er god.", None, None),
        ("why", "x" * 1501, None, None),
        ("district", "999999", None, None),
        ("nominee", "x" * 121, None, None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    client, clock, name, value, danish, english
):
    for language, said in (("da", danish), ("en", english)):
        response = send(client, clock, language, **{name: value}, knows="on")

        page, found = Page(response), errors(response)
        typed = {each.get("name"): each.get("value") for each in page.all("input")}
        kept = [each for each in WORDS if each not in (name, "why")]
        assert response.status_code == 422
        assert list(found) == [name]
        assert said in (None, found[name])
        assert [typed[each] for each in kept] == [WORDS[each] for each in kept]
        assert page.all("input", name="knows")[0].get("checked") is not None
        shown = value if name == "why" else WORDS["why"]
        assert page.text("textarea", name="why") == shown
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_robot_and_a_page_of_last_week_are_refused(client, clock, language):
    caught = send(client, clock, language, website="https://example.org")
    forged = send(client, clock, language, stamp="form:1:x")

    assert [caught.status_code, forged.status_code] == [422, 422]
    assert Nomination.objects.count() == 0


# Limits -------------------------------------------------------------------------------


def test_the_sixth_nomination_of_an_hour_from_one_address_is_refused(client, clock):
    answers = [
        send(client, clock, email=f"a{n}@example.org", why=f"{n} {WORDS['why']}")
        for n in range(6)
    ]

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert "a5@example.org" in answers[5].content.decode()
    assert Nomination.objects.count() == 5
    clock.shift(3600)
    assert send(client, clock, nominee="Helt 5").status_code == 302


def test_the_sixth_nomination_of_a_day_by_one_sender_is_refused(client, clock):
    answers = []
    for number in range(6):
        email = WORDS["email"].upper() if number % 2 else WORDS["email"]
        here = {"REMOTE_ADDR": f"198.51.100.{number}"}
        client.defaults.update(here)
        answers.append(send(client, clock, nominee=f"Helt {number}", email=email))

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert Nomination.objects.count() == 5


# What merely looks like spam ----------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"nominee": "Best SEO www.example.org"}, "link"),
        ({"name": "http://example.org"}, "link"),
        ({"why": "Se <a href='x'>her</a>, hun er meget dygtig til knapper."}, "markup"),
        ({"why": "[url=x]her[/url] er en, som er meget dygtig til knapper."}, "markup"),
        ({"why": "We sell backlinks and SEO at a very good price to you."}, "sold"),
        ({"why": "HUN ER DEN BEDSTE, OG ALLE SKAL KENDE HENDE LIGE NU"}, "capitals"),
    ],
)  # fmt: skip
def test_what_looks_like_spam_is_held_back_with_the_same_receipt(
    client, clock, said, code
):
    real = send(client, clock)
    plain = Page(client.get(real.url)).text("main")
    mails = OutgoingMail.objects.count()

    response = send(client, clock, **said)

    held = Nomination.objects.exclude(state="new").get()
    assert (held.state, held.reason) == ("spam", code)
    assert Page(client.get(response.url)).text("main") == plain
    assert OutgoingMail.objects.count() == mails


def test_the_same_text_from_another_address_is_held_back_for_a_month(clock):
    make_nomination()
    same = make_nomination()
    other = make_nomination(email="bot@example.org")
    clock.shift(dt.timedelta(days=31))
    later = make_nomination(email="late@example.org")

    assert [each.reason for each in (same, other, later)] == ["", "copied", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Min far kunne ikke åbne sit brev fra banken. Hana sad ved siden af.",
        "DR har ikke fortalt om hende, og det er en skam for alle i gaden.",
        "Han hjælper museo-foreningen med bitre kaffe og et casinospil-forbud.",
        "NU!",
    ],
)
def test_what_a_person_writes_is_not_held_back(db, text):
    assert spam.why_held(WORDS | {"why": text}) == ""


def test_each_reason_has_a_sentence_and_our_own_words_stay():
    assert all(spam.in_words(code) != code for code in spam.REASONS)
    assert spam.in_words("En reklame.") == "En reklame."


def test_a_receipt_that_nobody_has_is_missing(client, db):
    there = make_nomination()

    url = "/en/nominate/sent/{}/"
    assert client.get(url.format(there.key)).status_code == 200
    assert client.get(url.format(uuid.uuid4())).status_code == 404


def test_a_promise_over_a_weekend_counts_working_days(client, clock):
    clock.move_to("2026-11-27T09:00:00Z", tick=False)  # a Friday

    send(client, clock)

    answer_by = timezone.localtime(Nomination.objects.get().answer_by)
    assert answer_by.date() == dt.date(2026, 12, 1)
