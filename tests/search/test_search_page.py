"""The page of the search: what it finds, how it is told, and that it leads on."""

import pytest

from hub import pagecache
from hub.models import Theme
from search import indexing
from search.kinds.base import mark
from search.models import Lookup
from tests import factories
from tests.events.makers import make_date, make_event, make_event_index
from tests.home.test_pages import queries_of
from tests.reading import words
from tests.search.made import (
    URL,
    asked,
    days_from_now,
    make_document,
    make_synonyms,
    put,
    titles,
    typed,
)
from tests.spaces import makers
from tests.stories.listed import make_directory, make_listed
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_page import about

pytestmark = pytest.mark.usefixtures("home")


def heading(page) -> str:
    return page.text("h2", id="result-heading")


# 1. What is found -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["nørrebro", "norrebro", "noerrebro", "NØRREBRO"])
def test_a_word_is_found_however_it_is_spelled(client, text):
    put(make_document("Nørrebro"), make_document("Valby"))

    assert titles(typed(client, text)) == ["Nørrebro"]


def test_a_compound_is_found_by_its_parts_and_parts_by_the_compound(client):
    put(make_document("En cykel"), make_document("Et værksted"))
    put(make_document("Cykelværkstedet"))

    assert titles(typed(client, "værksted")) == ["Et værksted", "Cykelværkstedet"]
    assert titles(typed(client, "cykelværksted"))[0] == "Cykelværkstedet"


def test_a_part_of_the_title_counts_more_than_a_word_of_the_text(client):
    put(make_document("Søndag"), make_document("Kander", text="Først er der suppe."))
    put(make_document("Søndagssuppe"))

    assert titles(typed(client, "suppe")) == ["Søndagssuppe", "Kander"]


def test_the_first_part_of_a_compound_that_nothing_has_says_which_kind(client):
    put(make_document("Vi flytter"), make_document("Et firma"))

    assert titles(typed(client, "flyttefirma")) == ["Vi flytter"]


def test_a_word_as_it_is_spelled_stands_before_one_that_only_sounds_so(client):
    put(make_document("Kokken"), make_document("Mad", summary="Vi har et køkken."))
    put(make_document("Køkken"))

    assert titles(typed(client, "køkken"))[0] == "Køkken"


@pytest.mark.parametrize("text", ["e-mail", "email", "E-MAIL"])
def test_a_word_is_found_with_its_hyphen_and_without(client, text):
    put(make_document("Skriv en e-mail"), make_document("En email"))
    put(make_document("En kande"))

    found = titles(typed(client, text))

    assert sorted(found) == ["En email", "Skriv en e-mail"]


def test_what_has_all_words_stands_before_what_has_some(client):
    put(
        make_document("Ovn ovn ovn"),
        make_document("Ovn", text="Her er også en gryde."),
        make_document("Gryde"),
        make_document("Kande"),
    )

    assert titles(typed(client, "ovn gryde"))[0] == "Ovn"


def test_one_word_will_do_where_nothing_has_more(client):
    put(make_document("Ovn"), make_document("Gryde"), make_document("Kande"))

    assert sorted(titles(typed(client, "ovn xyzzy gryde qwerty"))) == ["Gryde", "Ovn"]


def test_staff_say_which_words_mean_the_same(client):
    put(make_document("Lån en ovn"), make_document("En kande"))
    assert titles(typed(client, "leje")) == []

    make_synonyms("leje, lån")
    pagecache.forget()

    assert titles(typed(client, "leje")) == ["Lån en ovn"]


def test_some_words_in_a_row_may_mean_the_same_as_others(client):
    make_synonyms("ledig, uden job, på jagt efter arbejde")
    put(make_document("Til dig uden job"), make_document("Er du ledig?"))
    put(make_document("Et job"), make_document("En kande uden låg"))

    both = {"Er du ledig?", "Til dig uden job"}
    assert set(titles(typed(client, "ledig"))) == both
    assert set(titles(typed(client, "uden job"))[:2]) == both
    assert set(titles(typed(client, "job"))) == {"Et job", "Til dig uden job"}


def test_a_postcode_finds_the_district(client):
    district = factories.make_district(name_da="Valby", postcodes="2500, 2630-2632")
    factories.make_district_page(district, title="Valby", slug="valby")
    indexing.refresh()

    assert [titles(typed(client, code)) for code in ("2500", "2631", "2633")] == [
        ["Valby"],
        ["Valby"],
        [],
    ]


def test_a_typing_error_is_answered_with_what_was_meant(client):
    put(make_document("Frivillige i køkkenet"))

    page = typed(client, "frivxllige")

    assert titles(page) == ["Frivillige i køkkenet"]
    assert page.text("div", class_="msg") == (
        "Vi fandt intet til “frivxllige”. Her er det, vi fandt til frivillige."
    )


def test_coming_things_stand_before_past_ones(client):
    ago, ahead = days_from_now(-2), days_from_now(2)
    put(
        make_document("Ovn, ovn, ovn", at=ago, ends_at=ago),
        make_document("Åbent hus med ovn", at=ahead, ends_at=ahead),
        make_document("Bog med en ovn"),
    )

    assert titles(typed(client, "ovn"))[-1] == "Ovn, ovn, ovn"


# 2. How it is told ------------------------------------------------------------------


def test_a_hit_says_its_type_date_and_place_and_marks_the_words(client):
    district = factories.make_district(name_da="Valby")
    story = make_story(
        make_story_index(), title="Ni gryder", standfirst="Suppe hver torsdag."
    )
    about(story, districts=[district])
    indexing.refresh()

    (hit,) = typed(client, "gryde").all("li", class_="ask")

    assert [words(each) for each in hit.iter("mark")] == ["gryder"]
    side = words(hit.findall("p")[0])
    assert side.startswith("HistorieValby")
    assert "Suppe hver torsdag." in words(hit)


def test_nothing_that_was_typed_or_written_becomes_markup(client):
    put(make_document("Ovn <b>&amp;", summary="En <script>ovn</script> & mere"))

    answer = client.get(URL["da"], {"q": 'ovn "><'})
    html = answer.content.decode()

    assert "&lt;script&gt;<mark>ovn</mark>&lt;/script&gt; &amp; mere" in html
    assert 'value="ovn &quot;&gt;&lt;"' in html


def test_a_space_says_when_it_is_next_free(client, time_machine):
    time_machine.move_to("2026-11-23T09:00:00+00:00", tick=False)
    makers.make_index_page()
    makers.make_space(name_da="Køkkenet", notice_hours=24)
    indexing.refresh()

    (hit,) = typed(client, "køkken").all("li", class_="ask")

    assert words(hit).endswith("Næste ledige tid: i morgen kl. 10–22")


def test_tabs_count_each_kind_and_lead_to_it(client):
    put(make_document("En gryde"), make_document("To gryder"))
    page = factories.make_standard_page(title="Grydens side")
    put(make_document("Grydens side", key=str(page.pk)), kind="district")

    page = typed(client, "gryde")
    tabs = page.all("ul", class_="tabs")[0]

    assert [words(tab) for tab in tabs.iter("li")] == [
        "Alle (3)",
        "Forslag (2)",
        "Bydele (1)",
    ]
    chosen = titles(asked(client, "q=gryde&kind=proposal"))
    assert sorted(chosen) == ["En gryde", "To gryder"]


def test_district_theme_goal_and_date_narrow_it_down(client):
    valby = factories.make_district(name_da="Valby", slug="valby")
    theme = Theme.objects.create(name_da="Mad", slug="food")
    put(
        make_document("Ovn i Valby", marks=[mark("district", valby.pk)]),
        make_document("Ovn om mad", marks=[mark("theme", theme.pk)]),
        make_document("Ovn for klimaet", marks=[mark("goal", 13)]),
        make_document("Ovn fra i går", at=days_from_now(-1)),
        make_document("Ovn fra dengang", at=days_from_now(-400)),
    )

    def narrowed(query: str) -> list[str]:
        return titles(asked(client, f"q=ovn&{query}"))

    assert narrowed("district=valby") == ["Ovn i Valby"]
    assert narrowed("theme=food") == ["Ovn om mad"]
    assert narrowed("goal=13") == ["Ovn for klimaet"]
    assert narrowed("when=month") == ["Ovn fra i går"]
    assert titles(asked(client, "goal=13")) == ["Ovn for klimaet"]


def test_a_choice_that_nobody_understands_is_left_out_and_said(client):
    put(make_document("En ovn"))

    page = asked(client, "q=ovn&kind=x&district=atlantis&goal=99&when=x&page=x")

    assert titles(page) == ["En ovn"]
    assert page.text("div", class_="msg").endswith("slags, Bydel, Verdensmål, Dato.")


def test_a_long_list_has_pages_that_keep_what_was_asked(client):
    put(*(make_document(f"Ovn {number:02}") for number in range(17)))

    second = asked(client, "q=ovn&kind=proposal&page=2")

    assert len(titles(second)) == 2
    hrefs = [href for _text, href in second.links() if "page=1" in href]
    assert hrefs == ["?q=ovn&kind=proposal&page=1#result"]


def test_english_readers_learn_what_there_is_in_danish(client):
    put(make_document("Ovn"), make_document("Ovn nummer to"))
    put(make_document("Ovn club", language="en"))

    page = typed(client, "ovn", "en")

    assert titles(page) == ["Ovn club"]
    assert ("Also in Danish: 2 hits", "/da/soeg/?q=ovn") in page.links()


def test_what_is_told_in_danish_only_says_so_to_english_readers(client):
    put(make_document("Ovn", language="en", written_in="da"))

    (hit,) = typed(client, "ovn", "en").all("li", class_="ask")

    assert hit.find("div").get("lang") == "da"
    assert words(hit).endswith("in Danish")


# 3. No dead end ---------------------------------------------------------------------


def test_nothing_found_leads_on(client):
    put(make_document("Frivillige"))

    page = typed(client, "qwrtz", district="")

    assert heading(page) == "Vi fandt intet til “qwrtz”"
    links = page.links()
    assert ("Gå til forsiden", "/da/") in links


def test_words_that_are_near_are_offered_where_the_filter_lets_nothing_through(client):
    put(make_document("Frivillige"))

    page = asked(client, "q=frivxllige&goal=13")

    assert ("frivillige", "?q=frivillige&goal=13#result") in page.links()
    assert ("Søg i det hele", "?q=frivxllige#result") in page.links()


def test_the_page_without_a_question_is_a_door_and_not_for_search_engines(client):
    page = asked(client)

    assert heading(page) == "Eller gå lige til"
    robots = page.all("meta", name="robots")[0]
    assert robots.get("content") == "noindex, follow"
    assert ("Søg", "/da/soeg/") in [
        (words(each), each.get("href")) for each in page.all("a", class_="find-btn")
    ]


# 4. Queries -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_search_costs_the_same_however_much_it_finds(client, number):
    index, district = make_story_index(), factories.make_district()
    factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    rooms = makers.make_index_page()
    factories.translate_page(rooms, {"slug": "spaces", "title": "Spaces"})
    events = make_event_index()
    factories.translate_page(events, {"slug": "come-by", "title": "Come by"})
    make_directory()
    for _each in range(number):
        make_story(index, title="Gryde")
        page = factories.make_standard_page(title="Gryde")
        factories.translate_page(page, {"title": "Gryde"})
        make_listed(name="Gryde", districts=[district])
        makers.make_space(name_da="Gryde", name_en="Gryde")
        make_date(make_event(title_da="Gryde", title_en="Gryde"))
    indexing.refresh()
    typed(client, "gryde")
    typed(client, "gryde", "en")

    assert queries_of(client, "/da/soeg/?q=gryde") == 12
    assert queries_of(client, "/en/search/?q=gryde") == 12


def test_a_long_list_of_one_kind_costs_less(client):
    put(*(make_document("Gryde") for _each in range(40)))
    typed(client, "gryde")

    assert queries_of(client, "/da/soeg/?q=gryde") == 5


def test_a_reader_gets_an_answer_from_no_page_that_was_kept(client):
    put(make_document("En ovn"))
    for _each in range(2):
        assert titles(typed(client, "ovn")) == ["En ovn"]

    assert Lookup.objects.get().times == 2
