"""The list of guests as a file: for those allowed, logged, local, safe, sparing."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from events.models import Occurrence
from events.states import SignupState
from spaces.models import Export
from tests.events.desk import staff, url
from tests.events.makers import make_date, make_event, make_signup
from tests.spaces.makers import ZONE

NEEDS = ("Hvad de har brug for for at deltage", "Hvad de ikke spiser")


@pytest.fixture
def date(db) -> Occurrence:
    """An evening with two guests, of whom one waits."""
    date = make_date(
        make_event(slug="suppe"), starts_at=dt.datetime(2027, 3, 28, 17, tzinfo=ZONE)
    )
    signed_up = dt.datetime(2027, 3, 27, 23, 30, tzinfo=dt.UTC)
    make_signup(date, name="=1+1", email="ea@example.org", organisation="@Gryde",
                created_at=signed_up, access_needs="Tolk", diet="+Fisk", party_size=2,
                presence="present")  # fmt: skip
    make_signup(date, name="Bo", state=SignupState.WAITLISTED, email="bo@example.org")
    return date


def rows_of(client, date: Occurrence, query: str = "") -> list[dict]:
    response = client.get(url("guest_list", date, "csv") + query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_list_is_local_safe_and_without_what_is_private(client, date):
    staff(client, "Publishers")

    ea, bo = rows_of(client, date)

    assert list(ea.items())[:6] == [
        ("Navn", "'=1+1"),
        ("E-mail", "ea@example.org"),
        ("Organisation", "'@Gryde"),
        ("Mennesker", "2"),
        ("Status", "Kommer"),
        ("Tilmeldt", "2027-03-28 00:30"),
    ]
    assert (ea["Kom"], bo["Status"]) == ("Kom", "På venteliste")
    assert [name for name in NEEDS if name in ea] == []


def test_needs_come_along_where_they_are_asked_for(client, date):
    staff(client, "Publishers")

    ea, _bo = rows_of(client, date, "?needs=on")

    assert [ea[name] for name in NEEDS] == ["Tolk", "'+Fisk"]
    assert Export.objects.get().what == "guests-suppe-2027-03-28-needs.csv"


def test_the_spreadsheet_holds_text_where_a_formula_was_written(client, date):
    user = staff(client, "Hub managers")

    response = client.get(url("guest_list", date, "xlsx"))

    sheet = load_workbook(io.BytesIO(response.content)).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")
    log = Export.objects.get()
    assert (log.made_by, log.what, log.rows) == (
        user, "guests-suppe-2027-03-28.xlsx", 2,
    )  # fmt: skip


def test_who_is_forgotten_is_a_count(client, date):
    staff(client, "Publishers")
    date.seats.signups.update(name="–", email="", anonymised_at=timezone.now())

    rows = rows_of(client, date)

    assert [(row["Navn"], row["E-mail"], row["Mennesker"]) for row in rows] == [
        ("Glemt", "", "2"), ("Glemt", "", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["Editors", "Booking desk", "Venue hosts"])
def test_who_may_not_take_lists_out_gets_none_and_sees_no_button(client, date, role):
    staff(client, role)

    refused = client.get(url("guest_list", date, "csv"))
    page = client.get(url("event_guests", date))

    assert (refused.status_code, Export.objects.count()) == (302, 0)
    assert "Hent som CSV" not in page.content.decode()


def test_a_kind_or_a_date_that_is_not_there_is_not_found(client, date):
    staff(client, "Publishers")
    here, gone = url("guest_list", date, "pdf"), url("guest_list", date, "csv")
    date.delete()

    assert [client.get(each).status_code for each in (here, gone)] == [404, 404]
