"""Staff help somebody who has no mail: found, shown, corrected, deleted, logged."""

import json

import pytest

from hub import codes, privacy
from hub.accounts import account_for
from hub.held_data import STAFF
from hub.models import (
    DataAct,
    MailCode,
    Person,
    User,
)
from tests.factories import committed, make_person, make_staff, make_user
from tests.hub.test_your_data import (  # noqa: F401 -- fixtures too
    ADDRESS,
    acts,
    clock,
    code_in_newest_mail,
)
from tests.reading import Page
from tests.staff import sign_in

# 5. Staff for somebody without e-mail -------------------------------------------------

DOOR = "/admin/personal-data/"
REASON = "Asked by telephone."


@pytest.fixture
def manager(client, db) -> User:
    """A hub manager, signed in with a second factor."""
    user = make_staff("Hub managers", language="en")
    sign_in(client, user)
    return user


def look_up(client, whose: str, reason: str = REASON):
    """Send the form of the door."""
    return client.post(DOOR, {"whose": whose, "reason": reason})


@pytest.mark.parametrize(
    "whose", ["Bo Bager", "bo bager", "12345678", "+45 12 34 56 78"]
)
def test_staff_find_a_person_without_mail_by_name_or_number(client, manager, whose):
    person = make_person(name="Bo Bager", phone="12 34 56 78", email="")
    make_person(name="Bo Bagersen", phone="22 34 56 78", email="")

    assert look_up(client, whose).url == f"{DOOR}list/"

    text = Page(client.get(f"{DOOR}list/")).text("main")
    assert "Bo Bager" in text
    assert "Bo Bagersen" not in text
    client.post(f"{DOOR}delete/contact_persons/{person.pk}/")
    assert set(Person.objects.values_list("name", flat=True)) == {"Bo Bagersen"}
    assert acts() == [
        ("shown", "", manager.pk, REASON),
        ("deleted", "contact_persons", manager.pk, REASON),
    ]
    assert client.get(f"{DOOR}delete-everything/", follow=True).status_code == 404


def test_staff_correct_and_delete_all_of_an_address(client, manager):
    user = account_for(ADDRESS)
    look_up(client, ADDRESS)
    url = f"{DOOR}correct/account/{user.pk}/"
    assert client.get(url).status_code == 200
    client.post(url, {"first_name": "Ea", "last_name": "", "language": "en"})
    user.refresh_from_db()
    assert user.first_name == "Ea"
    assert client.get(f"{DOOR}delete/account/{user.pk}/").status_code == 200
    assert client.get(f"{DOOR}delete-everything/").status_code == 200
    assert json.loads(client.get(f"{DOOR}download/json/").content)["whose"] == ADDRESS

    client.post(f"{DOOR}delete-everything/")

    assert not User.objects.filter(pk=user.pk).exists()
    assert client.session.get(STAFF.name) is None
    assert client.get(f"{DOOR}list/").url == DOOR
    assert {row[2:] for row in acts()} == {(manager.pk, REASON)}


def test_staff_see_no_codes(client, manager):
    codes.send_code(ADDRESS, MailCode.Purpose.SIGN_IN, "en", ip="198.51.100.8")
    code = code_in_newest_mail()
    look_up(client, ADDRESS)

    assert code not in client.get(f"{DOOR}list/").content.decode()
    assert code not in client.get(f"{DOOR}download/json/").content.decode()


@pytest.mark.parametrize(
    ("whose", "reason"),
    [
        (ADDRESS, ""),
        ("", REASON),
        (ADDRESS, f"{ADDRESS} rang"),
        ("Bo Bager", "bo bager rang"),
        (ADDRESS, "CPR 010190-1234"),
    ],
)
def test_staff_must_give_a_reason_that_names_nobody(client, manager, whose, reason):
    assert look_up(client, whose, reason).status_code == 422
    assert DataAct.objects.count() == 0


@pytest.mark.parametrize(
    "role", ["Editors", "Translators", "Publishers", "Booking desk", "Venue hosts"]
)
def test_other_staff_have_no_door(client, db, role):
    sign_in(client, make_staff(role))
    for page in ("", "list/", "download/json/", "delete-everything/"):
        refused = client.get(DOOR + page)
        assert (refused.status_code, refused.url) == (302, "/admin/")
    assert DOOR not in client.get("/admin/").content.decode()
    assert look_up(client, ADDRESS).url == "/admin/"
    assert DataAct.objects.count() == 0


def test_hub_managers_have_the_door_in_their_menu(client, manager):
    assert DOOR in client.get("/admin/").content.decode()


def test_readers_have_no_door(client, db):
    assert client.get(DOOR).status_code == 302
    client.force_login(make_user())
    assert client.get(DOOR).status_code == 403


def test_the_visit_of_staff_ends_after_a_quarter_of_an_hour(client, clock, manager):
    look_up(client, ADDRESS)
    assert client.get(f"{DOOR}list/").status_code == 200

    clock.shift(16 * 60)

    assert client.get(f"{DOOR}list/").url == DOOR


def test_no_log_of_any_way_holds_the_address(client, manager):
    account_for(ADDRESS)
    look_up(client, ADDRESS)
    with committed():
        client.post(f"{DOOR}delete-everything/")

    rows = [str(row) for row in DataAct.objects.values_list()]
    assert len(rows) > 1
    assert [row for row in rows if ADDRESS in row] == []
    assert privacy.subject_hash(ADDRESS) in rows[0]
