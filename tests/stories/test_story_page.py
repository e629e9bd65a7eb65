"""What the page of a story shows around its text, in both languages."""

import datetime as dt
import json

import pytest

from hub.models import Theme
from stories.models import OrganisationIndexPage, StoryPage
from stories.models.subjects import StoryArea, StoryDistrict, StoryGoal
from tests import factories
from tests.factories import committed, make_block
from tests.home.test_pages import queries_of
from tests.reading import Page
from tests.stories.makers import make_story, make_story_index

pytestmark = pytest.mark.once

LISTED = {"state": "published"}


def told(story: StoryPage, client) -> Page:
    """The story's page, read."""
    response = client.get(story.url)
    assert response.status_code == 200
    return Page(response)


def about(story: StoryPage, *, districts=(), areas=(), goals=()) -> StoryPage:
    """Give a published story what it is about."""
    for district in districts:
        StoryDistrict.objects.create(story=story, district=district)
    for area in areas:
        StoryArea.objects.create(story=story, area=area)
    for goal in goals:
        StoryGoal.objects.create(story=story, goal=goal)
    return story


def make_directory(**fields) -> OrganisationIndexPage:
    """The Danish directory."""
    values = {"title": "Virksomheder", "slug": "virksomheder"} | fields
    return factories.make_page(OrganisationIndexPage, **values)


# 1. The head ------------------------------------------------------------------------


def test_the_head_says_who_wrote_it_when_and_how_long_it_takes(home, client):
    story = make_story(
        kicker="Mad og job",
        byline="Amina Warsame, hubben",
        standfirst="Ovnen er varm.",
        published_on=dt.date(2026, 3, 5),
        body=[make_block("text", f"<p>{'ord ' * 995}</p>")],
    )
    district = factories.make_district(name_da="Valby")
    about(story, districts=[district])

    head = told(story, client).text("header", class_="story-head")

    assert "Mad og job · Valby" in head
    assert "Af Amina Warsame, hubben · 5. marts 2026 · 5 minutter" in head
    assert "ændret" not in head


@pytest.mark.parametrize(
    ("words", "danish", "english"),
    [(10, "1 minut", "1 minute"), (1000, "5 minutter", "4 minutes")],
)
def test_reading_time_is_counted_in_each_language(home, client, words, danish, english):
    text = f"<p>{'ord ' * words}</p>"
    story = make_story(body=[make_block("text", text)], slug="broed")
    index = make_story_index()
    factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    translated = factories.translate_page(
        story, {"title": "Bread", "slug": "bread", "body": [text]}
    )

    heads = [
        told(page, client).text("header", class_="story-head")
        for page in (story, translated)
    ]

    assert [
        head.endswith(f"· {end}")
        for head, end in zip(heads, (danish, english), strict=True)
    ] == [True, True]


def test_a_story_published_anew_on_a_later_day_says_so(home, client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC), tick=False)
    story = make_story(published_on=dt.date(2026, 11, 2))
    assert "ændret" not in told(story, client).text("header", class_="story-head")

    time_machine.move_to(dt.datetime(2026, 11, 4, 10, tzinfo=dt.UTC), tick=False)
    with committed():
        story.save_revision().publish()

    head = told(story, client).text("header", class_="story-head")
    assert "2. november 2026 · ændret 4. november 2026" in head


def test_a_correction_says_what_was_wrong_and_the_head_leads_to_it(home, client):
    wrong = {"corrected_on": "2026-11-03", "text": "Vi skrev 19. Det er 18."}
    story = make_story(
        published_on=dt.date(2026, 11, 1),
        corrections=[make_block("correction", wrong)],
    )

    shown = told(story, client)

    assert ("ændret 3. november 2026", "#corrections") in shown.links()
    said = shown.text("section", id="corrections")
    assert said == "Rettet 3. november 2026: Vi skrev 19. Det er 18."


def test_changed_names_are_admitted(home, client):
    line = "Der er ændret på navne i historien."

    pages = [told(make_story(has_changed_names=is_so), client) for is_so in (1, 0)]

    assert [line in page.text("article") for page in pages] == [True, False]


def test_a_picture_stands_with_its_credit_in_place_of_the_drawing(home, client):
    image = factories.make_image(credit="Bo Lund", who_is_in_it="nobody")
    story = make_story(listing_image=image, listing_image_alt="En ovn")

    shown = told(story, client)

    head = shown.all("header", class_="story-head")[0]
    (picture,) = head.iter("img")
    assert (picture.get("alt"), picture.get("loading")) == ("En ovn", "eager")
    assert (picture.get("width"), picture.get("height")) == ("400", "300")
    assert {s.get("type") for s in head.iter("source")} == {"image/avif", "image/webp"}
    assert "Billede: Bo Lund" in shown.text("header", class_="story-head")


# 2. Beside the text -----------------------------------------------------------------


def test_the_side_has_the_facts_of_the_organisation(home, client):
    directory = make_directory()
    organisation = factories.make_organisation(
        name="Ny Dag", slug="ny-dag", cvr="12345674", legal_form="ApS", is_rsv=True,
        rsv_checked_on=dt.date(2026, 1, 2), size_band="10-49",
        founded_on=dt.date(2023, 5, 1), pitch_da="Rugbrød", **LISTED,
    )  # fmt: skip
    organisation.districts.add(factories.make_district(name_da="Bispebjerg"))
    figure = {"term": "Brød om ugen", "description": "900"}
    story = make_story(
        organisation=organisation, own_figures=[make_block("figure", figure)]
    )

    shown = told(story, client)

    panel = shown.text("section", class_="panel")
    assert panel == (
        "Ny Dag BydelBispebjerg Startet2023 Mennesker10–49 "
        "FormApS, registreret socialøkonomisk virksomhed (RSV) CVR12 34 56 74 "
        "Med deres egne tal Brød om ugen900 "
        "Tallene kommer fra virksomheden selv. Vi har ikke efterprøvet dem."
    )
    assert ("Ny Dag", f"{directory.url}ny-dag/") in shown.links()
    note = shown.text("section", class_="note--glow")
    assert note == "Mød dem Rugbrød Se profilen"


def test_an_organisation_that_is_not_listed_is_not_shown(home, client):
    make_directory()
    organisation = factories.make_organisation(name="Hemmelig", state="private")
    story = make_story(organisation=organisation)

    shown = told(story, client)

    assert "Hemmelig" not in shown.text("body")
    assert shown.all("section", class_="note--glow") == []


def test_the_invitation_leads_to_the_chosen_page_in_the_readers_language(home, client):
    page = factories.make_standard_page(slug="koekken")
    english = factories.translate_page(page, {"slug": "kitchen", "title": "Kitchen"})
    story = make_story(
        action_page=page, action_heading="Prøv køkkenet", action_label="Se det",
        slug="broed",
    )  # fmt: skip
    factories.translate_page(make_story_index(), {"slug": "stories"})
    translated = factories.translate_page(
        story,
        {"slug": "bread", "action_heading": "Try it", "action_label": "See it"},
    )

    assert ("Se det", page.url) in told(story, client).links()
    assert ("See it", english.url) in told(translated, client).links()


def test_without_a_page_that_lives_the_invitation_leads_to_the_profile(home, client):
    directory = make_directory()
    page = factories.make_standard_page(live=False)
    organisation = factories.make_organisation(slug="ny-dag", **LISTED)
    story = make_story(action_page=page, organisation=organisation, action_label="Køb")

    assert ("Køb", f"{directory.url}ny-dag/") in told(story, client).links()


# 3. Subjects, sharing and machines --------------------------------------------------


def test_what_it_is_about_leads_to_the_filtered_list(home, client):
    theme = Theme.objects.create(name_da="Mad", slug="mad")
    district = factories.make_district(name_da="Valby", slug="valby")
    story = about(
        make_story(theme=theme), districts=[district], areas=["health"], goals=[8]
    )
    url = make_story_index().url

    links = told(story, client).links()

    assert {
        ("Mad", f"{url}?theme=mad#result"),
        ("Valby", f"{url}?district=valby#result"),
        ("Sundhed", f"{url}?area=health#result"),
    } <= set(links)
    assert f"{url}?goal=8#result" in {address for _text, address in links}


def test_a_story_is_passed_on_without_a_script(home, client):
    story = make_story(title="Brød & job", slug="broed")

    shown = told(story, client)

    mail = dict(shown.links())["Send den i en mail"]
    address = f"http://testserver{story.url}"
    assert mail.startswith("mailto:?subject=Br%C3%B8d%20%26%20job&body=http%3A%2F%2F")
    assert shown.all("input", id="share-address")[0].get("value") == address
    scripts = {each.get("type") for each in shown.all("script")}
    assert scripts == {"application/ld+json"}


def test_machines_are_told_what_readers_are(home, client):
    story = make_story(
        title="</script><b>Brød",
        byline="Amina Warsame, hubben",
        standfirst="Ovnen er varm.",
        published_on=dt.date(2026, 3, 5),
    )

    shown = told(story, client)

    script, crumbs = shown.all("script")
    assert json.loads(crumbs.text)["itemListElement"][-1]["name"] == "</script><b>Brød"
    facts = json.loads(script.text)
    address = f"http://testserver{story.url}"
    hub = {"@type": "Organization", "name": "Spotlight", "url": "http://testserver"}
    assert facts == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "</script><b>Brød",
        "description": "Ovnen er varm.",
        "image": story.social_image,
        "inLanguage": "da",
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": "2026-03-05",
        "dateModified": "2026-03-05",
        "author": {"@type": "Person", "name": "Amina Warsame"},
        "publisher": hub,
    }
    told_to_others = {
        each.get("property"): each.get("content") for each in shown.all("meta")
    }
    assert told_to_others["og:type"] == "article"
    assert told_to_others["article:published_time"] == "2026-03-05"
    assert told_to_others["og:title"] == "</script><b>Brød"


def test_a_story_may_not_hide_the_feed(home):
    with pytest.raises(Exception, match="slug") as caught:
        make_story(slug="feed")
    assert "Det ord bruger" in str(caught.value)


# 4. Queries -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_story_costs_the_same_however_many_there_are(home, client, number):
    make_directory()
    organisation = factories.make_organisation(**LISTED)
    districts = [factories.make_district() for _each in range(min(number, 3))]
    organisation.districts.set(districts)
    stories = [
        about(
            make_story(
                organisation=organisation,
                theme=Theme.objects.create(name_da="Mad", slug=f"mad-{each}"),
            ),
            districts=districts, areas=["health"], goals=[8],
        )
        for each in range(number + 1)
    ]  # fmt: skip
    without = queries_of(client, stories[0].url)
    image = factories.make_image(who_is_in_it="nobody")
    StoryPage.objects.update(listing_image=image)

    assert (without, queries_of(client, stories[0].url)) == (8, 11)
