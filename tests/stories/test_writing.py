"""Writing to an organisation: passed on, copied, kept for six months, and limited."""

import datetime as dt
import uuid

import pytest

from hub import privacy
from hub.forms import PublicForm
from hub.models import Membership, OutgoingMail, SiteSettings
from stories.models import ProfileMessage
from tests import factories
from tests.reading import Page
from tests.stories.listed import NOW, make_directory, make_listed

pytestmark = pytest.mark.once

START = {"da": "/da/skriv-til/broed/", "en": "/en/write-to/broed/"}
WORDS = {
    "text": "Kan I levere 40 boller på torsdag?",
    "name": "Bodil Bestiller",
    "email": "bodil@example.org",
}


@pytest.fixture
def clock(time_machine, home):
    """A clock that stands still until moved."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def bakery(clock):
    """An organisation with an address that nobody sees."""
    make_directory()
    return make_listed(name="Brød for alle", slug="broed", email="hemmelig@example.org")


def send(client, clock, language: str = "en", url: str = "", **said):
    """Fill the form and send it, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    values = WORDS | {"stamp": stamp, "website": "", "key": "a-key"} | said
    return client.post(url or START[language], values)


def errors(response) -> list[str]:
    """What the page says is wrong, by the fields."""
    return Page(response).texts("ul", class_="errorlist")


def refusals(response) -> list[str]:
    """What the page says is wrong, first on it."""
    (box,) = Page(response).all("div", role="alert")
    return ["".join(each.itertext()).strip() for each in box.iter("li")]


# Passed on ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_message_is_passed_on_and_copied(client, clock, bakery, language):
    response = send(client, clock, language)
    receipt = Page(client.get(response.url))

    [message] = ProfileMessage.objects.all()
    assert {name: getattr(message, name) for name in WORDS} == WORDS
    assert (message.organisation, message.language) == (bakery, language)
    assert message.went_to_hub is False
    passed_on, copy = OutgoingMail.objects.order_by("pk")
    assert (passed_on.to, passed_on.language) == ("hemmelig@example.org", "da")
    assert passed_on.headers["Reply-To"] == "bodil@example.org"
    assert WORDS["text"] in passed_on.body
    assert WORDS["text"] in passed_on.html
    assert (copy.to, copy.language) == ("bodil@example.org", language)
    assert WORDS["text"] in copy.body
    assert "hemmelig" not in copy.body + copy.html + copy.subject
    said = {"da": "Din besked er på vej", "en": "Your message is on its way"}
    assert receipt.text("h1") == said[language]
    assert "bodil" not in receipt.text("main").lower()


def test_the_address_of_the_organisation_is_never_shown(client, bakery):
    for url in (*START.values(), "/da/virksomheder/broed/", "/da/virksomheder/"):
        assert b"hemmelig" not in client.get(url).content


def test_the_mail_is_in_the_language_of_the_owner(client, clock, bakery):
    owner = factories.make_user(language="en")
    bakery.memberships.create(user=owner, role=Membership.Role.OWNER)

    send(client, clock, "da")

    mail = OutgoingMail.objects.get(to="hemmelig@example.org")
    assert mail.language == "en"
    assert mail.subject == "Bodil Bestiller writes to Brød for alle"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Din besked går til hubben, og vi giver den videre."),
        ("en", "Your message goes to the hub, and we pass it on."),
    ],
)
def test_without_an_address_the_hub_passes_it_on(client, clock, bakery, language, said):
    SiteSettings.objects.update_or_create(defaults={"email": "hub@example.org"})
    bakery.email = ""
    bakery.save()

    page = Page(client.get(START[language]))
    send(client, clock, language)

    assert said in page.text("main")
    mail = OutgoingMail.objects.exclude(to="bodil@example.org").get()
    assert mail.to == "hub@example.org"
    assert mail.headers["Reply-To"] == "bodil@example.org"
    assert "Brød for alle" in mail.body
    assert ProfileMessage.objects.get().went_to_hub is True


def test_a_hub_without_an_address_writes_to_its_managers(client, clock, bakery):
    manager = factories.make_staff("Hub managers", language="en")
    bakery.email = ""
    bakery.save()

    send(client, clock)

    mail = OutgoingMail.objects.exclude(to="bodil@example.org").get()
    assert (mail.to, mail.language) == (manager.email, "en")


def test_who_is_signed_in_need_not_write_name_and_address(client, bakery):
    user = factories.make_user("ea@example.org", first_name="Ea", last_name="Ejer")
    client.force_login(user)

    page = Page(client.get(START["da"]))

    typed = {each.get("name"): each.get("value") for each in page.all("input")}
    assert (typed["name"], typed["email"]) == ("Ea Ejer", "ea@example.org")


# Sent twice, or too often -------------------------------------------------------------


def test_a_form_sent_twice_is_one_message(client, clock, bakery):
    urls = {send(client, clock).url for _ in range(2)}

    assert len(urls) == ProfileMessage.objects.count() == 1
    assert OutgoingMail.objects.count() == 2


def test_other_words_are_another_message(client, clock, bakery):
    send(client, clock)
    send(client, clock, text="Og 20 rugbrød?")

    assert ProfileMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Der er sendt for meget herfra. Prøv igen senere, eller ring til os."),
        ("en", "Too much was sent from here. Please try again later, or ring us."),
    ],
)
def test_five_an_hour_from_one_network(client, clock, bakery, language, said):
    for number in range(5):
        send(client, clock, text=f"Nummer {number}")

    sixth = send(client, clock, language, text="Nummer 6")
    again = send(client, clock, language, text="Nummer 4")

    assert refusals(sixth) == [said]
    assert sixth.status_code == 422
    assert again.status_code == 302  # it was sent before
    assert ProfileMessage.objects.count() == 5
    clock.shift(3600)
    assert send(client, clock, text="Nummer 7").status_code == 302


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "De har fået mange beskeder i dag. Prøv igen i morgen, eller ring til "
         "os."),
        ("en", "They have got many messages today. Please try again tomorrow, or ring "
         "us."),
    ],
)  # fmt: skip
def test_twenty_a_day_to_one_organisation(client, clock, bakery, language, said):
    for number in range(20):
        network = {"REMOTE_ADDR": f"10.0.0.{number}"}
        client.defaults.update(network)
        send(client, clock, email=f"p{number}@example.org")

    client.defaults.update({"REMOTE_ADDR": "10.0.1.1"})
    response = send(client, clock, language)

    assert refusals(response) == [said]
    assert ProfileMessage.objects.count() == 20


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Du har skrevet til mange i dag. Fortsæt i morgen, eller ring til os."),
        ("en", "You have written to many today. Please go on tomorrow, or ring us."),
    ],
)
def test_ten_a_day_in_the_name_of_one_sender(client, clock, bakery, language, said):
    for number in range(10):
        client.defaults.update({"REMOTE_ADDR": f"10.0.0.{number}"})
        send(client, clock, text=f"Nummer {number}", email="BODIL@example.org")

    client.defaults.update({"REMOTE_ADDR": "10.0.1.1"})
    response = send(client, clock, language)

    assert refusals(response) == [said]
    assert ProfileMessage.objects.count() == 10


# What is refused ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_that_was_typed_is_kept_when_something_is_missing(
    client, clock, bakery, language
):
    response = send(client, clock, language, email="")

    page = Page(response)
    typed = {each.get("name"): each.get("value") for each in page.all("input")}
    assert response.status_code == 422
    assert typed["name"] == WORDS["name"]
    assert page.text("textarea", name="text") == WORDS["text"]
    assert len(errors(response)) == 1
    assert ProfileMessage.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Højst ét link, tak: Tekster med mange links er som regel spam."),
        ("en", "At most one link, please: texts with many links are mostly spam."),
    ],
)  # fmt: skip
def test_a_text_with_two_links_is_refused(client, clock, bakery, language, said):
    one = send(client, clock, text="Se https://example.org/fest")
    two = send(client, clock, language, text="https://a.example WWW.b.example")

    assert one.status_code == 302
    assert errors(two) == [said]
    assert ProfileMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "said"), [("da", "CPR-nummer"), ("en", "CPR number")]
)
@pytest.mark.parametrize("name", ["text", "name"])
def test_a_cpr_number_is_refused(client, clock, bakery, language, said, name):
    response = send(client, clock, language, **{name: "Ea, 010180-1234"})

    [error] = errors(response)
    assert said in error
    assert ProfileMessage.objects.count() == 0


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "wrong",
    [{"text": "x" * 3001}, {"name": "x" * 121}, {"email": "nobody"}, {"text": ""}],
)
def test_what_is_too_long_or_missing_is_said_by_the_field(
    client, clock, bakery, language, wrong
):
    response = send(client, clock, language, **wrong)

    assert response.status_code == 422
    assert len(errors(response)) == 1


@pytest.mark.parametrize("said", [{"website": "http://x"}, {"stamp": ""}])
def test_robots_are_refused(client, clock, bakery, said):
    response = send(client, clock, **said)

    assert len(refusals(response)) == 1
    assert ProfileMessage.objects.count() == OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("state", ["private", "draft", "archived"])
def test_only_the_listed_are_written_to(client, clock, bakery, state):
    assert client.get(START["en"]).status_code == 200
    bakery.state = state
    bakery.save()

    assert client.get(START["en"]).status_code == 404
    assert send(client, clock).status_code == 404


def test_a_receipt_is_known_by_its_key_only(client, clock, bakery):
    url = send(client, clock).url

    assert client.get(url).status_code == 200
    other = make_listed(slug="anden")
    wrong = url.replace("broed", other.slug)
    assert client.get(wrong).status_code == 404
    assert client.get(f"/en/write-to/broed/sent/{uuid.uuid4()}/").status_code == 404


# Kept ---------------------------------------------------------------------------------


def test_messages_go_after_six_months(client, clock, bakery):
    send(client, clock)
    line = privacy.line_named("profile_messages")

    line.clear(NOW + dt.timedelta(days=175))
    assert ProfileMessage.objects.count() == 1
    line.clear(NOW + dt.timedelta(days=190))
    assert ProfileMessage.objects.count() == 0


def test_who_wrote_sees_and_deletes_it(client, clock, bakery):
    send(client, clock)
    subject = privacy.subject_at("Bodil@example.org")

    [held] = [
        each
        for each in privacy.held_on(subject)
        if each.line.name == "profile_messages"
    ]
    [item] = held.items
    assert dict(item.facts)["Message"] == WORDS["text"]
    held.line.delete(item.row)
    assert ProfileMessage.objects.count() == 0
