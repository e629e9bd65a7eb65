"""Translators write and hand over, publishers publish: tried by address."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import StandardPage
from hub import handover, translations
from hub.models import TranslationHandover
from tests import factories
from tests.factories import committed
from tests.staff import sign_in

pytestmark = pytest.mark.once

ENGLISH = {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}
WRITERS = ["Translators", "Editors"]
PUBLISHERS = ["Publishers", "Hub managers"]
OTHERS = ["Booking desk", "Venue hosts"]


@pytest.fixture
def danish(home):
    """A published Danish page."""
    return factories.make_standard_page(home, title="Brød", slug="broed")


@pytest.fixture
def draft(danish):
    """Its English, written but not published."""
    return factories.translate_page(danish, ENGLISH, publish=False)


@pytest.fixture
def live(danish):
    """Its English, published."""
    return factories.translate_page(danish, ENGLISH)


@pytest.fixture
def begun(danish):
    """Its English with no word written."""
    with committed():
        return handover.start_english(danish, by=factories.make_staff())


def state_of(page: Page) -> dict:
    """All that a refused request must leave alone, of a page and its translation."""
    page = StandardPage.objects.get(pk=page.pk)
    translation = Translation.objects.filter(target_locale=page.locale).first()
    return {
        "title": page.title,
        "body": page.body.raw_data[0]["value"],
        "live": page.live,
        "alias_of": page.alias_of_id,
        "published_at": page.last_published_at,
        "enabled": translation and translation.enabled,
        "handovers": TranslationHandover.objects.count(),
    }


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, address: str, data: dict | None = None):
    """POST as a browser would, with what waits for the commit done."""
    with committed():
        return client.post(address, data or {})


def publishing_addresses(page: Page) -> dict[str, tuple[str, dict]]:
    """Each way to put this English page, or Danish words, before readers."""
    translation = translations.translation_to(page)
    localize = "wagtail_localize"
    pages = "wagtailadmin_pages"
    return {
        "the translation editor's button": (edit(page), {"action": "publish"}),
        "Wagtail's own button": (edit(page), {"action-publish": "action-publish"}),
        "our button": (reverse("hub_publish_english", args=[page.pk]), {}),
        "a Danish copy": (reverse(f"{localize}:convert_to_alias", args=[page.pk]), {}),
        "a Danish copy by the menu": (edit(page), {"localize-convert-to-alias": "1"}),
        "a sync that publishes": (
            reverse(f"{localize}:update_translations", args=[translation.source_id]),
            {"publish_translations": "on"},
        ),
        "stopping the translation": (
            reverse(f"{localize}:stop_translation", args=[translation.pk]), {},
        ),
        "starting it over": (
            reverse(
                f"{localize}:submit_page_translation",
                args=[translations.danish_of(page).pk],
            ),
            {"locales": page.locale_id},
        ),
        "unpublishing": (reverse(f"{pages}:unpublish", args=[page.pk]), {}),
        "deleting": (reverse(f"{pages}:delete", args=[page.pk]), {}),
        "many at once": (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            + f"?id={page.pk}",
            {},
        ),
    }  # fmt: skip


ADDRESSES = [
    "the translation editor's button", "Wagtail's own button", "our button",
    "a Danish copy", "a Danish copy by the menu", "a sync that publishes",
    "stopping the translation", "starting it over", "unpublishing", "deleting",
    "many at once",
]  # fmt: skip


# Who writes may also throw away a draft: readers never saw it.
THEIRS = {("draft", "deleting")}


@pytest.mark.parametrize("state", ["draft", "live"])
@pytest.mark.parametrize("role", WRITERS + OTHERS)
def test_who_only_writes_changes_nothing_that_readers_see(request, client, state, role):
    page = request.getfixturevalue(state)
    sign_in(client, factories.make_staff(role))
    before, changed = state_of(page), []

    for address, sent in publishing_addresses(page).items():
        if (state, address) not in THEIRS:
            send(client, *sent)
            changed += [address] if state_of(page) != before else []

    assert changed == []


def test_the_table_of_addresses_is_whole(draft):
    assert list(publishing_addresses(draft)) == ADDRESSES


@pytest.mark.parametrize("role", PUBLISHERS)
@pytest.mark.parametrize(
    "address", ["the translation editor's button", "our button"]
)  # fmt: skip
def test_a_publisher_publishes_by_one_button(client, draft, role, address):
    sign_in(client, factories.make_staff(role))
    send(client, *publishing_addresses(draft)[address])
    published = StandardPage.objects.get(pk=draft.pk)
    assert (published.live, published.title) == (True, "Bread")


@pytest.mark.parametrize("role", [*PUBLISHERS, None])
@pytest.mark.parametrize(
    "address", ["a Danish copy", "a Danish copy by the menu", "a sync that publishes"]
)
def test_nobody_puts_danish_words_below_en(client, live, role, address):
    sign_in(client, factories.make_staff(*filter(None, [role])))
    before = state_of(live)
    send(client, *publishing_addresses(live)[address])
    assert state_of(live) == before


def test_a_publisher_may_stop_a_translation(client, live):
    sign_in(client, factories.make_staff("Publishers"))
    send(client, *publishing_addresses(live)["stopping the translation"])
    assert state_of(live)["enabled"] is False


def test_a_translator_cannot_restart_a_stopped_translation(client, live):
    Translation.objects.update(enabled=False)
    sign_in(client, factories.make_staff("Translators"))
    send(client, edit(live), {"localize-restart-translation": "1"})
    assert state_of(live)["enabled"] is False
    sign_in(client, factories.make_staff("Publishers"))
    send(client, edit(live), {"localize-restart-translation": "1"})
    assert state_of(live)["enabled"] is True


@pytest.mark.parametrize(
    "address", ["the translation editor's button", "our button"]
)  # fmt: skip
def test_english_with_missing_words_is_not_published(client, begun, address):
    sign_in(client, factories.make_staff("Publishers"))
    send(client, *publishing_addresses(begun)[address])
    assert Page.objects.get(pk=begun.pk).live is False


@pytest.mark.parametrize(
    "address", ["the translation editor's button", "our button"]
)  # fmt: skip
def test_english_is_not_published_before_its_danish(client, home, address):
    danish = factories.make_standard_page(home, live=False)
    english = factories.translate_page(danish, ENGLISH, publish=False)
    sign_in(client, factories.make_staff("Publishers"))
    send(client, *publishing_addresses(english)[address])
    assert Page.objects.get(pk=english.pk).live is False


@pytest.mark.parametrize(
    ("role", "status"),
    [("Translators", 201), ("Editors", 201), ("Booking desk", 403)],
)
def test_writing_a_text_needs_the_right_to_write_english(client, begun, role, status):
    translation = translations.translation_to(begun)
    segment = translation.source.stringsegment_set.get(context__path="title")
    address = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
    )
    sign_in(client, factories.make_staff(role))
    form = "application/x-www-form-urlencoded"
    response = client.put(address, "value=Bread", content_type=form)
    written = StringTranslation.objects.filter(data="Bread").count()
    assert (response.status_code, written) == (
        status,
        int(status == HTTPStatus.CREATED),
    )


def test_a_translator_does_not_edit_danish(client, danish):
    sign_in(client, factories.make_staff("Translators"))
    send(client, edit(danish), {"title": "Nyt", "slug": "nyt"})
    assert Page.objects.get(pk=danish.pk).draft_title == "Brød"


def test_an_editor_sends_danish_to_approval_and_cannot_publish(client, danish):
    editor = factories.make_staff("Editors")
    sign_in(client, editor)
    form = {
        "title": "Godt brød", "slug": "broed", "scene": "talk", "body-count": 0,
        "standfirst": "", "in_short": "", "listing_image_alt": "",
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
        "action-publish": "action-publish",
    }  # fmt: skip
    send(client, edit(danish), form)
    page = Page.objects.get(pk=danish.pk)
    assert (page.title, page.draft_title) == ("Brød", "Godt brød")
    del form["action-publish"]
    send(client, edit(danish), form | {"action-submit": "action-submit"})
    page = Page.objects.get(pk=danish.pk)
    assert page.current_workflow_state.requested_by == editor
    assert page.title == "Brød"


@pytest.mark.parametrize("role", WRITERS)
def test_a_finished_translation_is_handed_over(client, draft, role):
    user = factories.make_staff(role)
    sign_in(client, user)
    response = send(client, reverse("hub_hand_over", args=[draft.pk]))
    handed = TranslationHandover.objects.waiting().get()
    assert (handed.page_id, handed.handed_over_by) == (draft.pk, user)
    assert response.url == reverse("wagtailadmin_home")


def test_an_unfinished_translation_is_not_handed_over(client, begun):
    sign_in(client, factories.make_staff("Translators"))
    response = send(client, reverse("hub_hand_over", args=[begun.pk]))
    assert response.url == edit(begun)
    assert TranslationHandover.objects.count() == 0


def test_nothing_new_is_not_handed_over(live):
    with pytest.raises(handover.NotReady) as error:
        handover.hand_over(live, by=factories.make_staff("Translators"))
    assert error.value.code == "nothing_new"


@pytest.mark.parametrize("role", OTHERS)
def test_who_does_not_write_hands_nothing_over(client, draft, role):
    sign_in(client, factories.make_staff(role))
    send(client, reverse("hub_hand_over", args=[draft.pk]))
    assert TranslationHandover.objects.count() == 0


def test_publishing_ends_the_waiting(client, draft):
    handover.hand_over(draft, by=factories.make_staff("Translators"))
    assert TranslationHandover.objects.waiting().count() == 1
    sign_in(client, factories.make_staff("Publishers"))
    send(client, edit(draft), {"action": "publish"})
    assert TranslationHandover.objects.waiting().count() == 0


def test_looking_makes_no_translation(client, danish):
    sign_in(client, factories.make_staff("Translators"))
    response = client.get(reverse("hub_write_english", args=[danish.pk]))
    assert response.status_code == HTTPStatus.OK
    assert handover.english_of(danish) is None


def test_the_english_draft_is_made_and_opened(client, danish):
    sign_in(client, factories.make_staff("Translators"))
    response = send(client, reverse("hub_write_english", args=[danish.pk]))
    english = handover.english_of(danish)
    assert (english.live, response.url) == (False, edit(english))


def test_what_is_written_already_is_opened(client, danish, live):
    sign_in(client, factories.make_staff("Translators"))
    response = client.get(reverse("hub_write_english", args=[danish.pk]))
    assert response.url == edit(live)


def test_the_parents_english_is_made_too(client, danish):
    child = factories.make_standard_page(danish)
    sign_in(client, factories.make_staff("Translators"))
    send(client, reverse("hub_write_english", args=[child.pk]))
    parent = handover.english_of(danish)
    assert handover.english_of(child).get_parent().pk == parent.pk
    assert (parent.live, parent.alias_of_id) == (False, None)


@pytest.mark.parametrize("role", OTHERS)
def test_who_does_not_write_begins_nothing(client, danish, role):
    sign_in(client, factories.make_staff(role))
    send(client, reverse("hub_write_english", args=[danish.pk]))
    assert handover.english_of(danish) is None


def form_of(page: StandardPage, **more) -> dict:
    """What the page's editor sends."""
    return {
        "title": page.title, "slug": page.slug, "scene": "talk", "standfirst": "",
        "in_short": "", "listing_image_alt": "", "body-count": 1, "body-0-deleted": "",
        "body-0-order": 0, "body-0-type": "heading", "body-0-value": "Hej",
        "body-0-id": page.body.raw_data[0]["id"], "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    } | more  # fmt: skip


def said_after(client, response) -> str:
    """All messages of the page that follows."""
    answer = client.get(response.url)
    return " ".join(str(message) for message in answer.context["messages"])
