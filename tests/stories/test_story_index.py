"""The page of all stories: the lead, the filters with counts, pages and who is new."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub import pagecache
from hub.models import Theme
from stories.models import StoryIndexPage
from tests import factories
from tests.home.test_pages import queries_of
from tests.reading import Page
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_page import about, make_directory

pytestmark = pytest.mark.once

DAY = dt.date(2026, 11, 1)


def day(number: int) -> dt.date:
    """A day of November; the higher the newer."""
    return DAY.replace(day=number)


@pytest.fixture
def index(home) -> StoryIndexPage:
    """The Danish page of all stories, without any."""
    return make_story_index()


def shown(client, query: str = "") -> Page:
    response = client.get(f"/da/historier/{query}")
    assert response.status_code == 200
    return Page(response)


def titles(page: Page) -> list[str]:
    """The titles of all stories shown, the lead first."""
    return [
        "".join(link.itertext())
        for card in page.all("article", class_="card")
        for link in card.iter("a")
    ]


def choices(page: Page, name: str) -> list[str]:
    (select,) = page.all("select", name=name)
    return ["".join(option.itertext()) for option in select.iter("option")]


# 1. What is shown -------------------------------------------------------------------


def test_without_stories_it_says_so(index, client):
    page = shown(client)

    assert titles(page) == []
    assert page.text("h2", id="result-heading") == "Der er ingen historier endnu"
    assert page.all("section", id="newcomers") == []


def test_the_newest_leads_and_the_others_follow(index, client):
    for number in (2, 4, 1, 3, 5):
        make_story(title=f"Nr. {number}", published_on=day(number))
    make_story(title="Kladde", live=False)

    page = shown(client)

    assert titles(page) == ["Nr. 5", "Nr. 4", "Nr. 3", "Nr. 2", "Nr. 1"]
    (lit,) = page.all("div", class_="stories")
    assert len(list(lit.iter("article"))) == 3


def test_a_card_says_what_it_is_about_and_where(index, client):
    district = factories.make_district(name_da="Valby")
    story = make_story(title="Brød", kicker="Mad og job", standfirst="Ovnen er varm.")
    about(story, districts=[district])

    page = shown(client)

    card = page.text("article", class_="card")
    assert card == "Mad og job · Valby Brød Ovnen er varm."


def test_the_list_comes_in_pages_that_keep_the_filter(index, client):
    for number in range(1, 21):
        about(make_story(title=f"Nr. {number}", published_on=day(number)),
              areas=["health"])  # fmt: skip

    first, second = shown(client, "?area=health"), shown(client, "?area=health&page=2")

    assert titles(first) == [f"Nr. {number}" for number in range(20, 5, -1)]
    assert titles(second) == [f"Nr. {number}" for number in range(5, 0, -1)]
    assert ("2", "?area=health&page=2#result") in first.links()


def test_the_last_page_stands_in_for_one_that_does_not_exist(index, client):
    make_story(title="Eneste")

    assert titles(shown(client, "?page=99")) == titles(shown(client, "?page=x"))
    assert titles(shown(client, "?page=99")) == ["Eneste"]


# 2. Filters -------------------------------------------------------------------------


@pytest.fixture
def three(index):
    """Three stories with something in common by twos."""
    theme = Theme.objects.create(name_da="Mad", name_en="Food", slug="mad")
    Theme.objects.create(name_da="Lyd", slug="lyd")
    valby = factories.make_district(name_da="Valby", slug="valby", official=5)
    factories.make_district(name_da="Vanløse", slug="vanloese", official=6)
    one = make_story(title="Et", theme=theme, is_for_business=True)
    two = make_story(title="To", theme=theme)
    three = make_story(title="Tre", is_for_business=True)
    about(one, districts=[valby], areas=["health", "social"], goals=[3])
    about(two, districts=[valby], areas=["health"], goals=[8])
    about(three, areas=["culture"], goals=[8])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?district=valby", {"Et", "To"}),
        ("?area=health", {"Et", "To"}),
        ("?area=culture", {"Tre"}),
        ("?goal=8", {"To", "Tre"}),
        ("?theme=mad", {"Et", "To"}),
        ("?business=1", {"Et", "Tre"}),
        ("?theme=mad&goal=8&district=valby", {"To"}),
        ("?theme=mad&area=culture", set()),
        ("?district=vanloese", set()),
    ],
)
def test_each_filter_narrows_the_list(three, client, query, found):
    assert set(titles(shown(client, query))) == found


def test_each_choice_says_how_many_it_leaves(three, client):
    assert choices(shown(client), "area") == [
        "Alle", "Socialt (1)", "Sundhed (2)", "Kultur (1)",
    ]  # fmt: skip
    assert choices(shown(client), "theme") == ["Alle", "Mad (2)"]
    assert choices(shown(client), "business") == ["Alle", "For erhvervslivet (2)"]
    narrowed = shown(client, "?business=1")
    assert choices(narrowed, "area") == [
        "Alle", "Socialt (1)", "Sundhed (1)", "Kultur (1)",
    ]  # fmt: skip
    assert choices(narrowed, "business") == ["Alle", "For erhvervslivet (2)"]


def test_the_answer_stays_chosen_and_can_be_shared(three, client):
    page = shown(client, "?area=health&goal=8&utm_source=x")

    chosen = [option.get("value") for option in page.all("option", selected="")]
    assert chosen == ["", "health", "8", "", ""]
    assert page.all("form", class_="filter")[0].get("method") == "get"
    assert page.text("h2", id="result-heading") == "1 historie"
    feeds = page.all("link", rel="alternate", type="application/atom+xml")
    assert [feed.get("href") for feed in feeds] == [
        "/da/historier/feed/",
        "/da/historier/feed/?area=health&goal=8",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Vi forstod ikke dette valg og har udeladt det: {names}."),
        ("en", "We did not understand this choice and left it out: {names}."),
    ],
)
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?area=helth&goal=8", ("Formål", "Impact area")),
        ("?goal=99", ("Verdensmål", "UN goal")),
        ("?goal=8'--", ("Verdensmål", "UN goal")),
        ("?district=atlantis&theme=x&business=maybe",
         ("Bydel, Tema, For hvem", "District, Theme, For whom")),
    ],
)  # fmt: skip
def test_a_broken_value_is_left_out_and_said_so(
    three, client, index, language, said, query, names
):
    factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    path = {"da": "/da/historier/", "en": "/en/stories/"}[language]

    page = Page(client.get(path + query))

    names = dict(zip(("da", "en"), names, strict=True))[language]
    assert page.text("div", class_="msg") == said.format(names=names)
    expected = {"To", "Tre"} if "goal=8&" in query or query.endswith("goal=8") else {
        "Et", "To", "Tre"}  # fmt: skip
    assert {title.removesuffix(" ") for title in titles(page)} == expected


def test_an_empty_result_leads_on(three, client):
    page = shown(client, "?theme=mad&area=culture")

    heading = page.text("h2", id="result-heading")
    assert heading == "Ingen historie handler om det hele endnu"
    assert ("Vis alle historier", "/da/historier/") in page.links()


# 3. Who is new, and who reads English -----------------------------------------------


def test_who_is_new_on_the_map_is_named_with_or_without_a_story(
    index, client, time_machine
):
    time_machine.move_to(dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC), tick=False)
    directory = make_directory()
    for name, founded_on, state in (
        ("Ny", dt.date(2025, 11, 26), "published"),
        ("Nyere", dt.date(2026, 11, 1), "unconfirmed"),
        ("Et år", dt.date(2025, 11, 25), "published"),
        ("Hemmelig", dt.date(2026, 10, 1), "private"),
        ("Ukendt", None, "published"),
    ):
        factories.make_organisation(
            name=name, founded_on=founded_on, state=state,
            slug=name.lower().replace(" ", "-"),
        )  # fmt: skip

    band = shown(client).all("section", **{"aria-labelledby": "newcomers"})[0]

    links = [(link.text, link.get("href")) for link in band.iter("a")]
    assert links == [("Nyere", f"{directory.url}nyere/"), ("Ny", f"{directory.url}ny/")]


def test_nobody_is_new_for_longer_than_a_day_too_long(index, client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, 22, 50, tzinfo=dt.UTC), tick=False)
    factories.make_organisation(
        name="Ny", founded_on=dt.date(2025, 11, 26), state="published"
    )
    assert "Ny" in shown(client).texts("h3")

    midnight = dt.datetime(2026, 11, 25, 23, tzinfo=dt.UTC)
    assert pagecache.good_until(timezone.now().timestamp()) <= midnight.timestamp()
    time_machine.move_to(midnight, tick=False)

    assert "Ny" not in shown(client).texts("h3")


def test_english_readers_learn_of_danish_stories_after_their_own(index, client):
    factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    make_story(title="Kun på dansk", published_on=day(20))
    both = make_story(title="Brød", published_on=day(1))
    factories.translate_page(both, {"title": "Bread", "slug": "bread"})

    page = Page(client.get("/en/stories/"))

    assert titles(page) == ["Bread", "Kun på dansk"]
    cards = page.all("article", class_="card")
    assert [card.find("div").get("lang") for card in cards] == [None, "da"]
    assert "in Danish" in page.texts("article", class_="card")[1]


def test_a_story_for_some_readers_only_is_not_named(index, client):
    hidden = make_story(title="Kun for personalet")
    assert titles(shown(client)) == ["Kun for personalet"]

    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    pagecache.forget()

    assert titles(shown(client)) == []


# 4. Queries -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_however_many_there_are(index, client, number):
    image = factories.make_image(who_is_in_it="nobody")
    district = factories.make_district()
    for _each in range(number):
        story = make_story(listing_image=image)
        about(story, districts=[district], areas=["health"], goals=[8])
        factories.make_organisation(founded_on=timezone.localdate(), state="published")

    found = {
        query: queries_of(client, f"/da/historier/{query}")
        for query in ("", "?area=health&goal=8", "?page=2")
    }

    assert found == {"": 7, "?area=health&goal=8": 7, "?page=2": 7}
