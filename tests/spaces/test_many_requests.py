"""Many requests answered at once, after one page that says who will hear what."""

import uuid

import pytest

from spaces import actions
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.staff import desk, known_organisation, ticket, url


def test_all_plain_ones_are_ticked_and_no_other(client, home):
    desk(client)
    plain = makers.make_request(organisation=known_organisation())
    makers.make_request(organisation=factories.make_organisation())

    page = Page(client.get(url("booking_queue") + "?plain=1"))

    boxes = page.all("input", name="ticked")
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    assert (len(boxes), ticked) == (2, [ticket(plain)])


def test_one_page_says_who_will_hear_what_before_it_is_done(client, home):
    desk(client)
    first = makers.make_request(name="Ea Ejer")
    second = makers.make_request(name="Bo Birk")
    data = {"what": "approve", "ticked": [ticket(first), ticket(second)]}

    shown = client.post(url("staff_many"), data)
    states = [first.state, second.state]
    done = client.post(url("staff_many"), data | {"sure": "1", "words": "Velkommen"})

    page = shown.content.decode()
    assert [each in page for each in ("Ea Ejer", "Bo Birk", first.email)] == [True] * 3
    assert states == ["requested", "requested"]
    assert done.status_code == 302
    for booking in (first, second):
        booking.refresh_from_db()
        assert (booking.state, booking.words) == ("confirmed", "Velkommen")


def test_who_withdrew_meanwhile_is_told_by_name_and_the_rest_is_done(client, home):
    desk(client)
    stays = makers.make_request(name="Ea Ejer")
    goes = makers.make_request(name="Bo Birk")
    data = {"what": "approve", "ticked": [ticket(stays), ticket(goes)], "words": ""}
    client.post(url("staff_many"), data)
    actions.withdraw(booking=goes, by=goes.booked_by)

    response = client.post(url("staff_many"), data | {"sure": "1"}, follow=True)

    page = " ".join(response.content.decode().split())
    assert "Bo Birk" in page
    assert "Imens: Trukket tilbage." in page
    assert "Gjort: 1 forespørgsel." in page
    states = []
    for booking in (stays, goes):
        booking.refresh_from_db()
        states.append(booking.state)
    assert states == ["confirmed", "withdrawn"]


def test_many_are_declined_with_one_reason(client, home):
    desk(client)
    bookings = [makers.make_request() for _ in range(3)]
    data = {"what": "decline", "ticked": [ticket(each) for each in bookings]}

    without = client.post(url("staff_many"), data | {"sure": "1"})
    client.post(url("staff_many"), data | {"sure": "1", "reason": "needed"})

    assert without.status_code == 422
    for booking in bookings:
        booking.refresh_from_db()
    assert {(each.state, each.reason) for each in bookings} == {("declined", "needed")}


def test_many_are_confirmed_and_each_says_how_they_get_in(client, home):
    desk(client)
    space = makers.make_space(requires_introduction=True)
    new = makers.make_request(space)
    plain = makers.make_request(organisation=known_organisation())
    data = {
        "what": "approve", "sure": "1", "words": "",
        "ticked": [ticket(new), ticket(plain)], f"{new.pk}-entry": "door",
    }  # fmt: skip

    client.post(url("staff_many"), data)

    new.refresh_from_db()
    plain.refresh_from_db()
    assert [(new.state, new.entry), (plain.state, plain.entry)] == [
        ("confirmed", "door"), ("confirmed", ""),
    ]  # fmt: skip


def test_nothing_ticked_is_said(client, home):
    desk(client)
    makers.make_request()

    response = client.post(url("staff_many"), {"what": "approve"})

    assert response.status_code == 422
    assert "mindst én forespørgsel" in response.content.decode()


@pytest.mark.parametrize("wrong", ["x", "1", "1:x", "99999:0", f"{uuid.uuid4()}:1"])
def test_a_changed_ticket_leads_nowhere(client, home, wrong):
    desk(client)

    response = client.post(url("staff_many"), {"what": "approve", "ticked": wrong})

    assert response.status_code == 404
