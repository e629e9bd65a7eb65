"""Staff name, ask, record and take back, each by its page; and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.models import Consent, ConsentState, OutgoingMail, Paper
from stories.models import StoryPage
from tests.factories import make_image, make_staff
from tests.hub.test_first_page import rows
from tests.reading import Page
from tests.staff import sign_in
from tests.stories.makers import make_consent, make_portrait, make_story

pytestmark = pytest.mark.once


@pytest.fixture
def story(home) -> StoryPage:
    return make_story(live=False, consents=0, title="Suppe")


@pytest.fixture
def publisher(client, db):
    user = make_staff("Publishers")
    sign_in(client, user)
    return user


def story_url(story: StoryPage) -> str:
    return reverse("staff_consents_of_story", args=[story.translation_key])


def step_url(consent: Consent, step: str) -> str:
    return reverse("staff_consent_step", args=[consent.pk, step])


def take(client, consent: Consent, step: str, **said):
    return client.post(step_url(consent, step), said, follow=True)


def now(consent: Consent) -> Consent:
    return Consent.objects.get(pk=consent.pk)


def asked(story: StoryPage, **fields) -> Consent:
    unanswered = {"state": ConsentState.ASKED, "answered_at": None}
    none = {"covers_words": False, "covers_pictures": False}
    return make_consent(story, **unanswered | none | fields)


# One story ----------------------------------------------------------------------------


def test_the_editor_leads_to_the_consents_of_the_story(client, publisher, story):
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])

    assert story_url(story) in client.get(edit).content.decode()


def test_the_page_says_what_is_missing(client, publisher, story):
    story.listing_image = make_image(title="Køkken")
    story.save_revision()
    asked(story, name="Bo Ek")

    text = Page(client.get(story_url(story))).text("main")

    assert "Bo Ek har ikke svaret endnu." in text
    assert "Billedet “Køkken”: skriv, hvem der er på det." in text
    assert "Ikke sagt endnu" in text


def test_the_page_says_when_nothing_is_missing(client, publisher, story):
    consent = make_consent(story)
    story.listing_image = make_portrait(consent, title="Ina")
    story.save_revision()

    text = Page(client.get(story_url(story))).text("main")

    assert "Intet mangler: historien kan udgives." in text
    assert "Disse mennesker, som har sagt ja: Ina Holm" in text


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_for_many(
    client, publisher, story, number, django_assert_num_queries
):
    for _each in range(number):
        asked(story)
    client.get(reverse("staff_consents"))

    with django_assert_num_queries(QUERIES_OF_LIST):
        response = client.get(reverse("staff_consents"))

    assert response.content.decode().count("intet link sendt endnu") == number


QUERIES_OF_LIST = 19


# The steps ----------------------------------------------------------------------------


def test_somebody_is_named_then_asked(client, publisher, story):
    url = reverse("staff_consent_new", args=[story.translation_key])
    said = {"name": "Ina Holm", "email": "ina@example.org", "language": "en"}

    client.post(url, said | {"phone": ""}, follow=True)
    consent = Consent.objects.get()
    take(client, consent, "ask")

    mail = OutgoingMail.objects.get()
    assert (consent.story, consent.recorded_by) == (story.translation_key, publisher)
    assert (mail.to, mail.language) == ("ina@example.org", "en")
    assert now(consent).is_link_open


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": "ina"}, "email"),
        ({"name": "010190-1234"}, "name"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_is_wrong_is_said_by_the_field(client, publisher, story, said, field):
    url = reverse("staff_consent_new", args=[story.translation_key])

    response = client.post(url, {"name": "Ina", "language": "da"} | said)

    assert (response.status_code, list(response.context["form"].errors)) == (
        422, [field],
    )  # fmt: skip
    assert Consent.objects.count() == 0


def test_without_a_mail_address_the_link_is_there_to_pass_on(client, publisher, story):
    consent = asked(story, email="")

    page = Page(take(client, consent, "ask"))

    [field] = page.all("input", id="link")
    assert str(now(consent).link_key) in field.get("value")


def test_with_a_mail_address_staff_do_not_see_the_key(client, publisher, story):
    consent = asked(story)

    response = take(client, consent, "ask")

    assert str(now(consent).link_key) not in response.content.decode()


def pdf(content: bytes = b"%PDF-1.7 ja") -> SimpleUploadedFile:
    return SimpleUploadedFile("ja.pdf", content)


def test_a_signed_paper_is_a_yes(client, publisher, story, settings, tmp_path):
    consent = asked(story, email="")

    take(client, consent, "paper", file=pdf(), covers=["covers_words", "covers_name"])

    given = now(consent)
    assert given.is_valid
    assert given.covered == ["ordene", "det rigtige navn"]
    assert (given.paper, given.recorded_by) == (Paper.objects.get(), publisher)
    assert given.seen_revision == story.get_latest_revision().pk


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"covers": ["covers_words"]}, "file"),
        ({"file": SimpleUploadedFile("ja.exe", b"x"), "covers": ["covers_words"]},
         "file"),
        ({"file": pdf(), "covers": ["covers_name"]}, "covers"),
        ({"file": pdf(), "covers": ["covers_words"], "valid_until": "2020-01-01"},
         "valid_until"),
    ],
)  # fmt: skip
def test_a_paper_must_say_enough(client, publisher, story, said, field):
    consent = asked(story)

    response = client.post(step_url(consent, "paper"), said)

    assert list(response.context["form"].errors) == [field]
    assert (now(consent).state, Paper.objects.count()) == (ConsentState.ASKED, 0)


def test_a_wrong_address_is_corrected(client, publisher, story):
    consent = asked(story, email="inna@example.org")
    said = {"name": "Ina Holm", "email": "ina@example.org", "language": "da"}

    take(client, consent, "reach", **said)

    assert now(consent).email == "ina@example.org"


def test_who_is_not_in_the_story_any_more_is_forgotten(client, publisher, story):
    take(client, asked(story), "drop")

    assert Consent.objects.count() == 0


def test_a_yes_is_not_dropped_but_taken_back(client, publisher, story):
    consent = make_consent(story)

    dropped = client.post(step_url(consent, "drop"))
    taken = take(client, consent, "take-back")

    assert dropped.status_code == 409
    assert now(consent).state == ConsentState.WITHDRAWN
    assert "Hvad andre måske stadig har" in Page(taken).text("main")
    assert StoryPage.objects.count() == 0


def test_what_was_answered_meanwhile_is_too_late(client, publisher, story):
    consent = asked(story)
    Consent.objects.filter(pk=consent.pk).delete()

    assert client.post(step_url(consent, "ask")).status_code == 404


def test_looking_at_a_step_does_nothing(client, publisher, story):
    consent = make_consent(story)

    for step in ("ask", "reach", "take-back"):
        assert client.get(step_url(consent, step)).status_code == 200

    assert now(consent).state == ConsentState.GIVEN
    assert not now(consent).is_link_open
    assert client.get(step_url(consent, "nothing")).status_code == 404


# Who may ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "see", "ask", "back"),
    [
        ("Editors", True, True, False),
        ("Publishers", True, True, True),
        ("Hub managers", True, True, True),
        ("Translators", False, False, False),
        ("Booking desk", False, False, False),
        ("Venue hosts", False, False, False),
    ],
)
def test_who_may_see_ask_and_take_back(client, story, role, see, ask, back):
    consent = make_consent(story)
    sign_in(client, make_staff(role))
    pages = [reverse("staff_consents"), story_url(story)]
    pages.append(reverse("staff_consent", args=[consent.pk]))

    served = [client.get(url).status_code == 200 for url in pages]
    may_ask = client.get(step_url(consent, "ask")).status_code == 200
    may_take_back = client.post(step_url(consent, "take-back")).status_code != 302 or (
        now(consent).state == ConsentState.WITHDRAWN
    )

    assert served == [see] * 3
    assert may_ask == ask
    assert may_take_back == back
    assert (now(consent).state == ConsentState.WITHDRAWN) == back


def test_the_first_page_says_what_waits(client, story, settings):
    settings.LANGUAGE_CODE = "en"
    asked(story, name="Bo Ek")
    make_consent(story)
    heading = "Consents to look after"

    found = rows(client, make_staff("Editors"))
    others = rows(client, make_staff("Translators"))

    assert found[heading] == [("Bo Ek: Not answered yet", "Suppe")]
    assert heading not in others
