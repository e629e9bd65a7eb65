"""Lists taken out: local time, real hours, no formulas, for those allowed, logged."""

import csv
import datetime as dt
import io
import uuid

import pytest
from django.contrib.auth.models import Permission
from openpyxl import load_workbook

from spaces import actions
from spaces.models import Booking, Export, UnmetSearch
from spaces.staff.tables import Table, as_csv, as_xlsx
from tests import factories
from tests.spaces import makers
from tests.spaces.staff import desk, host, url
from tests.staff import sign_in

FORMULAS = ["=1+1", "+45 12 34 56 78", "-2", "@SUM(A1)", "\t=1", "\r=1"]
LISTS = "/admin/bookings/lists"


def read_csv(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def read_xlsx(content: bytes) -> list[list]:
    sheet = load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows()]


def taken(client, name: str, query: str = "") -> list[dict]:
    """The rows of a list as CSV."""
    response = client.get(f"{LISTS}/{name}.csv{query}")
    assert response.status_code == 200
    return read_csv(response.content)


def used(start, end, **fields) -> Booking:
    """A confirmed booking, whatever the rules say."""
    space = fields.pop("space", None) or makers.make_space()
    [booking] = actions.book_for(
        space=space, times=[(start, end)], by=factories.make_staff(), key=uuid.uuid4(),
        **{"name": "Ea Ejer", "phone": "12 34 56 78"} | fields,
    )  # fmt: skip
    return booking


@pytest.mark.parametrize("words", FORMULAS)
def test_what_a_spreadsheet_would_run_is_text(words):
    table = Table("x", ["Head"], [[words]])

    [row] = read_csv(as_csv(table)[0])
    cell = read_xlsx(as_xlsx(table)[0])[1][0]

    assert row["Head"].startswith("'")
    assert (cell.data_type, cell.value[0]) == ("s", "'")


def test_plain_words_numbers_and_days_stay_what_they_are():
    moment = dt.datetime(2026, 12, 3, 16, 30)  # noqa: DTZ001 -- as on the wall
    table = Table("x", ["A", "B", "C", "D"], [["Ea", -3, moment, None]])

    [row] = read_csv(as_csv(table)[0])
    cells = [cell.value for cell in read_xlsx(as_xlsx(table)[0])[1]]

    assert list(row.values()) == ["Ea", "-3", "2026-12-03 16:30", ""]
    assert cells == ["Ea", -3, moment, None]


def test_bookings_are_taken_out_as_they_were_found(client, home):
    user = desk(client)
    organisation = factories.make_organisation(name="=Gryde", cvr="12345674")
    booking = makers.make_booking(organisation=organisation, phone="+4512345678")
    makers.make_booking(name="En anden")

    [row] = taken(client, "bookings", f"?q={booking.reference}")

    assert row["Reference"] == booking.reference
    assert row["Organisation"] == "'=Gryde"
    assert row["Telefon"] == "'+4512345678"
    assert row["Pris, kr."] == "300"
    log = Export.objects.get()
    assert (log.made_by, log.what, log.rows) == (user, "bookings.csv", 1)


def test_times_are_local_and_hours_real_over_the_change_of_clocks(client, home):
    desk(client)
    night = dt.date(2026, 10, 25)
    used(makers.local(dt.date(2026, 10, 24), 22), makers.local(night, 4), name="Vågen")

    [row] = taken(client, "bookings", "?q=Vågen")
    use = {
        (line["Måned"], line["Timer i brug"])
        for line in taken(client, "use", "?year=2026")
    }

    assert (row["Fra"], row["Til"]) == ("2026-10-24 22:00", "2026-10-25 04:00")
    assert row["Timer"] == "7.0"
    assert use == {("2026-10", "7.0")}


def test_months_of_use_are_local(client, home):
    desk(client)
    day = dt.date(2026, 12, 1)
    used(makers.local(day, 0), makers.local(day, 1))

    assert [row["Måned"] for row in taken(client, "use", "?year=2026")] == ["2026-12"]


def test_use_counts_without_names(client, home):
    desk(client)
    space = makers.make_space()
    day = dt.date(2027, 2, 3)
    used(makers.local(day, 8), makers.local(day, 10), space=space, people=5)
    used(makers.local(day, 12), makers.local(day, 13), space=space, people=2)

    [row] = taken(client, "use", "?year=2027")

    counted = {name: row[name] for name in ("Bookinger", "Timer i brug", "Mennesker")}
    assert counted == {"Bookinger": "2", "Timer i brug": "3.0", "Mennesker": "7"}
    assert "Ea Ejer" not in str(row)


def test_the_state_aid_file_says_what_was_given_to_whom(client, home, time_machine):
    time_machine.move_to(dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC))
    organisation = factories.make_organisation(
        name="Gryde & Gade", cvr="12345674", is_confirmed=True
    )
    for hour in (10, 14):
        start = makers.local(dt.date(2026, 10, 7), hour)
        times = [(start, start + dt.timedelta(hours=2))]
        makers.make_booking(None, times, organisation=organisation)
    time_machine.move_to(dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC))
    desk(client)

    [row] = taken(client, "state-aid", "?year=2026")

    assert list(row.values()) == [
        "2026", "Gryde & Gade", "12345674", "Bekræftede organisationer",
        "Kommunalfuldmagten", "2", "600", "200", "400",
    ]  # fmt: skip


def test_searches_in_vain_are_a_list(client, home):
    desk(client)
    UnmetSearch.objects.create(
        searched_on=dt.date(2026, 11, 20), kind="kitchen", people=6,
        wanted_from=makers.local(dt.date(2026, 12, 3), 16),
    )  # fmt: skip

    [row] = taken(client, "searches", "?year=2026")

    assert list(row.values())[:6] == [
        "2026-11-20", "Køkken", "", "2026-12-03 16:00", "", "6",
    ]  # fmt: skip


def test_invoices_are_taken_out_for_one_month(client, home, time_machine):
    time_machine.move_to(dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC))
    start = makers.local(dt.date(2026, 10, 7), 10)
    times = [(start, start + dt.timedelta(hours=2))]
    booking = makers.make_booking(None, times, payer_ean="5790000000005")
    time_machine.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    desk(client)

    [row] = taken(client, "invoices", "?month=2026-10")

    assert (row["Reference"], row["EAN"], row["Beløb, kr."]) == (
        booking.reference, "5790000000005", "300",
    )  # fmt: skip
    assert taken(client, "invoices", "?month=2026-11") == []


@pytest.mark.parametrize(
    "name", ["bookings", "invoices", "use", "searches", "state-aid"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_list_is_for_those_who_may_take_it_out_and_is_logged(
    client, home, name, kind
):
    booking = makers.make_booking()
    host(client, booking.space.venue)
    refused = client.get(f"{LISTS}/{name}.{kind}").status_code
    before = Export.objects.count()
    desk(client)

    response = client.get(f"{LISTS}/{name}.{kind}")

    assert (refused, before) == (302, 0)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert Export.objects.count() == 1


def test_a_list_that_is_not_there_is_not_found(client, home):
    desk(client)

    statuses = [
        client.get(f"{LISTS}/{name}").status_code
        for name in ("people.csv", "bookings.pdf")
    ]

    assert statuses == [404, 404]


def test_who_may_not_invoice_takes_no_invoices_out(client, home):
    user = factories.make_staff("Venue hosts")
    user.user_permissions.add(Permission.objects.get(codename="export_booking"))
    sign_in(client, user)

    assert client.get(f"{LISTS}/invoices.csv").status_code == 404
    assert client.get(url("staff_lists")).status_code == 200
