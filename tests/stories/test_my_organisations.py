"""One's own organisations: what is shown, changed, claimed, taken back, confirmed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from stories.models import ProfileRequest
from tests import factories
from tests.reading import Page
from tests.stories.asked import ask, make_listed, make_owner, make_places, typed

pytestmark = pytest.mark.once

MINE = {"da": "/da/jeres-virksomhed/", "en": "/en/your-organisation/"}
QUERIES = 7


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def at(name: str, language: str, *args) -> str:
    """An address in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def values_of(response) -> dict:
    """What a form would send as it stands."""
    form = response.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in said.items() if value is not None}


def resend(client, clock, path: str, **said):
    """Open a form, write something into it, and send it."""
    first = values_of(client.get(path))
    return client.post(path, typed(clock, **first | said))


# The list -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words", "doors"),
    [
        ({"state": "private"}, "booker lokaler", ["Sæt den på listen"]),
        ({"state": "draft"}, "ved at blive lavet", ["Ret den"]),
        ({"state": "published"}, "Den er på listen.", ["Ret den"]),
        ({"state": "unconfirmed"}, "ikke bekræftet siden", ["Ret den"]),
        ({"state": "archived"}, "Skriv til os", []),
        ({"state": "archived", "reminders": 4}, "Ét tryk", []),
    ],
)
def test_each_state_says_what_can_be_done(client, clock, fields, words, doors):
    there = make_listed(name="Bagerne", last_confirmed_at=timezone.now(), **fields)
    client.force_login(make_owner(there))

    page = Page(client.get(MINE["da"]))

    assert words in page.text("section", class_="note")
    links = [text.split(":")[0] for text, _ in page.links(class_="btn--small")]
    assert [text for text in links if text != "Se profilen"] == doors
    buttons = page.texts("button", class_="btn--small")
    listed = fields["state"] in ("published", "unconfirmed")
    back = fields.get("reminders") == 4
    assert buttons == (
        ["Det hele passer stadig: Bagerne"] * listed
        + ["Hent den tilbage: Bagerne"] * back
    )


def test_only_ones_own_are_shown(client, clock):
    make_owner(make_listed(name="Andres"))
    client.force_login(make_owner(make_listed(name="Min")))

    text = Page(client.get(MINE["en"])).text("main")

    assert "Min" in text
    assert "Andres" not in text


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_as_often_for_many(
    client, clock, number, django_assert_num_queries
):
    user = factories.make_user()
    client.force_login(user)
    for _place in range(number):
        there = make_listed()
        there.memberships.create(user=user, role="owner")
        ask("change", user, organisation=there, facts={"pitch_da": "Ny"})
        ask("claim", user, organisation=make_listed())
    client.get(MINE["en"])

    with django_assert_num_queries(QUERIES):
        client.get(MINE["en"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_linked_from_the_foot_once_signed_in(
    client, home, english_home, language
):
    path = f"/{language}/"
    before = [url for _, url in Page(client.get(path)).links()]
    client.force_login(factories.make_user())

    after = [url for _, url in Page(client.get(path)).links()]

    assert MINE[language] not in before
    assert MINE[language] in after


# A change -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_change_begins_with_the_facts_and_asks_for_what_differs(
    client, clock, language
):
    places = make_places()
    there = make_listed(
        pitch_en="Bakes bread",
        purpose_da="Brød",
        purpose_en="Bread",
        founded_on=dt.date(2020, 5, 1),
        website="https://example.org/",
    )
    there.districts.set(factories.District.objects.all())
    client.force_login(make_owner(there))

    path = at("change_organisation", language, there.slug)
    response = resend(client, clock, path, pitch="Rugbrød", kinds=places["kinds"])

    [made] = ProfileRequest.objects.all()
    assert response.status_code == 302
    assert made.values == {f"pitch_{language}": "Rugbrød", "kinds": ["bikes"]}
    was = {"da": "Bager brød", "en": "Bakes bread"}
    assert made.base == {f"pitch_{language}": was[language], "kinds": []}
    there.refresh_from_db()
    assert there.pitch_da == "Bager brød"


def test_a_text_in_the_other_language_is_enough(client, clock):
    make_places()
    there = make_listed(purpose_da="Brød", pitch_da="Boller")
    there.districts.set(factories.District.objects.all())
    client.force_login(make_owner(there))
    said = {"site": "https://example.org/ny", "pitch": "", "purpose": ""}

    path = at("change_organisation", "en", there.slug)
    in_english = resend(client, clock, path, **said)
    path = at("change_organisation", "da", there.slug)
    ProfileRequest.objects.all().delete()
    in_danish = resend(client, clock, path, **said)

    assert in_english.status_code == 302
    assert list(in_danish.context["form"].errors) == ["purpose", "pitch"]


def test_a_second_change_waits_for_the_first(client, clock):
    there = make_listed(purpose_da="Brød")
    owner = make_owner(there)
    ask("change", owner, organisation=there, facts={"pitch_da": "Ny"})
    client.force_login(owner)

    page = Page(client.get(at("change_organisation", "da", there.slug)))

    assert "En rettelse venter allerede" in page.text("main")
    assert page.all("input", name="pitch") == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_change_of_nothing_says_so_and_keeps_the_form(client, clock, language):
    make_places()
    there = make_listed(purpose_da="Brød", purpose_en="Bread", pitch_en="Bakes")
    there.districts.set(factories.District.objects.all())
    client.force_login(make_owner(there))

    path = at("change_organisation", language, there.slug)
    response = resend(client, clock, path)

    words = {
        "da": "Der er ikke noget, der er anderledes end det, vi har.",
        "en": "Nothing differs from what we have.",
    }
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [words[language]]
    assert ProfileRequest.objects.count() == 0


def test_a_booking_organisation_asks_to_be_listed_with_what_we_know(client, clock):
    places = make_places()
    there = factories.make_organisation(name="Krank", cvr="12345674")
    client.force_login(make_owner(there))
    path = at("change_organisation", "en", there.slug)

    first = values_of(client.get(path))
    said = {"purpose": "More bikes", "pitch": "Mends", **places}
    resend(client, clock, path, **said)

    [made] = ProfileRequest.objects.all()
    assert (first["name"], first["cvr"]) == ("Krank", "12345674")
    assert (made.kind, made.organisation) == ("listing", there)
    there.refresh_from_db()
    assert there.state == "private"


@pytest.mark.parametrize(
    ("state", "status"),
    [("private", 404), ("draft", 404), ("archived", 404), ("published", 302)],
)
def test_anothers_profile_is_missing_or_may_be_claimed(client, clock, state, status):
    there = make_listed(state=state)
    user = factories.make_user()
    there.memberships.create(user=user, role="asked")
    client.force_login(user)

    response = client.get(at("change_organisation", "en", there.slug))

    assert response.status_code == status
    if status == 302:
        assert response.url == at("claim_organisation", "en", there.slug)


# A claim ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_claim_says_how_one_belongs(client, clock, language):
    there = make_listed()
    client.force_login(factories.make_user())
    said = {"person": "Helle Bom", "text": "Jeg er ny leder"}

    path = at("claim_organisation", language, there.slug)
    resend(client, clock, path, **said)
    again = resend(client, clock, path, **said | {"key": "another"})

    [made] = ProfileRequest.objects.all()
    assert (made.kind, made.name, made.text) == ("claim", *said.values())
    assert (made.organisation, made.values) == (there, {})
    assert again.status_code == 422


@pytest.mark.parametrize("state", ["private", "draft", "archived"])
def test_what_is_not_listed_cannot_be_claimed(client, clock, state):
    there = make_listed(state=state)
    client.force_login(factories.make_user())

    path = at("claim_organisation", "da", there.slug)

    assert client.get(path).status_code == 404


# Taking back and confirming -----------------------------------------------------------


def test_what_one_asked_is_taken_back_once(client, clock):
    user = factories.make_user()
    asked = ask(by=user)
    client.force_login(user)
    path = at("withdraw_request", "da", asked.key)

    said = [client.post(path, follow=True) for _ in range(2)]

    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert [Page(each).text("p", role="status") for each in said] == [
        "Det er taget tilbage.",
        "Det er allerede besvaret eller taget tilbage.",
    ]


def test_anothers_request_is_missing(client, clock):
    asked = ask()
    client.force_login(factories.make_user())

    assert client.post(at("withdraw_request", "da", asked.key)).status_code == 404
    assert ProfileRequest.objects.get().state == "new"


def test_ones_own_is_confirmed_by_one_press_and_anothers_is_missing(client, clock):
    old = timezone.now() - dt.timedelta(days=400)
    mine = make_listed(state="unconfirmed", last_confirmed_at=old)
    other = make_listed(state="unconfirmed", last_confirmed_at=old)
    client.force_login(make_owner(mine))

    done = client.post(at("confirm_own", "da", mine.slug))
    refused = client.post(at("confirm_own", "da", other.slug))

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (done.status_code, refused.status_code) == (302, 404)
    assert (mine.state, mine.last_confirmed_at) == ("published", timezone.now())
    assert (other.state, other.last_confirmed_at) == ("unconfirmed", old)


@pytest.mark.parametrize("reminders", [0, 4])
def test_what_the_clock_archived_comes_back_and_what_staff_archived_does_not(
    client, clock, reminders
):
    there = make_listed(
        state="archived", reminders=reminders, last_confirmed_at=timezone.now()
    )
    client.force_login(make_owner(there))

    client.post(at("confirm_own", "da", there.slug))

    there.refresh_from_db()
    assert there.state == ("published" if reminders else "archived")


def test_signing_in_comes_first_and_leads_back(client, clock):
    there = make_listed()

    for name, args in (
        ("my_organisations", []),
        ("change_organisation", [there.slug]),
        ("claim_organisation", [there.slug]),
    ):
        path = at(name, "en", *args)
        assert client.get(path).url == f"/en/sign-in/?next={path}"
