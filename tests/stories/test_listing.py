"""Asking to be listed: the form, the code, what is refused, and sending twice."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from hub.models import OutgoingMail, User
from stories.models import ProfileRequest
from tests import factories
from tests.reading import Page
from tests.stories.asked import (
    CVR,
    NEW,
    WORDS,
    make_listed,
    make_owner,
    make_places,
    typed,
)

MONDAY = "2026-11-23T09:00:00Z"
ADDRESS = "maja@example.org"


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def places(clock):
    """Districts and kinds that may be ticked."""
    return make_places()


def errors(response) -> list[str]:
    """What the page says is wrong, by the fields."""
    return Page(response).texts("ul", class_="errorlist")


def code_in_mail() -> str:
    """The code of the newest mail."""
    return re.search(r"\b\d{6}\b", OutgoingMail.objects.latest("pk").body).group()


def hidden(response) -> dict:
    """All that the page of the code sends along."""
    said: dict = {}
    for each in Page(response).all("input"):
        if each.get("type") in {"hidden", None}:
            said.setdefault(each.get("name"), []).append(each.get("value") or "")
    return said


def prove(client, response):
    """Write the code of the mail."""
    said = hidden(response) | {"code": code_in_mail()}
    return client.post(response.request["PATH_INFO"], said)


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_without_account_is_heard_after_a_code(
    client, clock, places, language
):
    said = typed(clock, **WORDS, **places, mail=ADDRESS)

    asked = client.post(NEW[language], said)
    assert ProfileRequest.objects.count() == 0
    assert len(Page(asked).all("input", name="code")) == 1
    response = prove(client, asked)
    receipt = Page(client.get(response.url))

    [made] = ProfileRequest.objects.all()
    facts = {
        "name": "Krank og Sko",
        "cvr": "",
        f"purpose_{language}": WORDS["purpose"],
        f"pitch_{language}": WORDS["pitch"],
        f"offers_{language}": WORDS["offers"],
        "areas": ["employment"],
        "founded_on": "2026-06-01",
        "size_band": "2-4",
        "website": "https://example.org/krank",
        "email": "krank@example.org",
        "districts": ["valby"],
        "kinds": ["bikes"],
    }
    assert made.values == facts
    assert (made.kind, made.state, made.language) == ("listing", "new", language)
    assert made.asked_by == User.objects.get(email=ADDRESS)
    when = {"da": "onsdag den 25. november 2026", "en": "Wednesday 25 November 2026"}
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.language) == (ADDRESS, language)
    assert when[language] in mail.body
    assert when[language] in mail.html
    assert when[language] in receipt.text("main")
    assert ADDRESS not in receipt.text("main")


def test_who_is_signed_in_needs_no_code(client, clock, places):
    user = factories.make_user(first_name="Maja", last_name="Fog")
    client.force_login(user)

    page = Page(client.get(NEW["en"]))
    client.post(NEW["en"], typed(clock, **WORDS, **places))

    [made] = ProfileRequest.objects.all()
    assert page.all("input", name="mail") == []
    assert (made.asked_by, made.name, made.email) == (user, "Maja Fog", user.email)


def test_a_wrong_code_loses_nothing_and_the_next_one_is_taken(client, clock, places):
    asked = client.post(NEW["da"], typed(clock, **WORDS, **places, mail=ADDRESS))

    said = hidden(asked) | {"code": "000000"}
    wrong = client.post(NEW["da"], said)

    assert wrong.status_code == 422
    assert errors(wrong) == ["Koden er ikke rigtig. Se efter i den nyeste mail fra os."]
    assert hidden(wrong)["name"] == ["Krank og Sko"]
    assert prove(client, wrong).status_code == 302
    assert ProfileRequest.objects.get().values["kinds"] == ["bikes"]


def test_a_new_code_is_sent_on_request(client, clock, places):
    asked = client.post(NEW["da"], typed(clock, **WORDS, **places, mail=ADDRESS))
    first = code_in_mail()

    again = client.post(NEW["da"], hidden(asked) | {"code": "", "again": "1"})

    assert OutgoingMail.objects.count() == 2
    assert hidden(again)["token"] != hidden(asked)["token"]
    assert prove(client, again).status_code == 302
    assert first


def test_a_form_sent_twice_is_one_request(client, clock, places):
    said = typed(clock, **WORDS, **places, mail=ADDRESS)
    asked = client.post(NEW["da"], said)
    code = hidden(asked) | {"code": code_in_mail()}

    answers = [client.post(NEW["da"], code).url for _ in range(2)]
    client.cookies.clear()
    answers.append(client.post(NEW["da"], code).url)

    assert len(set(answers)) == 1
    assert ProfileRequest.objects.count() == 1
    assert OutgoingMail.objects.exclude(is_secret=True).count() == 1


# What is refused ----------------------------------------------------------------------


WRONG = [
    ({"cvr": "12345678"}, "cvr", {
        "da": "Det er ikke et CVR-nummer: Et ciffer er forkert eller mangler.",
        "en": "This is not a CVR number: a digit is wrong or missing.",
    }),
    ({"founded_on": "2027-01-01"}, "founded_on", {
        "da": "Den dag er ikke kommet. Lad feltet stå tomt, til den er.",
        "en": "That day has not come. Leave it out until it has.",
    }),
    ({"pitch": "Ring 010180-1234"}, "pitch", {
        "da": "Det ligner et CPR-nummer. Slet det: Vi har aldrig brug for det.",
        "en": "This looks like a CPR number. Please leave it out: we never need it.",
    }),
    ({"purpose": "x" * 301}, "purpose", {
        "da": "Denne værdi må højst have 300 tegn (den har 301).",
        "en": "Ensure this value has at most 300 characters (it has 301).",
    }),
    ({"districts": []}, "districts", {
        "da": "Udfyld dette felt.", "en": "This field is required.",
    }),
]  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("said", "field", "words"), WRONG)
def test_what_is_wrong_is_said_by_the_field_and_all_is_kept(
    client, clock, places, language, said, field, words
):
    values = typed(clock, **WORDS | places | said, mail=ADDRESS)

    response = client.post(NEW[language], values)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert errors(response) == [words[language]]
    kept = {each.get("name"): each.get("value") for each in Page(response).all("input")}
    assert (kept["name"], kept["mail"]) == (WORDS["name"], ADDRESS)
    assert Page(response).text("textarea", name="offers") == WORDS["offers"]
    ticked = [each.get("value") for each in Page(response).all("input", checked="")]
    assert set(ticked) == {"bikes", "employment", *values["districts"]}
    assert ProfileRequest.objects.count() == 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_number_in_the_directory_leads_to_a_claim(client, clock, places, language):
    there = make_listed(name="Bagerne", cvr=CVR)
    said = typed(clock, **WORDS | {"cvr": CVR}, **places, mail=ADDRESS)

    response = client.post(NEW[language], said)

    words = {
        "da": "Det nummer står allerede på listen, som Bagerne.",
        "en": "This number is in the directory already, as Bagerne.",
    }
    assert errors(response) == [words[language]]
    with translation.override(language):
        claim = reverse("claim_organisation", args=[there.slug])
    assert claim in [url for _, url in Page(response).links()]


def test_of_an_organisation_that_only_books_nothing_is_told(client, clock, places):
    factories.make_organisation(name="Hemmelig", cvr=CVR)
    client.force_login(factories.make_user())

    response = client.post(NEW["en"], typed(clock, **WORDS | {"cvr": CVR}, **places))

    assert response.status_code == 302
    assert "Hemmelig" not in client.get(response.url).content.decode()
    assert ProfileRequest.objects.get().organisation is None


def test_ones_own_booking_organisation_is_listed_as_it_is(client, clock, places):
    there = factories.make_organisation(name="Krank", cvr=CVR)
    client.force_login(make_owner(there))

    client.post(NEW["en"], typed(clock, **WORDS | {"cvr": CVR}, **places))

    [made] = ProfileRequest.objects.all()
    assert made.organisation == there
    assert "cvr" not in made.values
    assert made.base["name"] == "Krank"


def test_a_robot_is_refused(client, clock, places):
    said = typed(clock, **WORDS, **places, mail=ADDRESS) | {"website": "https://x.dk"}

    response = client.post(NEW["en"], said)

    assert response.status_code == 422
    assert OutgoingMail.objects.count() == 0


def test_the_eleventh_request_of_an_hour_is_refused(client, clock, places):
    client.force_login(factories.make_user())

    answers = [
        client.post(NEW["en"], typed(clock, **WORDS | {"name": f"Nr {n}"}, **places))
        for n in range(11)
    ]

    assert [each.status_code for each in answers] == [302] * 10 + [422]
    assert ProfileRequest.objects.count() == 10


def test_many_forms_from_one_network_address_get_no_more_codes(client, clock, places):
    answers = [
        client.post(
            NEW["en"], typed(clock, **WORDS, **places, mail=f"m{n}@example.org")
        )
        for n in range(21)
    ]

    assert {each.status_code for each in answers[:20]} == {200}
    assert answers[20].status_code == 422
    assert OutgoingMail.objects.count() == 20


def test_a_receipt_that_nobody_has_is_missing(client, db):
    url = "/en/your-organisation/sent/00000000-0000-4000-8000-000000000000/"

    assert client.get(url).status_code == 404
