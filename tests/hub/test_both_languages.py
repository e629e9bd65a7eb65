"""What follows when one language is published, taken down or deleted."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from tests import factories
from tests.factories import committed
from tests.hub.test_handover import (  # noqa: F401 -- fixtures too
    danish,
    edit,
    form_of,
    live,
    said_after,
    send,
)
from tests.staff import sign_in


def test_after_publishing_danish_the_next_page_offers_to_write_english(client, danish):
    sign_in(client, factories.make_staff("Publishers"))
    form = form_of(danish, **{"action-publish": "action-publish"})
    response = send(client, edit(danish), form)
    assert reverse("hub_write_english", args=[danish.pk]) in said_after(
        client, response
    )


def test_who_approves_a_page_is_told_that_it_is_out(client, danish):
    danish.save_revision()
    danish.get_workflow().start(danish, factories.make_staff("Editors"))
    sign_in(client, factories.make_staff("Publishers"))
    form = form_of(danish) | {
        "action-workflow-action": "true", "workflow-action-name": "approve",
    }  # fmt: skip

    said = said_after(client, send(client, edit(danish), form))

    assert Page.objects.get(pk=danish.pk).has_unpublished_changes is False
    assert "Siden er udgivet." in said
    assert danish.url in said


def test_saving_a_draft_offers_nothing(client, danish):
    sign_in(client, factories.make_staff("Publishers"))
    response = send(client, edit(danish), form_of(danish))
    assert reverse("hub_write_english", args=[danish.pk]) not in said_after(
        client, response
    )


def test_after_new_danish_words_the_next_page_offers_the_english(client, danish, live):
    sign_in(client, factories.make_staff("Publishers"))
    form = form_of(danish, **{"action-publish": "action-publish"})
    assert edit(live) not in said_after(client, send(client, edit(danish), form))

    form |= {"body-0-value": "Noget nyt"}

    assert edit(live) in said_after(client, send(client, edit(danish), form))


def pair_of_drafts(home) -> tuple[StandardPage, StandardPage]:
    """A Danish draft and its English."""
    body = [factories.make_block("heading", "Hej")]
    danish = factories.make_standard_page(home, live=False, body=body)
    words = {"title": "Bread", "slug": "bread", "body": ["Hello"]}
    return danish, factories.translate_page(danish, words, publish=False)


def test_both_languages_are_published_by_one_button(client, home):
    danish, english = pair_of_drafts(home)
    sign_in(client, factories.make_staff("Publishers"))
    page = client.get(edit(danish))
    assert page.content.decode().count('value="with-english"') == 1
    send(client, edit(danish), form_of(danish, **{"action-publish": "with-english"}))
    assert [Page.objects.get(pk=each.pk).live for each in (danish, english)] == [
        True,
        True,
    ]


def test_an_editor_gets_no_such_button_and_publishes_nothing(client, home):
    danish, english = pair_of_drafts(home)
    sign_in(client, factories.make_staff("Editors"))
    page = client.get(edit(danish))
    assert page.content.decode().count('value="with-english"') == 0
    send(client, edit(danish), form_of(danish, **{"action-publish": "with-english"}))
    assert [Page.objects.get(pk=each.pk).live for each in (danish, english)] == [
        False,
        False,
    ]


def test_a_changed_danish_is_not_published_with_half_an_english(client, home):
    danish, english = pair_of_drafts(home)
    sign_in(client, factories.make_staff("Publishers"))
    form = form_of(
        danish, **{"action-publish": "with-english", "body-0-value": "Noget nyt"}
    )
    response = send(client, edit(danish), form)
    assert Page.objects.get(pk=danish.pk).live is True
    assert Page.objects.get(pk=english.pk).live is False
    assert edit(english) in said_after(client, response)


@pytest.mark.parametrize("way", ["page", "bulk", "date"])
def test_english_is_unpublished_with_its_danish(client, danish, live, way):
    if way == "date":
        danish.expire_at = timezone.now()
        danish.unpublish(set_expired=True)
    else:
        sign_in(client, factories.make_staff("Publishers"))
        send(client, leaving_address(danish, "unpublish", way))
    assert Page.objects.get(pk=live.pk).live is False


@pytest.mark.parametrize("way", ["page", "bulk", "code"])
def test_english_is_deleted_with_its_danish(client, danish, live, way):
    child = factories.make_standard_page(danish)
    words = {"title": "Cake", "slug": "cake", "body": ["<p>Cake.</p>"]}
    below = factories.translate_page(child, words)
    if way == "code":
        with committed():
            danish.delete()
    else:
        sign_in(client, factories.make_staff("Hub managers"))
        send(client, leaving_address(danish, "delete", way))
    assert list(Page.objects.filter(pk__in=[live.pk, below.pk, child.pk])) == []
    assert Page.find_problems() == ([],) * 5


def leaving_address(page: Page, action: str, way: str) -> str:
    """Where a page is unpublished or deleted, alone or with others."""
    if way == "page":
        return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{bulk}?id={page.pk}"


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_the_confirming_page_counts_the_english(client, danish, live, action):
    sign_in(client, factories.make_staff("Publishers"))
    response = client.get(leaving_address(danish, action, "page"))
    context = response.context_data if response.context_data else response.context
    assert context["translation_count"] == 1


def test_danish_stays_when_english_leaves(client, danish, live):
    sign_in(client, factories.make_staff("Publishers"))
    send(client, leaving_address(live, "unpublish", "page"))
    send(client, leaving_address(live, "delete", "page"))
    assert Page.objects.get(pk=danish.pk).live is True
    assert Page.objects.filter(pk=live.pk).count() == 0
