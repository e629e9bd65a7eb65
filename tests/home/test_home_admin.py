"""What staff do with guidance and proposals."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from home.actions import add_entry
from home.models import Proposal, ProposalEntry
from hub.uploads import is_what_it_says
from tests import factories
from tests.reading import Page
from tests.staff import sign_in


@pytest.fixture
def publisher(client, home):
    """A publisher who has passed both factors."""
    user = factories.make_user("publisher@example.org", groups=["Publishers"])
    return sign_in(client, user)


def address(proposal: Proposal) -> str:
    return f"/admin/proposals/entry/{proposal.pk}/"


def answers(**fields) -> dict:
    values = {
        "happened_on": timezone.localdate().isoformat(),
        "text_da": "Udvalget sagde ja.",
        "source_da": "Referat, punkt 4",
        "answer": "taken_up",
        "status": "on_track",
    }
    return values | fields


def test_an_entry_is_two_clicks_from_the_tracker(publisher):
    factories.make_tracker_page()
    proposal = factories.make_proposal()

    links = Page(publisher.get("/da/svar/")).links()
    saved = publisher.post(address(proposal), answers())

    assert address(proposal) in [url for _, url in links]
    assert saved.status_code == 302
    found = ProposalEntry.objects.get()
    assert (found.proposal, found.text_da) == (proposal, "Udvalget sagde ja.")
    assert found.added_by.email == "publisher@example.org"
    assert Proposal.objects.get().status == "on_track"


def test_the_form_names_the_proposal_and_what_happened_before(publisher):
    proposal = factories.make_proposal(title_da="Et fælles køkken")
    add_entry(
        proposal=proposal,
        happened_on=dt.date(2026, 3, 2),
        text_da="Udvalget sagde ja.",
        source_da="Referat",
        answer="partly",
        status="delayed",
    )

    page = Page(publisher.get(address(proposal)))

    assert page.texts("h1") == ["Skriv, hvad der er sket Et fælles køkken"]
    assert (
        "2. marts 2026: Taget delvist op, Forsinket. Udvalget sagde ja. (Referat)"
        in page.texts("li")
    )


def test_after_an_entry_one_sees_it_on_the_site_by_one_click(publisher):
    tracker = factories.make_tracker_page()
    proposal = factories.make_proposal()

    shown = Page(publisher.post(address(proposal), answers(), follow=True))

    seen = f"{tracker.url}#{proposal.slug}"
    assert ("Se det på hjemmesiden", seen) in shown.links()


def test_readers_see_no_button_to_write(home, client):
    factories.make_tracker_page()
    proposal = factories.make_proposal()

    addresses = [url for _, url in Page(client.get("/da/svar/")).links()]

    assert address(proposal) not in addresses
    assert client.post(address(proposal), answers()).status_code == 302
    assert ProposalEntry.objects.count() == 0


def test_editors_may_not_say_what_happened(client, home):
    proposal = factories.make_proposal()
    sign_in(client, factories.make_user(groups=["Editors"]))

    client.post(address(proposal), answers())

    assert ProposalEntry.objects.count() == 0


def test_all_that_is_wrong_with_an_entry_is_said_at_once(publisher):
    wrong = {"source_da": "", "answer": "declined", "owner_da": "Udvalget"}

    response = publisher.post(address(factories.make_proposal()), answers(**wrong))

    assert set(response.context["form"].errors) == {"source_da", "status", "owner_da"}
    assert "Der er ikke skrevet noget endnu" in response.content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_day_is_read_as_the_calendar_writes_it(publisher, language):
    proposal = factories.make_proposal()
    form = Page(publisher.get(address(proposal), headers={"Accept-Language": language}))

    said = answers(happened_on="03.11.2025")
    publisher.post(address(proposal), said, headers={"Accept-Language": language})

    (field,) = form.all("input", name="happened_on")
    assert field.get("value") == f"{timezone.localdate():%d.%m.%Y}"
    assert ProposalEntry.objects.get().happened_on == dt.date(2025, 11, 3)


def test_a_wrong_entry_keeps_what_was_typed_and_says_why(publisher):
    proposal = factories.make_proposal()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    response = publisher.post(
        address(proposal), answers(happened_on=tomorrow.isoformat(), source_da="")
    )

    errors = response.context["form"].errors
    assert (response.status_code, set(errors)) == (422, {"happened_on", "source_da"})
    assert "Udvalget sagde ja." in response.content.decode()


def test_no_address_of_the_admin_changes_or_deletes_an_entry(publisher):
    proposal = factories.make_proposal()
    add_entry(
        proposal=proposal,
        happened_on=timezone.localdate(),
        text_da="Ja.",
        source_da="Referat",
        answer="taken_up",
    )

    publisher.post(f"/admin/proposals/delete/{proposal.pk}/")

    assert ProposalEntry.objects.get().text_da == "Ja."


def test_the_first_page_lists_what_is_overdue_and_silent(publisher):
    today = timezone.localdate()
    fresh = publisher.get("/admin/").content.decode()
    factories.make_guidance_page(
        title="Gammelt køkken",
        reviewed_on=today - dt.timedelta(days=400),
        review_by=today - dt.timedelta(days=1),
    )
    proposal = factories.make_proposal(title_da="Stille forslag")
    add_entry(
        proposal=proposal,
        happened_on=today - dt.timedelta(days=300),
        text_da="Ja.",
        source_da="Referat",
        answer="taken_up",
        status="on_track",
    )

    shown = publisher.get("/admin/").content.decode()

    names = ("Gammelt køkken", "Stille forslag")
    assert [name in fresh for name in names] == [False, False]
    assert [name in shown for name in names] == [True, True]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7 x", True),
        ("a.pdf", b"\x89PNG", False),
        ("a.docx", b"%PDF-1.7", False),
        ("a.txt", "Brød".encode(), True),
        ("a.csv", b"a\0b", False),
    ],
)
def test_a_document_is_what_it_says(name, content, expected):
    assert is_what_it_says(SimpleUploadedFile(name, content)) is expected


def test_a_document_that_is_not_what_it_says_is_refused_by_the_field(publisher):
    def send(content: bytes):
        file = SimpleUploadedFile("a.pdf", content)
        data = {"title": "Papir", "file": file, "collection": 1}
        return publisher.post("/admin/documents/add/", data)

    refused, taken = send(b"\x89PNG"), send(b"%PDF-1.7 x")

    said = "Filen er ikke det, som navnet siger. Gem den på ny."
    assert refused.context["form"].errors == {"file": [said]}
    assert taken.status_code == 302
