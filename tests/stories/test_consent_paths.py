"""Each way of publishing a story asks for the yes, and says so to whoever tries."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from hub import handover, jobs
from hub.models import Consent, OutgoingMail, User
from stories.models import StoryPage
from tests.factories import committed, make_image, make_staff, translate_page
from tests.staff import sign_in
from tests.stories.makers import make_consent, make_story, make_story_index

MISSING = "Ingen af dem, historien handler om, har sagt ja."
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def publisher(client, home) -> User:
    """A publisher in front of the admin, in Danish."""
    user = make_staff("Publishers")
    sign_in(client, user)
    return user


@pytest.fixture
def story(home) -> StoryPage:
    """A draft that nobody has said yes to."""
    return make_story(live=False, consents=0, title="Suppe i gården")


def is_live(story: Page) -> bool:
    return Page.objects.get(pk=story.pk).live


def form_of(title: str, **fields) -> dict:
    """What the editor sends of a story."""
    texts = {
        "title": title,
        "slug": "suppe",
        "scene": "talk",
        "published_on": "2026-11-20",
        "standfirst": "Hun rører i gryden.",
    }
    streams = {"body": streamfield([("text", rich_text("<p>Suppen koger.</p>"))])}
    streams |= {"own_figures": streamfield([]), "corrections": streamfield([])}
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return nested_form_data(texts | streams) | comments | fields


def edit(client, story, **fields):
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    with committed():
        return client.post(url, form_of("Mere suppe", **fields), follow=True)


def messages_of(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


# The editor ---------------------------------------------------------------------------


def test_the_publish_button_keeps_the_words_and_says_what_is_missing(
    client, publisher, story
):
    response = edit(client, story, **{"action-publish": "action-publish"})

    assert MISSING in messages_of(response)
    newest = Page.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (newest.title, is_live(story)) == ("Mere suppe", False)


def test_the_publish_button_publishes_with_a_yes(client, publisher, story):
    make_consent(story)

    edit(client, story, **{"action-publish": "action-publish"})

    assert is_live(story)


@pytest.mark.parametrize("consents", [0, 1])
def test_a_new_story_is_not_published_at_once(client, publisher, consents):
    index = make_story_index()
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    nobody = {"portrays_nobody": "Den handler om et hus."} if consents else {}
    form = form_of("Suppe", **{"action-publish": "action-publish"}, **nobody)

    with committed():
        response = client.post(url, form, follow=True)

    made = StoryPage.objects.get(slug="suppe")
    assert made.live == bool(consents)
    assert made.standfirst == "Hun rører i gryden."
    assert (MISSING in messages_of(response)) != bool(consents)


def test_a_draft_of_a_live_story_may_lack_what_a_published_one_has(
    client, publisher, home
):
    story, image = make_story(title="Suppe"), make_image(title="Køkken")

    kept = edit(client, story, listing_image=image.pk)
    first = Page.objects.get(pk=story.pk).get_latest_revision_as_object()
    refused = edit(
        client, story, listing_image=image.pk, **{"action-publish": "action-publish"}
    )

    assert kept.status_code == 200
    assert (first.title, first.listing_image) == ("Mere suppe", image)
    assert "Billedet “Køkken”: skriv, hvem der er på det." in messages_of(refused)
    now = StoryPage.objects.get(pk=story.pk)
    assert (now.title, now.listing_image, now.live) == ("Suppe", None, True)


def test_a_story_is_not_planned_for_a_day_when_the_yes_has_run_out(
    client, publisher, story
):
    today = timezone.localdate()
    make_consent(story, valid_until=today + dt.timedelta(days=3))
    for days, refused in ((2, False), (5, True)):
        when = timezone.localtime() + dt.timedelta(days=days)
        later = {"go_live_at": when.strftime("%Y-%m-%d %H:%M")}
        response = edit(client, story, **later, **{"action-publish": "action-publish"})
        planned = Revision.objects.filter(approved_go_live_at__isnull=False)
        assert planned.exists() != refused
        assert ("gælder kun til og med" in messages_of(response)) == refused
        planned.update(approved_go_live_at=None)


# Approval -----------------------------------------------------------------------------


@pytest.fixture
def asked(story) -> TaskState:
    """The story waits for a publisher's approval."""
    return story.get_workflow().start(story, make_staff()).current_task_state


def approve_in_editor(client, story, state) -> str:
    asked = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return messages_of(edit(client, story, **asked))


def approve_in_list(client, story, state) -> str:
    words = ["approve", state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, *words])
    with committed():
        return messages_of(client.post(url, {"comment": ""}, follow=True))


APPROVALS = [approve_in_editor, approve_in_list]


@pytest.mark.parametrize("approve", APPROVALS)
def test_approval_is_refused_and_keeps_waiting(
    client, publisher, story, asked, approve
):
    said = approve(client, story, asked)

    assert MISSING in said
    assert not is_live(story)
    assert TaskState.objects.get(pk=asked.pk).status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("approve", APPROVALS)
def test_approval_publishes_with_a_yes(client, publisher, story, asked, approve):
    make_consent(story)

    approve(client, story, asked)

    assert is_live(story)


def test_what_is_refused_in_the_editor_is_saved(client, publisher, story, asked):
    approve_in_editor(client, story, asked)

    newest = Page.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert newest.title == "Mere suppe"


def test_approval_by_code_leaves_the_draft(story, asked):
    asked.approve(user=make_staff())

    assert not is_live(story)


# The clock ----------------------------------------------------------------------------


def plan(story: StoryPage, by: User) -> Revision:
    revision = story.save_revision(user=by)
    due = timezone.now() - HOUR
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due)
    return revision


def test_what_is_planned_stays_unpublished_and_is_told_once(story):
    editor = make_staff("Editors", language="en")
    make_staff("Publishers", language="da")
    plan(story, editor)

    jobs.publish_scheduled()
    jobs.publish_scheduled()

    assert not is_live(story)
    mails = OutgoingMail.objects.order_by("language")
    assert [each.language for each in mails] == ["da", "en"]
    assert MISSING in mails[0].body
    assert "Nobody who is portrayed has said yes." in mails[1].body
    assert mails[1].to == editor.email


def test_other_pages_are_published_though_one_is_held_back(story):
    other = make_story(live=False, slug="anden")
    for each in (story, other):
        plan(each, make_staff())

    jobs.publish_scheduled()

    assert (is_live(story), is_live(other)) == (False, True)


# The English --------------------------------------------------------------------------


@pytest.fixture
def english(home) -> StoryPage:
    """The English draft of a live Danish story whose yes then was taken back."""
    story = make_story(title="Suppe", slug="suppe", body=[])
    make_story_index("en", title="Stories", slug="stories")
    danish_index = Page.objects.get(slug="historier")
    Page.objects.filter(slug="stories").update(
        translation_key=danish_index.translation_key
    )
    return translate_page(story, {"title": "Soup", "slug": "soup"}, publish=False)


def without_yes(story) -> None:
    Consent.objects.about(story).update(covers_words=False)


@pytest.mark.parametrize("has_yes", [True, False])
@pytest.mark.parametrize("way", ["button", "editor"])
def test_the_english_asks_for_the_yes_too(client, publisher, english, way, has_yes):
    if not has_yes:
        without_yes(english)
    name = {"button": "hub_publish_english", "editor": "wagtailadmin_pages:edit"}[way]
    url = reverse(name, args=[english.pk])

    with committed():
        response = client.post(url, {"action": "publish"}, follow=True)

    assert is_live(english) == has_yes
    assert ("Ingens ja dækker ordene" in messages_of(response)) != has_yes


def test_publishing_both_publishes_neither(client, publisher, english):
    danish = StoryPage.objects.get(slug="suppe")
    without_yes(danish)

    response = edit(client, danish, **{"action-publish": "with-english"})

    assert "Ingens ja dækker ordene" in messages_of(response)
    assert not is_live(english)
    assert StoryPage.objects.get(pk=danish.pk).title == "Suppe"


def test_code_that_publishes_the_english_is_told_why(english):
    without_yes(english)

    with pytest.raises(handover.NotReady) as refused:
        handover.publish_english(english, by=make_staff())

    assert refused.value.code == "may_not"


# Many at once, and copies -------------------------------------------------------------


def publish_many(client, *pages: Page, children: bool = False):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}"
    form = {"include_descendants": "on"} if children else {}
    with committed():
        return client.post(f"{url}?{ids}&next=/admin/", form, follow=True)


@pytest.mark.parametrize("children", [True, False])
def test_none_of_many_is_published_where_one_lacks_a_yes(
    client, publisher, story, children
):
    other = make_story(live=False, slug="anden")
    chosen = [story.get_parent()] if children else [story, other]

    response = publish_many(client, *chosen, children=children)

    assert MISSING in messages_of(response)
    assert (is_live(story), is_live(other)) == (False, False)
    make_consent(story)
    publish_many(client, *chosen, children=children)
    assert (is_live(story), is_live(other)) == (True, True)


def test_a_copy_of_a_live_story_is_a_draft(client, publisher, home):
    story = make_story(title="Suppe", slug="suppe")
    form = {"new_title": "Suppe 2", "new_slug": "suppe-2", "publish_copies": "on"}
    form["new_parent_page"] = story.get_parent().pk
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])

    with committed():
        response = client.post(url, form, follow=True)

    assert MISSING in messages_of(response)
    assert not is_live(Page.objects.get(slug="suppe-2"))


def test_the_command_of_the_clock_alone_publishes_nothing_either(story):
    plan(story, make_staff())

    with pytest.raises(Exception, match="har sagt ja"):
        call_command("publish_scheduled", stdout=StringIO())

    assert not is_live(story)
