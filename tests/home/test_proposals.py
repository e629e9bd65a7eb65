"""What was asked, what was answered: entries that stay, and what readers see."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from home.actions import add_entry
from home.models import Proposal, ProposalEntry
from home.models.proposals import Answer, State, Status, silent_since
from tests import factories
from tests.home.test_pages import queries_of
from tests.reading import Page, words

TODAY = timezone.localdate
FUTURE = dt.date(2200, 1, 1)  # also for a run that goes over midnight


def entry(proposal: Proposal, days_ago: int = 0, **fields) -> ProposalEntry:
    """Something that happened so many days ago."""
    values = {
        "happened_on": TODAY() - dt.timedelta(days=days_ago),
        "text_da": "Udvalget sagde ja.",
        "source_da": "Referat, punkt 4",
        "answer": Answer.TAKEN_UP,
        "status": Status.ON_TRACK,
    }
    return add_entry(proposal=proposal, **values | fields)


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


# 1. How a proposal stands -----------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status", "days_ago", "state"),
    [
        (Answer.NONE, "", 0, State.NO_ANSWER),
        (Answer.TAKEN_UP, "", 0, State.TAKEN_UP),
        (Answer.PARTLY, "", 0, State.PARTLY),
        (Answer.PARTLY, Status.ON_TRACK, 30, State.ON_TRACK),
        (Answer.TAKEN_UP, Status.DELAYED, 30, State.DELAYED),
        (Answer.TAKEN_UP, Status.ON_TRACK, 200, State.NO_NEWS),
        (Answer.PARTLY, Status.DELAYED, 200, State.NO_NEWS),
        (Answer.TAKEN_UP, Status.STOPPED, 900, State.STOPPED),
        (Answer.TAKEN_UP, Status.DONE, 900, State.DONE),
        (Answer.DECLINED, "", 900, State.DECLINED),
    ],
)
def test_a_proposal_stands_as_its_last_entry_says(db, answer, status, days_ago, state):
    proposal = factories.make_proposal()
    before = proposal.state

    entry(proposal, days_ago, answer=answer, status=status)

    found = again(proposal)
    assert (before, found.state) == (State.NO_ANSWER, state)
    silent = [found] if state == State.NO_NEWS else []
    assert list(Proposal.objects.silent()) == silent


@pytest.mark.parametrize(
    ("today", "since"),
    [
        ((2026, 11, 24), (2026, 5, 24)),
        ((2026, 8, 31), (2026, 2, 28)),
        ((2028, 8, 31), (2028, 2, 29)),
        ((2026, 3, 1), (2025, 9, 1)),
        ((2026, 12, 31), (2026, 6, 30)),
    ],
)
def test_six_months_are_counted_by_the_calendar(today, since):
    assert silent_since(dt.date(*today)) == dt.date(*since)


def test_an_older_day_is_history_and_does_not_decide(db):
    proposal = factories.make_proposal()
    entry(proposal, 10, status=Status.DONE)

    entry(proposal, 300, status=Status.DELAYED)

    found = again(proposal)
    assert (found.state, found.last_entry_on) == (
        State.DONE,
        TODAY() - dt.timedelta(days=10),
    )
    assert [each.status for each in found.entries.all()] == ["done", "delayed"]


def test_owner_and_target_come_with_the_entry(db):
    proposal, day = factories.make_proposal(), TODAY() + dt.timedelta(days=60)

    entry(proposal, owner_da="Hubben", owner_en="The hub", target_on=day)

    found = again(proposal)
    assert (found.owner_da, found.owner_en, found.target_on) == (
        "Hubben",
        "The hub",
        day,
    )


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"source_da": ""}, ["source_da"]),
        ({"text_da": ""}, ["text_da"]),
        ({"happened_on": FUTURE}, ["happened_on"]),
        ({"answer": Answer.NONE}, ["status"]),
        (
            {"answer": Answer.DECLINED, "owner_da": "En", "target_on": TODAY()},
            ["status", "owner_da", "target_on"],
        ),
        ({"answer": Answer.DECLINED, "status": "", "owner_en": "One"}, ["owner_en"]),
        ({"source_url": "not an address"}, ["source_url"]),
    ],
)
def test_a_wrong_entry_is_refused_by_the_field(db, fields, wrong):
    proposal = factories.make_proposal()

    with pytest.raises(ValidationError) as caught:
        entry(proposal, **fields)

    assert list(caught.value.message_dict) == wrong
    assert again(proposal).entries.count() == 0


# 2. What the database refuses -------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(text_da="Noget andet"),
        lambda rows: rows.update(source_da="En anden"),
        lambda rows: rows.update(happened_on=dt.date(2020, 1, 1)),
        lambda rows: rows.update(status=Status.DONE),
        lambda rows: rows.delete(),
    ],
    ids=["text", "source", "day", "status", "delete"],
)
def test_history_cannot_be_rewritten(db, change):
    entry(factories.make_proposal())

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(ProposalEntry.objects.all())

    assert ProposalEntry.objects.get().text_da == "Udvalget sagde ja."


def test_who_wrote_it_may_be_forgotten(db):
    user = factories.make_user()
    found = entry(factories.make_proposal(), by=user)

    user.delete()

    assert ProposalEntry.objects.get(pk=found.pk).added_by is None


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"source_da": ""}, "an_entry_names_its_source"),
        ({"happened_on": FUTURE}, "an_entry_tells_what_has_been"),
    ],
)
def test_the_database_refuses_what_the_form_refuses(db, fields, constraint):
    row = {
        "proposal": factories.make_proposal(),
        "happened_on": TODAY(),
        "text_da": "Ja.",
        "source_da": "Referat",
        "answer": Answer.TAKEN_UP,
    }
    ProposalEntry.objects.create(**row)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        ProposalEntry.objects.create(**row | fields)


def test_only_what_was_taken_up_has_a_status(db):
    constraint = "only_what_was_taken_up_has_owner_status_and_target"
    factories.make_proposal(answer=Answer.PARTLY, status=Status.DONE)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        factories.make_proposal(answer=Answer.NONE, status=Status.DONE)


def test_what_is_asked_of_the_city_has_a_recommendation(db):
    constraint = "what_is_asked_of_the_city_has_a_recommendation"
    factories.make_proposal(asked_of="own", recommendation=None)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        factories.make_proposal(recommendation=None)


# 3. What readers see ----------------------------------------------------------------


@pytest.fixture
def tracker(home):
    """The page of all proposals."""
    return factories.make_tracker_page()


def titles(client, query: str = "") -> list[str]:
    """Titles of the proposals that the page shows."""
    articles = Page(client.get(f"/da/svar/{query}")).all("article", class_="proposal")
    return [words(next(article.iter("h3"))) for article in articles]


def test_proposals_stand_under_their_recommendation_then_promises(tracker, client):
    factories.make_proposal(title_da="Hubbens", asked_of="hub")
    factories.make_proposal(title_da="Egen", asked_of="own", recommendation=None)
    factories.make_proposal(title_da="Seks", recommendation=6)
    factories.make_proposal(title_da="Et", recommendation=1)

    assert titles(client) == ["Et", "Seks", "Egen", "Hubbens"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?recommendation=1", ["Et"]),
        ("?state=done", ["To"]),
        ("?asked_of=own", ["Egen"]),
        ("?recommendation=1&state=done", []),
        ("?recommendation=&state=", ["Et", "To", "Egen"]),
    ],
)
def test_readers_filter_what_they_see(tracker, client, query, expected):
    factories.make_proposal(title_da="Et", recommendation=1)
    entry(factories.make_proposal(title_da="To"), status=Status.DONE)
    factories.make_proposal(title_da="Egen", asked_of="own", recommendation=None)

    assert titles(client, query) == expected


@pytest.mark.parametrize("query", ["recommendation=9", "recommendation=x", "state=x"])
def test_a_broken_filter_is_ignored_and_said_so(tracker, client, query):
    factories.make_proposal(title_da="Et")
    quiet = Page(client.get("/da/svar/")).all("div", class_="msg")

    loud = Page(client.get(f"/da/svar/?{query}"))

    assert quiet == []
    assert titles(client, f"?{query}") == ["Et"]
    assert len(loud.all("div", class_="msg")) == 1


def test_the_bar_has_its_numbers_as_text(tracker, client):
    factories.make_proposal()
    factories.make_proposal()
    entry(factories.make_proposal(), status=Status.DONE)

    page = Page(client.get("/da/svar/"))

    counts = [words(ul) for ul in page.all("ul", class_="state-counts")]
    assert counts == ["2 Intet kendt svar 1 Færdig"] * 2
    first = page.all("{http://www.w3.org/2000/svg}svg", class_="state-bar")[0]
    widths = [part.get("width") for part in first]
    assert widths == ["66.67", "33.33"]


def test_the_number_of_proposals_names_the_examples_apart(tracker, client):
    factories.make_proposal()
    factories.make_proposal(asked_of="hub", is_example=True)

    page = Page(client.get("/da/svar/"))

    assert page.text("p", id="result") == "1 af 1 forslag og løfter; 1 eksempel"


def test_examples_are_not_counted_with_the_rest(tracker, client):
    factories.make_proposal()
    factories.make_proposal(asked_of="hub", is_example=True)

    page = Page(client.get("/da/svar/"))

    assert words(page.all("ul", class_="state-counts")[0]) == "1 Intet kendt svar"


def test_what_was_taken_up_in_part_says_so_beside_its_status(tracker, client):
    proposal = factories.make_proposal(title_da="Delvist")
    entry(proposal, answer=Answer.PARTLY, owner_da="Udvalget")
    entry(factories.make_proposal(title_da="Helt"), owner_da="Hubben")
    entry(factories.make_proposal(title_da="Lidt"), answer=Answer.PARTLY, status="")

    page = Page(client.get("/da/svar/"))
    partly = Page(client.get("/da/svar/?state=partly"))

    owners = [text for text in page.texts("p", class_="hint") if "Taget" in text]
    assert sorted(owners) == ["Taget delvist op af: Udvalget", "Taget op af: Hubben"]
    assert partly.texts("h3") == ["Lidt"]


def test_an_entry_shows_its_day_and_its_source(tracker, client):
    url = "https://example.org/referat"
    entry(factories.make_proposal(), happened_on=dt.date(2026, 3, 2), source_url=url)

    page = Page(client.get("/da/svar/"))

    assert page.text("time") == "2. marts 2026"
    assert ("Referat, punkt 4", url) in page.links()


def test_a_recommendation_shows_its_proposals_and_guidance(home, client):
    page = factories.make_recommendation_page(2)
    factories.make_tracker_page()
    factories.make_proposal(title_da="To", recommendation=2)
    factories.make_proposal(title_da="Tre", recommendation=3)
    guidance = factories.make_guidance_page(title="Køkken", slug="koekken")

    shown = Page(client.get(page.url))

    assert [words(h) for h in shown.all("h3", class_="size-1")] == ["To"]
    assert ("Køkken", guidance.url) in shown.links()
    assert ("Alle forslag", "/da/svar/") in shown.links()


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_tracker_costs_the_same_however_many_proposals(tracker, client, number):
    for _ in range(number):
        entry(factories.make_proposal())

    recommendation = factories.make_recommendation_page(2)
    found = queries_of(client, "/da/svar/"), queries_of(client, recommendation.url)
    assert found == (7, 8)


# 4. The demo ------------------------------------------------------------------------


def test_the_demo_has_the_papers_proposals_and_promises(demo):
    asked = Proposal.objects.filter(asked_of="city", is_example=False)
    promised = Proposal.objects.filter(asked_of="own", is_example=False)
    examples = Proposal.objects.filter(is_example=True)

    numbers = [asked.of(number).count() for number in range(1, 7)]
    assert (numbers, promised.count(), examples.count()) == ([5, 2, 3, 4, 4, 4], 9, 6)
    without = {each.state for each in [*asked, *promised]}
    assert without == {State.NO_ANSWER}
    assert {each.state for each in examples} == {
        State.NO_NEWS, State.DONE, State.ON_TRACK, State.STOPPED, State.DELAYED,
        State.DECLINED,
    }  # fmt: skip


def test_the_whole_strategy_is_one_booklet(demo, client):
    page = Page(client.get("/da/strategien/samlet/"))

    chapters = page.all("section", class_="chapter")
    assert len(chapters) == 14
    listed = list(page.all("nav", class_="booklet__contents")[0].iter("a"))
    assert len(listed) == 14
    asked = {words(li).split(":")[0] for each in chapters for li in each.iter("li")}
    there = Proposal.objects.filter(asked_of="city")
    assert {str(each.title) for each in there} <= asked
    assert client.get("/da/presse/samlet/").status_code == 404
