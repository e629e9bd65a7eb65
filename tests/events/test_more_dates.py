"""More dates begin as the last was; Enter makes nothing; who hears of a change."""

import pytest

from tests.events.editing import (  # noqa: F401 -- fixtures too
    DAY,
    DRAFT,
    TWO,
    desk,
    rule,
    time,
    url,
)
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_seats,
    make_signup,
)
from tests.reading import Page
from tests.spaces.makers import make_space


@pytest.mark.parametrize("name", ["event_date_add", "event_repeat"])
def test_more_dates_begin_with_the_places_of_the_last(desk, name):
    event = make_event(**DRAFT)
    make_date(event, seats=make_seats(8, held_back=2, waiting_places=3))

    form = desk.get(url(name, event)).context["form"]

    found = [form[each].value() for each in ("capacity", "held_back", "waiting_places")]
    assert found == [8, 2, 3]


def test_enter_in_a_field_looks_again_and_makes_nothing(desk):
    event = make_event(**DRAFT)

    page = Page(desk.post(url("event_repeat", event), rule(evening(), look="1")))

    names = [button.get("name") for button in page.all("button") if button.get("name")]
    assert names == ["look", "sure", "look"]


def test_days_that_are_not_picked_stay_folded_away(desk):
    event = make_event(**DRAFT)

    response = desk.post(url("event_repeat", event), {"look": "1"})

    groups = response.context["form"].groups()
    found = [group["is_open"] for group in groups if not group["always"]]
    assert (response.status_code, found) == (422, [False] * 3)


def test_who_has_no_address_is_named_before_a_date_moves(desk):
    date = make_date(make_event(), starts_at=evening(7, 10))
    make_signup(date, email="a@example.org")
    make_signup(date, is_by_hand=True, email="", name="Kaj Riis")
    start = date.starts_at + DAY

    moved = desk.post(url("event_date", date), time(start, start + TWO, place="Huset"))
    cancelled = desk.get(url("event_date_cancel", date))

    found = [
        (page.context["guests"], [each.name for each in page.context["unreached"]])
        for page in (moved, cancelled)
    ]
    assert found == [(1, ["Kaj Riis"])] * 2
    assert "Kaj Riis" in Page(cancelled).text("main")


def test_a_date_outside_of_opening_hours_is_warned_of(desk):
    event, space = make_event(**DRAFT), make_space()
    inside = make_date(event, space=space, starts_at=evening(7, 17))
    outside = make_date(event, space=space, starts_at=evening(8, 21))

    rows = desk.get(url("event_desk", event)).context["rows"]
    text = Page(desk.get(url("event_desk", event))).text("main")

    assert {row["date"]: row["is_outside_hours"] for row in rows} == {
        inside: False,
        outside: True,
    }
    assert text.count("Uden for åbningstiden: sørg for, at nogen låser op.") == 1
