"""wagtail-localize made safe: each work-around fails here when it is taken out."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator

from home.models import StandardPage
from hub import translations
from hub.choices import Scene
from tests import factories
from tests.factories import committed

ENGLISH = {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}


@pytest.fixture
def danish(home):
    """A published Danish page."""
    return factories.make_standard_page(home, title="Brød", slug="broed")


@pytest.fixture
def english(danish):
    """Its finished and published English."""
    return factories.translate_page(danish, ENGLISH)


def publish(page: StandardPage) -> StandardPage:
    """Publish as an editor does, and give the page as it is now stored."""
    with committed():
        page.save_revision().publish()
    return again(page)


def again(page: Page) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk)


def write_english(page: StandardPage, path: str, text: str) -> None:
    """Write one string of the translation editor."""
    translation = translations.translation_to(page)
    segments = translation.source.stringsegment_set.all()
    segment = segments.select_related("string", "context").get(context__path=path)
    translations.write_string(segment, page.locale, text, None)


def test_a_new_translation_is_a_draft(danish, english_home):
    with committed():
        creator = TranslationCreator(user=None, target_locales=[english_home.locale])
        creator.create_translations(danish)

    english = danish.get_translation(english_home.locale)
    assert english.live is False


def test_a_fact_reaches_a_finished_translation_at_once(danish, english):
    danish.scene = Scene.FOOD
    publish(danish)

    found = again(english)
    assert (found.scene, found.title, found.live) == (Scene.FOOD, "Bread", True)
    assert found.danish_changed_at is None


def test_a_fact_reaches_a_draft_without_publishing_it(danish):
    english = factories.translate_page(danish, ENGLISH, publish=False)
    danish.scene = Scene.FOOD
    publish(danish)

    found = again(english)
    assert (found.latest_revision.as_object().scene, found.live) == (Scene.FOOD, False)


def test_a_fact_reaches_an_english_page_that_is_behind(danish, english):
    danish.title, danish.scene = "Rugbrød", Scene.FOOD
    publish(danish)

    found = again(english)
    assert (found.title, found.scene) == ("Bread", Scene.FOOD)


def test_what_a_translator_replaced_stays(danish, english):
    picture, danish.title = factories.make_image(), "Rugbrød"
    source = translations.translation_to(english).source
    context = TranslationContext.objects.create(
        object_id=danish.translation_key, path="listing_image"
    )
    SegmentOverride.objects.create(
        locale=english.locale, context=context, data_json=str(picture.pk)
    )
    english.listing_image = picture
    english.save()

    publish(danish)

    assert source.locale_id == danish.locale_id
    assert again(english).listing_image == picture


def test_changed_danish_leaves_the_live_english_and_says_since_when(danish, english):
    danish.title = "Rugbrød"
    danish = publish(danish)

    found = again(english)
    assert (found.title, found.live) == ("Bread", True)
    assert found.danish_changed_at == danish.last_published_at


def test_the_english_page_says_that_it_is_behind(danish, english, client):
    before = client.get("/en/bread/").content.decode()
    danish.title = "Rugbrød"
    danish = publish(danish)

    after = client.get("/en/bread/").content.decode()
    date = timezone.localtime(danish.last_published_at)
    sentence = f"The Danish page was changed on {date.day} {date:%B %Y}"
    assert (sentence in before, sentence in after) == (False, True)
    assert '<a href="/da/broed/" lang="da" hreflang="da">' in after


def test_written_and_published_english_is_no_longer_behind(danish, english):
    danish.title = "Rugbrød"
    publish(danish)
    write_english(english, "title", "Rye bread")
    with committed():
        translations.translation_to(english).save_target(publish=True)

    found = again(english)
    assert (found.title, found.danish_changed_at) == ("Rye bread", None)


def test_words_of_a_translator_wait_for_a_publisher(danish, english):
    danish.title = "Rugbrød"
    publish(danish)
    write_english(english, "title", "Rye bread")
    danish = again(danish)
    danish.scene = Scene.FOOD
    publish(danish)

    found = again(english)
    assert (found.title, found.danish_changed_at) == ("Bread", danish_date(danish))


def danish_date(page: StandardPage) -> dt.datetime:
    return again(page).last_published_at


def test_a_picture_that_a_translator_chose_waits_for_a_publisher(danish, english):
    ours, picture = factories.make_image(), factories.make_image()
    danish.listing_image = ours
    danish = publish(danish)
    context = TranslationContext.objects.get(
        object_id=danish.translation_key, path="listing_image"
    )
    SegmentOverride.objects.create(
        locale=english.locale, context=context, data_json=str(picture.pk)
    )
    publish(danish)
    waiting = again(english).listing_image

    with committed():
        translations.translation_to(english).save_target(publish=True)

    assert (waiting, again(english).listing_image) == (ours, picture)


def test_publishing_parent_and_child_together_keeps_the_tree_right(
    danish, english_home
):
    child = factories.make_standard_page(danish, title="Dej", slug="dej")
    with committed():
        for page, words in (
            (danish, ENGLISH),
            (child, {"title": "Dough", "slug": "d"}),
        ):
            translations.translate(
                again(page), english_home.locale, in_english(page, words)
            )

    assert Page.find_problems() == ([], [], [], [], [])
    assert danish.get_translation(english_home.locale).numchild == 1


def in_english(page: StandardPage, words: dict) -> StandardPage:
    found = again(page)
    for name in ("title", "slug"):
        setattr(found, name, words[name])
    return found


def test_a_restriction_reaches_english_at_once_and_leaves_with_it(
    danish, english, client
):
    open_before = client.get("/en/bread/").status_code
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=danish, restriction_type=PageViewRestriction.GROUPS
        )
    with committed():
        restriction.groups.set(Group.objects.filter(name="Editors"))
        restriction.save()
    closed = client.get("/en/bread/").status_code
    groups = english.view_restrictions.get().groups.values_list("name", flat=True)
    assert list(groups) == ["Editors"]

    with committed():
        restriction.delete()

    assert (open_before, closed, client.get("/en/bread/").status_code) == (
        200,
        302,
        200,
    )


def test_a_translation_is_made_once(danish, english):
    strings = StringTranslation.objects.count()
    revisions = english.revisions.count()

    factories.translate_page(again(danish), ENGLISH)

    assert StringTranslation.objects.count() == strings
    assert again(english).revisions.count() == revisions
    assert Translation.objects.count() == 1


def test_a_translation_with_a_missing_sentence_is_refused(danish, english_home):
    two = factories.make_block("text", "<p>Et.</p><p>To.</p>")
    danish.body = [two]
    danish = publish(danish)

    with pytest.raises(translations.MissingWords):
        factories.translate_page(danish, ENGLISH)

    assert list(TranslationSource.objects.all()) == []


def test_the_editor_shows_the_segments_filled(danish, english):
    progress = translations.translation_to(english).get_progress()

    assert progress == (3, 3)


def test_pages_without_english_are_found_until_they_have_it(danish, english_home):
    before = list(translations.without_translation())
    draft = factories.translate_page(danish, ENGLISH, publish=False)
    with_draft = list(translations.without_translation())
    with committed():
        draft.save_revision().publish()

    page = Page.objects.get(pk=danish.pk)
    assert (before, with_draft) == ([page], [page])
    assert list(translations.without_translation()) == []


def test_pages_behind_come_oldest_first(home, english_home):
    pages = [factories.make_standard_page(home) for _ in range(2)]
    english = [
        factories.translate_page(
            page, {"title": f"Page {page.pk}", "slug": f"p{page.pk}"}
        )
        for page in pages
    ]
    nobody = list(translations.behind())
    for page in reversed(pages):
        page.title += " ny"
        publish(page)

    assert nobody == []
    assert [row.pk for row in translations.behind()] == [
        page.pk for page in reversed(english)
    ]
