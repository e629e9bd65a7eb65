"""The index follows the site, and shows nothing that readers may not see."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub import pagecache
from search import indexing, jobs
from search.models import Entry, Word
from tests import factories
from tests.search.made import make_document, put, rebuild, titles, typed
from tests.spaces import makers
from tests.stories.listed import make_directory, make_listed
from tests.stories.makers import make_story, make_story_index

pytestmark = pytest.mark.usefixtures("home")


def found(text: str) -> list[str]:
    """The titles of entries that hold a word, in both languages."""
    rows = Entry.objects.filter(title__icontains=text).order_by("title", "language")
    return list(rows.values_list("title", flat=True))


def test_what_is_published_changed_and_taken_down_is_followed():
    page = factories.make_standard_page(title="Ovnen", slug="ovnen")
    assert indexing.refresh() == 1
    assert indexing.refresh() == 0

    page.title = "Den nye ovn"
    with factories.committed():
        page.save_revision().publish()
    indexing.refresh()
    assert found("ovn") == ["Den nye ovn"]

    page.unpublish()
    indexing.refresh()
    assert found("ovn") == []


def test_facts_that_change_without_a_page_are_followed():
    make_directory()
    made = make_listed(name="Brød for alle")
    indexing.refresh()
    assert found("Brød") == ["Brød for alle"] * 2

    type(made).objects.filter(pk=made.pk).update(name="Brød for flere")
    indexing.refresh()
    assert found("Brød") == ["Brød for flere"] * 2

    type(made).objects.filter(pk=made.pk).update(state="archived")
    indexing.refresh()
    assert found("Brød") == []


def test_the_clock_reads_only_after_a_change():
    factories.make_standard_page(title="Ovnen")
    jobs._seen["generation"] = ""
    jobs.refresh_index()
    assert found("Ovnen") == ["Ovnen"]

    Entry.objects.all().delete()
    jobs.refresh_index()
    assert found("Ovnen") == []  # nothing was said to have changed

    pagecache._begin_generation()
    jobs.refresh_index()
    assert found("Ovnen") == ["Ovnen"]


def test_each_night_all_is_read_anew_and_the_words_are_counted(capsys):
    factories.make_standard_page(title="Ovnen", text="<p>En ovn.</p>")
    indexing.refresh()
    Entry.objects.update(title="Forkert")
    Entry.objects.filter(language="da").update(kind="gone")
    Word.objects.update(entries=99)

    rebuild()

    assert found("") == ["Ovnen"]
    assert Word.objects.get(language="da", word="ovn").entries == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == ["1 of 1 can be found", "1 entries in the index."]


@pytest.mark.parametrize("how", ["unpublish", "restrict", "close", "archive"])
def test_a_hit_that_nobody_may_see_any_more_is_not_shown(client, how):
    index = make_story_index()
    story = make_story(index, title="Glød om natten")
    make_directory()
    organisation = make_listed(name="Glød og Co")
    makers.make_index_page()
    space = makers.make_space(name_da="Glød-salen")
    indexing.refresh()
    everything = {"Glød om natten", "Glød og Co", "Glød-salen"}
    assert set(titles(typed(client, "glød"))) == everything

    if how == "unpublish":
        story.unpublish()
    elif how == "restrict":
        PageViewRestriction.objects.create(page=story, restriction_type="login")
    elif how == "close":
        type(space).objects.update(is_open=False)
    else:
        type(organisation).objects.update(state="archived")
    pagecache.forget()

    gone = {"close": "Glød-salen", "archive": "Glød og Co"}.get(how, "Glød om natten")
    assert set(titles(typed(client, "glød"))) == everything - {gone}


def test_a_document_is_found_only_where_guidance_hands_it_out(client):
    hidden = factories.make_document(title="Aftale om glød")
    page = factories.make_guidance_page(title="Om aftaler")
    indexing.refresh()
    assert titles(typed(client, "glød")) == []

    page.documents = [factories.make_block("document", hidden.pk)]
    with factories.committed():
        page.save_revision().publish()
    indexing.refresh()
    assert titles(typed(client, "glød")) == ["Aftale om glød"]

    page.unpublish()
    assert titles(typed(client, "glød")) == []


WEEKS_AGO = dt.timedelta(days=20)


def new_at(title: str) -> dt.datetime | None:
    """When an entry became news."""
    return Entry.objects.get(title=title).new_at


def test_news_is_what_the_index_learns_now():
    published, now = timezone.now() - dt.timedelta(days=1), timezone.now()
    put(make_document("Suppe", since=published))

    assert new_at("Suppe") >= now


def test_what_is_read_anew_is_not_news():
    old = timezone.now() - WEEKS_AGO
    put(make_document("Suppe", since=old), make_document("Kage"))  # from nothing

    assert new_at("Suppe") == old
    assert new_at("Kage") is None


def test_a_change_is_no_news_until_its_room_says_so():
    suppe = make_document("Suppe", since=timezone.now() - WEEKS_AGO)
    put(suppe)
    put(changed := suppe._replace(text="Nu med urter"))
    assert new_at("Suppe") == suppe.since

    put(news := changed._replace(since=timezone.now()))
    first = new_at("Suppe")
    put(news._replace(text="Nu med dild"))
    assert new_at("Suppe") == first > suppe.since


def test_what_nobody_dates_is_news_once_its_kind_is_known():
    put(make_document("Suppe"))
    put(kage := make_document("Kage"))
    first = new_at("Kage")
    put(kage._replace(text="Med bær"))

    assert new_at("Suppe") is None
    assert new_at("Kage") == first is not None


def test_no_part_of_a_first_reading_is_news(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 1)
    for _number in range(3):
        makers.make_space()
    makers.make_index_page()

    rebuild()

    spaces = Entry.objects.of_kind("space")
    assert spaces.count() >= 3
    assert set(spaces.values_list("new_at", flat=True)) == {None}
