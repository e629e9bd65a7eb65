"""The portrayed person reads first, by a private link, and answers; staff are told."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from hub.forms import PublicForm
from hub.models import Consent, ConsentState, OutgoingMail
from stories.actions import consenting
from stories.drafts import draft_of, has_changed_since
from stories.models import StoryPage
from stories.refusals import Refused
from tests.factories import make_block, make_image, make_staff, translate_page
from tests.reading import Page
from tests.stories.makers import make_consent, make_story, make_story_index

ASKED, GIVEN = ConsentState.ASKED, ConsentState.GIVEN
CHANGES, DECLINED = ConsentState.CHANGES, ConsentState.DECLINED
DAY = dt.timedelta(days=1)
YES = {"answer": "given", "covers": ["words", "pictures"], "called": "real"}


@pytest.fixture
def story(home) -> StoryPage:
    """A draft with somebody in it."""
    text = make_block("text", "<p>Ina rører i gryden.</p>")
    return make_story(
        live=False, consents=0, title="Suppe", slug="suppe", body=[text],
        standfirst="Hun koger suppe.",
    )  # fmt: skip


@pytest.fixture
def asked(story) -> Consent:
    """Ina has got her link."""
    return ask(story)


def ask(story, **fields) -> Consent:
    said = {"name": "Ina Holm", "email": "ina@example.org", "language": "da"} | fields
    by = make_staff("Editors", language="en")
    made = consenting.name_portrayed(story=story.translation_key, by=by, **said)
    return consenting.send_link(consent=made, by=by)


def url_of(consent: Consent, language: str = "da") -> str:
    with translation.override(language):
        return reverse("answer_consent", args=[consent.link_key])


def stamp() -> str:
    """A form drawn some seconds ago."""
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=9), tick=False):
        return PublicForm.new_stamp()


def send(client, consent: Consent, language: str = "da", **said):
    return client.post(url_of(consent, language), {"stamp": stamp()} | said)


def now(consent: Consent) -> Consent:
    return Consent.objects.get(pk=consent.pk)


# Asking -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_person_gets_the_link_in_her_language(story, language):
    consent = ask(story, language=language)

    mail = OutgoingMail.objects.get()
    words = {"da": "Du læser den først.", "en": "You read it first."}
    assert (mail.to, mail.language, mail.is_secret) == (
        "ina@example.org", language, True,
    )  # fmt: skip
    assert f"{url_of(consent, language)}\n" in mail.body
    assert words[language] in mail.body
    assert url_of(consent, language) in mail.html


def test_without_a_mail_address_nothing_is_sent(story):
    assert ask(story, email="").is_link_open
    assert OutgoingMail.objects.count() == 0


def test_a_new_link_ends_the_old_one(client, asked):
    old = url_of(asked)
    assert client.get(old).status_code == 200

    new = url_of(consenting.send_link(consent=asked, by=make_staff()))

    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_asking_again_leaves_a_yes_standing(story):
    consent = make_consent(story)

    again = consenting.send_link(consent=consent, by=make_staff())

    assert (again.state, again.is_link_open) == (GIVEN, True)


def test_nobody_is_asked_about_a_story_that_is_gone(story):
    consent = make_consent(story, state=ASKED)
    story.delete()

    with pytest.raises(Refused) as refused:
        consenting.send_link(consent=consent, by=make_staff())

    assert refused.value.code == "gone"


# Reading ------------------------------------------------------------------------------


def test_she_reads_the_newest_draft_that_nobody_else_can(client, asked, story):
    picture = make_image(title="Køkken")
    story.title, story.listing_image = "Suppe til alle", picture
    story.save_revision()

    response = client.get(url_of(asked))

    page = Page(response)
    assert page.text("h1") == "Suppe til alle"
    assert "Ina rører i gryden." in page.text("article")
    assert page.all("article")[0].find(".//picture") is not None
    assert client.get("/da/historier/suppe/").status_code == 404


def test_the_page_is_kept_nowhere_and_told_to_nobody(client, asked):
    response = client.get(url_of(asked))

    headers = response.headers
    assert "no-store" in headers["Cache-Control"]
    assert "private" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert Page(response).all("link", rel="canonical") == []


def test_she_reads_english_where_there_is_some_else_danish(client, asked, story):
    danish = Page(client.get(url_of(asked, "en")))
    english_index = make_story_index("en", title="Stories", slug="stories")
    key = story.get_parent().translation_key
    type(english_index).objects.filter(pk=english_index.pk).update(translation_key=key)
    body = ["<p>Ina stirs the pot.</p>"]
    translate_page(story, {"title": "Soup", "body": body}, publish=False)
    english = Page(client.get(url_of(asked, "en")))

    assert (danish.text("h1"), danish.all("article")[0].get("lang")) == ("Suppe", "da")
    assert (english.text("h1"), english.all("article")[0].get("lang")) == ("Soup", None)
    assert english.text("h2", id="answer-heading") == "Your answer"


def test_looking_changes_nothing(client, asked):
    """A scanner opens every link of a mail."""
    before = Consent.objects.filter(pk=asked.pk).values().get()

    for language in ("da", "en"):
        client.get(url_of(asked, language))
        client.head(url_of(asked, language))

    assert Consent.objects.filter(pk=asked.pk).values().get() == before


# Answering ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_yes_is_the_consent(client, asked, story, language):
    until = timezone.localdate() + 60 * DAY
    said = YES | {"covers": ["words", "sharing"], "valid_until": until.isoformat()}

    response = send(client, asked, language, **said)

    given = now(asked)
    assert response.status_code == 302
    assert given.is_valid
    assert given.covered == [
        translation.gettext(text)
        for text in ("the words", "the real name", str(_field("covers_sharing")))
    ]
    assert (given.valid_until, given.pseudonym) == (until, "")
    assert given.seen_revision == story.get_latest_revision().pk
    assert given.seen_language == "da"
    assert not given.is_link_open


def _field(name: str):
    return Consent._meta.get_field(name).verbose_name


def test_the_receipt_has_the_way_back_and_staff_are_told(client, asked):
    make_staff("Publishers", language="da")
    OutgoingMail.objects.all().delete()

    send(client, asked, **YES)

    receipt = OutgoingMail.objects.get(to="ina@example.org")
    told = OutgoingMail.objects.exclude(to="ina@example.org").order_by("language")
    back = reverse("take_back_consent", args=[asked.take_back_key])
    assert back in receipt.body
    assert receipt.is_secret
    assert [mail.subject for mail in told] == [
        "Ina Holm siger ja til “Suppe”",
        "Ina Holm says yes to “Suppe”",
    ]
    assert all(str(asked.take_back_key) not in mail.body for mail in told)


def test_another_name_is_used_where_she_wants_it(client, asked):
    send(client, asked, **YES | {"called": "other", "pseudonym": "Signe"})

    assert (now(asked).pseudonym, now(asked).covers_name) == ("Signe", False)


def test_what_must_be_changed_is_told_to_staff(client, asked):
    send(client, asked, answer="changes", wishes="Jeg er kok, ikke bager.", covers=[])

    assert (now(asked).state, now(asked).covered) == (CHANGES, [])
    told = OutgoingMail.objects.filter(language="en").get()
    assert "Jeg er kok, ikke bager." in told.body


def test_a_no_gives_nothing(client, asked):
    send(client, asked, **YES | {"answer": "declined"})

    assert (now(asked).state, now(asked).covered) == (DECLINED, [])


def test_a_double_click_is_one_answer(client, asked):
    first = send(client, asked, **YES)
    mails = OutgoingMail.objects.count()

    second = send(client, asked, **YES | {"answer": "declined"})

    assert (first.status_code, second.status_code) == (302, 200)
    assert now(asked).state == GIVEN
    assert OutgoingMail.objects.count() == mails


def test_two_answers_at_once_are_one(client, asked):
    draft = draft_of(asked.story, "da")
    said = {"key": asked.link_key, "draft": draft, "covers_words": True}
    consenting.answer(state=GIVEN, **said)

    with pytest.raises(Refused):
        consenting.answer(state=DECLINED, **said)


BAD = [
    ({}, "answer", "Udfyld dette felt.", "This field is required."),
    (
        YES | {"covers": []},
        "covers",
        "Sæt hak ved ordene eller billederne, eller vælg et andet svar.",
        "Tick the words or the pictures, or choose another answer.",
    ),
    (
        YES | {"called": "other"},
        "pseudonym",
        "Skriv det navn, vi må bruge.",
        "Write the name that we may use.",
    ),
    (
        YES | {"valid_until": "2020-01-01"},
        "valid_until",
        "Den dag har været.",
        "That day has been.",
    ),
    (
        {"answer": "changes"},
        "wishes",
        "Skriv, hvad der skal ændres.",
        "Write what must be changed.",
    ),
    (
        {"answer": "changes", "wishes": "Skriv 010190-1234 i stedet"},
        "wishes",
        "Det ligner et CPR-nummer. Slet det: Vi har aldrig brug for det.",
        "This looks like a CPR number. Please leave it out: we never need it.",
    ),
    (
        {"answer": "changes", "wishes": "x" * 2001},
        "wishes",
        "Denne værdi må højst have 2000 tegn (den har 2001).",
        "Ensure this value has at most 2000 characters (it has 2001).",
    ),
]


@pytest.mark.once
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad[1])
def test_what_is_wrong_is_said_by_the_field(client, asked, bad, language):
    said, field, danish, english = bad

    response = send(client, asked, language, **said)

    errors = response.context["form"].errors
    assert response.status_code == 422
    assert errors == {field: [danish if language == "da" else english]}
    assert now(asked).state == ASKED


def test_what_was_typed_is_kept(client, asked):
    said = {"wishes": "Jeg er kok.", "pseudonym": "Signe", "covers": ["sharing"]}

    form = send(client, asked, **said).context["form"]

    assert {name: form[name].value() for name in said} == said


def test_too_many_tries_are_refused(client, asked, monkeypatch):
    monkeypatch.setattr("stories.views.consents.ANSWERS_AN_HOUR", 0)

    response = send(client, asked, **YES)

    assert response.status_code == 422
    assert now(asked).state == ASKED


# Old and forged links -----------------------------------------------------------------


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 410)])
def test_the_link_works_for_14_days(client, asked, days, status):
    with time_machine.travel(timezone.now() + days * DAY):
        response = client.get(url_of(asked))
        answered = send(client, asked, **YES)

    assert response.status_code == status
    assert (answered.status_code, now(asked).state) == (
        (302, GIVEN) if status == 200 else (410, ASKED)
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_forged_link_says_what_to_do(client, asked, language):
    with translation.override(language):
        forged = reverse("answer_consent", args=[uuid.uuid4()])
    response = client.get(forged)

    words = {"da": "Skriv eller ring til os", "en": "Write to us or ring us"}
    assert response.status_code == 404
    assert words[language] in Page(response).text("main")
    half = client.get(f"{forged[:-9]}/")
    assert half.status_code == 404
    assert words[language] in Page(half).text("main")


def test_an_old_link_cannot_answer_a_story_that_is_gone(client, asked, story):
    story.delete()

    assert client.get(url_of(asked)).status_code == 410


# Changed since ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "has_changed"),
    [
        ({"standfirst": "Hun koger  suppe!"}, False),
        ({"search_description": "Om suppe"}, False),
        ({"standfirst": "Hun sælger suppe."}, True),
        ({"body": [make_block("text", "<p>Ina rører i panden.</p>")]}, True),
    ],
)
def test_it_is_seen_whether_the_story_changed_after_the_yes(
    client, asked, story, change, has_changed
):
    send(client, asked, **YES)
    assert not has_changed_since(now(asked))

    for name, value in change.items():
        setattr(story, name, value)
    story.save_revision()

    assert has_changed_since(now(asked)) == has_changed
