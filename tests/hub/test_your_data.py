"""Your data: the way in, the list, the files, correcting and deleting, by whom."""

import json

import pytest
from django.contrib.sessions.models import Session

from hub import codes
from hub.accounts import account_for
from hub.forms import PublicForm
from hub.models import (
    DataAct,
    MailCode,
    OutgoingMail,
    PaperReading,
    Person,
    User,
)
from tests.factories import make_person, make_user
from tests.hub.test_papers import content_of, make_paper
from tests.reading import Page

ADDRESS = "ea@example.org"
START = {"da": "/da/dine-oplysninger/", "en": "/en/your-data/"}
LIST = "/en/your-data/list/"
DELETE_ALL = "/en/your-data/delete-everything/"
NOON = "2026-11-24T12:00:00Z"


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until moved."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


def ask(client, clock, address: str = ADDRESS, start: str = START["en"]):
    """Send the form with the address, as slowly as a person."""
    stamp = PublicForm.new_stamp()
    clock.shift(3)
    return client.post(start, {"email": address, "stamp": stamp, "website": ""})


def code_in_newest_mail() -> str:
    """The six digits that were sent last."""
    lines = OutgoingMail.objects.latest("pk").body.splitlines()
    return next(line for line in lines if line.isdigit() and len(line) == 6)


def enter(client, clock, address: str = ADDRESS, start: str = START["en"]):
    """Go all the way to the list."""
    where = ask(client, clock, address, start).url
    return client.post(where, {"code": code_in_newest_mail()}, follow=True)


def acts() -> list[tuple]:
    """The log, oldest first."""
    rows = DataAct.objects.order_by("pk")
    return list(rows.values_list("act", "what", "done_by", "reason"))


# 1. The way in ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_has_an_address_in_each_language(client, db, language):
    page = Page(client.get(START[language]))

    other = {"da": "en", "en": "da"}[language]
    assert page.all("html")[0].get("lang") == language
    assert START[other] in [address for _, address in page.links(lang=other)]


def test_a_reader_gets_no_session_before_the_code_is_right(client, clock, db):
    client.get(START["en"])
    where = ask(client, clock).url
    client.get(where)
    assert set(client.cookies) == {"csrftoken"}

    client.post(where, {"code": code_in_newest_mail()})

    assert set(client.cookies) == {"csrftoken", "sessionid"}


def test_the_right_code_gives_a_new_session(client, clock, db):
    client.force_login(make_user())
    before = client.session.session_key

    enter(client, clock)

    assert Session.objects.filter(pk=before).count() == 0
    assert Session.objects.count() == 1


def test_the_address_of_who_is_signed_in_is_filled_in(client, db):
    assert (
        Page(client.get(START["en"])).all("input", name="email")[0].get("value") is None
    )
    client.force_login(make_user(ADDRESS))

    field = Page(client.get(START["en"])).all("input", name="email")[0]

    assert field.get("value") == ADDRESS


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, clock, db):
    account_for(ADDRESS)
    pages = {}
    for address in (ADDRESS, "xy@example.org"):
        response = ask(client, clock, address)
        page = Page(client.get(response.url))
        pages[address] = (
            response.status_code,
            len(response.url),
            page.text("main").replace(address, "…"),
            OutgoingMail.objects.filter(to=address).count(),
        )

    assert pages[ADDRESS] == pages["xy@example.org"]
    assert User.objects.count() == 1


def test_an_unknown_address_sees_only_what_it_has_just_caused(client, clock, db):
    response = enter(client, clock, "xy@example.org")

    assert Page(response).texts("h2")[:4] == [
        "Open sign-ins",
        "Mails that the site has sent you",
        "Codes that you asked for",
        "What was done with your data",
    ]
    assert User.objects.count() == 0


def test_a_code_to_sign_in_does_not_open_the_list(client, clock, db):
    token = codes.send_code(ADDRESS, MailCode.Purpose.SIGN_IN, "en", ip="198.51.100.7")
    code = code_in_newest_mail()

    response = client.post(f"/en/your-data/code/{token}/", {"code": code})

    assert response.status_code == 422
    assert client.get(LIST).url == START["en"]
    assert codes.check(token, code, MailCode.Purpose.SIGN_IN) == ADDRESS


def test_a_code_for_the_list_does_not_sign_in(client, clock, db):
    token = ask(client, clock).url.rstrip("/").rsplit("/", 1)[1]

    response = client.post(f"/en/sign-in/{token}/", {"code": code_in_newest_mail()})

    assert "_auth_user_id" not in client.session
    assert response.status_code == 422


def test_a_wrong_code_opens_nothing(client, clock, db):
    where = ask(client, clock).url
    wrong = "000000" if code_in_newest_mail() != "000000" else "111111"

    response = client.post(where, {"code": wrong})

    assert response.status_code == 422
    assert client.get(LIST).url == START["en"]


def test_the_list_closes_after_a_quarter_of_an_hour(client, clock, db):
    enter(client, clock)
    clock.shift(14 * 60)
    assert client.get(LIST).status_code == 200

    clock.shift(2 * 60)

    assert client.get(LIST).url == START["en"]
    assert ADDRESS not in json.dumps(dict(client.session.items()))


def test_the_list_closes_by_its_button(client, clock, db):
    enter(client, clock)

    client.post("/en/your-data/close/")

    assert client.get(LIST).url == START["en"]


def test_without_a_code_every_page_leads_to_the_start(client, db):
    person = make_person(email=ADDRESS)
    for page in (
        "list/", "download/json/", "download/txt/", "delete-everything/",
        f"correct/contact_persons/{person.pk}/", f"delete/contact_persons/{person.pk}/",
        "paper/1/",
    ):  # fmt: skip
        assert client.get(f"/en/your-data/{page}").url == START["en"]
        assert client.post(f"/en/your-data/{page}").url == START["en"]
    assert Person.objects.get() == person


def test_nothing_of_it_is_kept_by_a_browser_or_cache(client, clock, db):
    response = enter(client, clock)

    assert "no-store" in response.headers["Cache-Control"]
    assert "no-store" in client.get(START["en"]).headers["Cache-Control"]


# 2. Seeing and taking along -----------------------------------------------------------


def shown_facts(page: Page) -> list[tuple[str, str]]:
    """Names and values in the order of the page."""
    names = [name.strip() for name in page.texts("dt")]
    return list(zip(names, page.texts("dd"), strict=True))


def main_of(response) -> Page:
    """The page without what stands around it."""
    page = Page(response)
    page.tree = page.all("main")[0]
    return page


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_files_hold_what_the_page_shows(client, clock, db, language):
    account_for(ADDRESS)
    make_person(email=ADDRESS, name="Ea Nord", phone="12 34 56 78")
    make_paper(about_email=ADDRESS)
    page = main_of(enter(client, clock, start=START[language]))
    text, machine = [
        url for name, url in page.links() if "hent" in url or "load" in url
    ]
    shown = shown_facts(page)

    whole = json.loads(client.get(machine).content)
    words = " ".join(client.get(text).content.decode().split())

    assert ("ea@example.org" in dict(shown).values(), len(shown) > 20) == (True, True)
    assert whole["whose"] == ADDRESS
    assert [
        (fact["name"], " ".join(fact["value"].split()))
        for line in whole["held"]
        for item in line["items"]
        for fact in item["facts"]
    ] == shown
    assert [line["what"] for line in whole["held"]] == page.texts("h2")
    assert [name for name, value in shown if f"{name}: {value}" not in words] == []


def test_the_files_are_sent_as_files(client, clock, db):
    enter(client, clock)

    sent = {
        kind: client.get(f"/en/your-data/download/{kind}/").headers
        for kind in ("json", "txt")
    }

    assert {kind: each["Content-Disposition"] for kind, each in sent.items()} == {
        "json": 'attachment; filename="your-data.json"',
        "txt": 'attachment; filename="your-data.txt"',
    }
    assert {each["X-Content-Type-Options"] for each in sent.values()} == {"nosniff"}


def test_downloads_are_written_down(client, clock, db):
    enter(client, clock)

    client.get("/en/your-data/download/json/")
    client.get("/en/your-data/download/txt/")

    assert acts() == [
        ("shown", "", None, ""),
        ("fetched", "json", None, ""),
        ("fetched", "txt", None, ""),
    ]
    assert client.get("/en/your-data/download/exe/").status_code == 404


def test_a_person_opens_the_papers_about_oneself_and_no_others(client, clock, db):
    mine, other = make_paper(about_email=ADDRESS), make_paper()
    enter(client, clock)

    content = content_of(client.get(f"/en/your-data/paper/{mine.pk}/"))

    assert content == b"%PDF-1.7 an agreement"
    assert client.get(f"/en/your-data/paper/{other.pk}/").status_code == 404
    readings = PaperReading.objects.values_list("paper", "read_by")
    assert list(readings) == [(mine.pk, None)]
    assert acts()[-1] == ("fetched", "papers", None, "")


# 3. Correcting ------------------------------------------------------------------------


def test_a_person_corrects_name_and_number(client, clock, db):
    person = make_person(email=ADDRESS, name="Ae", role_da="baker")
    enter(client, clock)
    url = f"/en/your-data/correct/contact_persons/{person.pk}/"
    form = Page(client.get(url))
    names = {each.get("name") for each in form.all("main")[0].iter("input")}
    assert names == {"csrfmiddlewaretoken", "name", "phone", "languages"}

    typed = {"name": "Ea", "phone": "1", "languages": "da", "email": "x@example.org"}
    response = client.post(url, typed)

    person.refresh_from_db()
    assert response.url == LIST
    assert (person.name, person.phone, person.email) == ("Ea", "1", ADDRESS)
    assert acts()[-1] == ("corrected", "contact_persons", None, "")
    assert Page(client.get(LIST)).text("p", role="status") == "It is corrected."


def test_a_cpr_number_is_refused(client, clock, db):
    person = make_person(email=ADDRESS, name="Ea")
    enter(client, clock)
    url = f"/en/your-data/correct/contact_persons/{person.pk}/"

    response = client.post(
        url, {"name": "Ea 010190-1234", "phone": "", "languages": ""}
    )

    person.refresh_from_db()
    assert response.status_code == 422
    assert person.name == "Ea"


def test_nobody_corrects_what_is_anothers_or_fixed(client, clock, db):
    other = make_person(email="other@example.org")
    mail = OutgoingMail.objects.create(to=ADDRESS, subject="S", body="B")
    enter(client, clock)

    for item in (f"contact_persons/{other.pk}", f"mails/{mail.pk}", "nothing/1"):
        url = f"/en/your-data/correct/{item}/"
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "Stolen"}).status_code == 404
