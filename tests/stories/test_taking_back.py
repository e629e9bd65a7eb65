"""A yes that is taken back leaves no word and no byte of the story on this site."""

from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page as WagtailPage
from wagtail.models import Site
from wagtail_localize.models import String

from hub import pagecache, privacy
from hub.models import Consent, ConsentState, HubImage, OutgoingMail
from stories.actions import taking_down
from stories.models import StoryPage, TakenDown
from stories.refusals import Refused
from tests.factories import (
    committed,
    make_block,
    make_person,
    make_staff,
    make_standard_page,
    translate_page,
)
from tests.reading import Page
from tests.stories.makers import (
    make_consent,
    make_portrait,
    make_story,
    make_story_index,
)
from tests.stories.test_consents import stamp

# In plain letters: JSON within JSON writes all others in ways of its own.
WORD, ENGLISH_WORD, OLD_WORD = "kvaedegele", "quincemarmalade", "stikkelsgele"
PATHS = {"da": "/da/historier/suppe/", "en": "/en/stories/soup/"}


@pytest.fixture
def ina(home, settings, tmp_path) -> Consent:
    """Ina's yes to a story that is live in both languages, with pictures of her."""
    settings.MEDIA_ROOT = str(tmp_path)
    consent = make_consent(covers_sharing=True)
    picture = make_portrait(consent, title="Ina ved gryden")
    picture.get_renditions("width-100|format-jpeg", "width-50|format-webp")
    text = make_block("text", f"<p>Ina koger {OLD_WORD}.</p>")
    shown = {"image": picture.pk, "alt_text": f"Ina med {WORD}", "decorative": False}
    image = make_block("image", {"image": shown, "caption": ""})
    story = make_story(
        live=False, consents=0, title="Suppe", slug="suppe", body=[text, image],
        listing_image=picture,
    )  # fmt: skip
    Consent.objects.filter(pk=consent.pk).update(story=story.translation_key)
    publish_in_both(story)
    consent.refresh_from_db()
    return consent


def publish_in_both(story: StoryPage) -> None:
    """An old and a new version in Danish, and the English."""
    with committed():
        story.save_revision().publish()
    story = StoryPage.objects.get(pk=story.pk)
    text, image = story.body.raw_data[0], story.body.raw_data[1]
    story.body = [text | {"value": f"<p>Ina koger {WORD}.</p>"}, image]
    with committed():
        story.save_revision(user=make_staff(), log_action=True).publish()
    index = make_story_index("en", title="Stories", slug="stories")
    key = story.get_parent().translation_key
    WagtailPage.objects.filter(pk=index.pk).update(translation_key=key)
    story = StoryPage.objects.get(pk=story.pk)
    shown = image["value"]["image"] | {"alt_text": f"Ina with {ENGLISH_WORD}"}
    body = [f"<p>Ina boils {ENGLISH_WORD}.</p>", image["value"] | {"image": shown}]
    translate_page(story, {"title": "Soup", "slug": "soup", "body": body})


def take_back(consent: Consent) -> Consent:
    with committed():
        return taking_down.take_back(consent=consent)


def tables_with(text: str) -> set[str]:
    """The tables in which a text stands anywhere, also inside what is not text."""
    found = set()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
        if any(is_in(text, value) for row in rows for value in row):
            found.add(table)
    return found


def is_in(text: str, value) -> bool:
    if isinstance(value, bytes | memoryview):
        return text.encode() in bytes(value).lower()
    return text in str(value).lower()


def files_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


# Nothing is left ----------------------------------------------------------------------


@pytest.mark.parametrize("word", [WORD, ENGLISH_WORD, OLD_WORD])
def test_no_word_of_the_story_is_left_in_any_table(ina, word):
    there = tables_with(word)
    assert "wagtailcore_revision" in there
    assert ("stories_storypage" in there) == (word != OLD_WORD)

    take_back(ina)

    assert tables_with(word) == set()


def test_no_word_is_left_where_localize_keeps_texts(ina):
    assert String.objects.filter(data__contains=WORD).exists()

    take_back(ina)

    assert String.objects.count() == String.objects.exclude(segments=None).count()


def test_no_byte_of_the_picture_is_left(ina, settings):
    before = files_in(settings.MEDIA_ROOT)
    assert len(before) >= 3

    take_back(ina)

    assert files_in(settings.MEDIA_ROOT) == []
    assert HubImage.objects.count() == 0
    assert tables_with("ina ved gryden") == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_both_addresses_say_kindly_that_it_is_gone(client, ina, language):
    assert client.get(PATHS[language]).status_code == 200

    take_back(ina)

    response = client.get(PATHS[language])
    words = {"da": "Historien er her ikke mere", "en": "This story is no longer here"}
    assert (response.status_code, Page(response).text("h1")) == (410, words[language])
    assert client.get(f"{PATHS[language]}x/").status_code == 404


def test_an_address_from_before_a_new_name_is_gone_too(client, ina):
    story = StoryPage.objects.get(slug="suppe")
    Redirect.objects.create(
        old_path="/da/historier/gammel", redirect_page=story, site=Site.objects.get()
    )
    assert client.get("/da/historier/gammel/").status_code == 301

    take_back(ina)

    assert client.get("/da/historier/gammel/").status_code == 410


def test_another_story_may_stand_at_the_address_later(client, ina):
    take_back(ina)

    make_story(title="Ny suppe", slug="suppe")

    assert client.get(PATHS["da"]).status_code == 200


def test_a_draft_that_nobody_read_leaves_no_address(home):
    consent = make_consent(make_story(live=False, consents=0, slug="suppe"))

    take_back(consent)

    assert StoryPage.objects.count() == 0
    assert TakenDown.objects.count() == 0


def test_stored_pages_are_old_at_once(ina, settings):
    before = pagecache.generation()

    take_back(ina)

    assert pagecache.generation() != before


def test_search_and_the_map_of_the_site_forget_it(client, ina):
    assert PATHS["da"] in client.get("/sitemap.xml").content.decode()

    take_back(ina)

    assert PATHS["da"] not in client.get("/sitemap.xml").content.decode()
    assert not WagtailPage.objects.search("Suppe").get_queryset().exists()


# Pictures elsewhere -------------------------------------------------------------------


def test_the_picture_leaves_other_pages_and_their_versions(ina):
    picture = HubImage.objects.get()
    shown = {"image": picture.pk, "alt_text": "Ina", "decorative": False}
    text = make_block("text", "<p>Bliver.</p>")
    image = make_block("image", {"image": shown, "caption": "Ina"})
    page = make_standard_page(
        title="Om os", slug="om-os", body=[text, image], listing_image=picture,
        listing_image_alt="Ina",
    )  # fmt: skip
    person = make_person(name="Bo", photo=picture)

    gone = take_back(ina)

    page = type(page).objects.get(pk=page.pk)
    person.refresh_from_db()
    newest = page.get_latest_revision_as_object()
    for each in (page, newest):
        assert [block.block_type for block in each.body] == ["text"]
        assert (each.listing_image, each.listing_image_alt) == (None, "")
    assert (page.live, person.photo) == (True, None)
    ended = {use["title"]: use["url"] for use in gone.also_ended}
    assert ended == {"Om os": page.full_url, "Bo": ""}


def test_pictures_of_others_stay(ina):
    other = make_portrait(make_consent(name="Bo Ek"), title="Bo")

    take_back(ina)

    assert list(HubImage.objects.all()) == [other]


# Who is told, and what stays ----------------------------------------------------------


def test_the_answer_stays_as_evidence(ina):
    gone = take_back(ina)

    assert (gone.state, gone.name) == (ConsentState.WITHDRAWN, "Ina Holm")
    assert gone.answered_at < gone.withdrawn_at
    assert gone.covers_words
    assert gone.covers_sharing


def test_she_and_staff_are_told(ina):
    make_staff("Publishers", language="en")
    OutgoingMail.objects.all().delete()

    gone = take_back(ina)

    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    hers = mails.pop("ina@example.org")
    [told] = mails.values()
    assert hers.subject == "Du har trukket dit ja tilbage: “Suppe”"
    assert told.subject == "Ina Holm has taken the yes back: “Suppe” is gone"
    assert reverse("staff_consent", args=[gone.pk]) in told.body


def test_twice_is_once(ina):
    take_back(ina)
    mails = OutgoingMail.objects.count()

    with pytest.raises(Refused):
        take_back(ina)

    assert OutgoingMail.objects.count() == mails


# Her link -----------------------------------------------------------------------------


def url_of(consent: Consent, language: str = "da") -> str:
    with translation.override(language):
        return reverse("take_back_consent", args=[consent.take_back_key])


@pytest.mark.parametrize("language", ["da", "en"])
def test_looking_at_her_link_changes_nothing_the_button_does(client, ina, language):
    shown = client.get(url_of(ina, language))
    assert "Suppe" in Page(shown).text("main") or "Soup" in Page(shown).text("main")
    assert StoryPage.objects.live().count() == 2

    with committed():
        sent = client.post(url_of(ina, language), {"stamp": stamp()}, follow=True)

    words = {"da": "Dit ja er trukket tilbage", "en": "Your yes is taken back"}
    assert Page(sent).text("h1") == words[language]
    assert StoryPage.objects.count() == 0
    assert client.get(url_of(ina, language)).status_code == 200


def test_a_robot_takes_nothing_back(client, ina):
    response = client.post(url_of(ina), {"stamp": stamp(), "website": "x"})

    assert response.status_code == 422
    assert StoryPage.objects.count() == 2


def test_nobody_takes_back_what_was_no_yes(client, ina):
    Consent.objects.filter(pk=ina.pk).update(state=ConsentState.DECLINED)

    assert client.get(url_of(ina)).status_code == 404
    assert client.post(url_of(ina), {"stamp": stamp()}).status_code == 404
    assert StoryPage.objects.count() == 2


def test_her_own_data_page_takes_it_back_too(ina):
    subject = privacy.subject_at("ina@example.org")
    item = privacy.item_of(subject, "consents", str(ina.pk))

    with committed():
        assert privacy.delete(item, subject) is True

    ina.refresh_from_db()
    assert StoryPage.objects.count() == 0
    assert (ina.state, ina.email, ina.phone) == (ConsentState.WITHDRAWN, "", "")
    assert ina.withdrawn_at <= timezone.now()
