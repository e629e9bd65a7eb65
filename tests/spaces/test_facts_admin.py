"""What the booking desk does with the facts of houses and spaces."""

import datetime as dt

import pytest
from django.urls import reverse

from spaces.availability import wrongly_occupied
from spaces.models import (
    Occupancy,
    Price,
    Space,
    Venue,
)
from tests import factories
from tests.reading import Page
from tests.spaces.facts import (
    BOTH,
    bare_venue,
    edit,
    errors,
    form_of,
    hours,
    price,
    space_form,
)
from tests.spaces.makers import make_booking, make_space, make_venue, slot
from tests.staff import sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def desk(client, home):
    """The booking desk, signed in with both factors."""
    return sign_in(client, factories.make_staff("Booking desk"))


def test_a_new_space_has_its_prices_in_ore_and_its_rows(desk):
    venue = make_venue()
    seen = {
        "id": "", "feature": "loop", "answer": "yes", "looked_by": "Bo",
        "looked_on": "2026-11-01",
    }  # fmt: skip
    form = space_form(venue, own_hours=[hours(3, "15:00", "22:00")], access=[seen])

    response = desk.post(reverse("spaces:add"), form)

    assert response.status_code == 302
    space = Space.objects.get(slug="koekkenet")
    found = dict(space.prices.values_list("group", "ore_per_hour"))
    assert found == {"confirmed": 7500, "others": 24050}
    assert [str(row) for row in space.opening_hours.all()] == ["torsdag 15:00–22:00"]
    assert space.access_facts.get().answer == "yes"
    assert (space.is_open, space.venue) == (True, venue)


def test_prices_are_shown_in_kroner(desk):
    space = make_space(price=(7500, 24050))

    page = Page(desk.get(edit(space)))

    shown = [page.all("input", name=f"prices-{n}-ore_per_hour")[0] for n in (0, 1)]
    assert [each.get("value") for each in shown] == ["75", "240,50"]


@pytest.mark.parametrize("typed", ["gratis", "75,505", "-5", "1.250"])
def test_a_price_that_is_no_price_is_refused_by_its_field(desk, typed):
    form = space_form(make_venue(), prices=[price("confirmed", typed), BOTH[1]])

    response = desk.post(reverse("spaces:add"), form)

    assert "Skriv kroner med tal, for eksempel 75 eller 75,50." in errors(response)
    assert Page(response).all("input", value=typed) != []
    assert Space.objects.count() == 0


def test_a_space_without_prices_or_hours_does_not_open(desk):
    bare = Venue.objects.create(**bare_venue())
    form = space_form(bare, prices=[BOTH[0]])

    response = desk.post(reverse("spaces:add"), form)

    assert errors(response) == [
        "Huset har ingen åbningstider endnu, så ingen kan booke. "
        "Der er ingen pris endnu for: Alle andre, til markedspris"
    ]
    assert Space.objects.count() == 0


def test_a_space_that_is_not_open_needs_neither(desk):
    bare = Venue.objects.create(**bare_venue())
    form = space_form(bare, prices=[])
    del form["is_open"]

    response = desk.post(reverse("spaces:add"), form)

    assert response.status_code == 302
    assert Space.objects.get().is_open is False


def test_the_longest_time_is_not_under_the_shortest(desk):
    form = space_form(make_venue(), shortest_minutes=120, longest_minutes=60)

    response = desk.post(reverse("spaces:add"), form)

    assert errors(response) == ["Den længste tid er kortere end den korteste."]


# Parts and buffers --------------------------------------------------------------------


def test_a_longer_buffer_writes_the_coming_rows_anew(desk):
    space = make_space()
    booking = make_booking(space)

    response = desk.post(edit(space), form_of(space, buffer_after_minutes=30))

    assert response.status_code == 302
    row = Occupancy.objects.get(booking=booking)
    assert row.blocked_until == booking.ends_at + dt.timedelta(minutes=30)
    assert wrongly_occupied() == []


def test_parts_that_clash_are_refused_with_whom_to_ring(desk):
    venue = make_venue()
    whole, part = make_space(venue), make_space(venue)
    mine = make_booking(whole, [slot()], name="Ea Ejer", phone="11 11 11 11")
    other = make_booking(part, [slot()], name="Bo Bo", phone="22 22 22 22")
    form = form_of(whole, parts=[part.pk], line_da="En ny linje.")

    response = desk.post(edit(whole), form)

    said = " ".join(errors(response))
    assert [each in said for each in (mine.reference, other.reference)] == [True, True]
    assert ["11 11 11 11" in said, "22 22 22 22" in said] == [True, True]
    assert Page(response).all("input", value="En ny linje.") != []
    whole.refresh_from_db()
    assert (whole.line_da, whole.parts.count()) == ("Et lyst lokale.", 0)
    assert wrongly_occupied() == []


def test_parts_that_fit_exclude_each_other_from_now_on(desk):
    venue = make_venue()
    whole, part = make_space(venue), make_space(venue)
    booking = make_booking(whole, [slot()])

    response = desk.post(edit(whole), form_of(whole, parts=[part.pk]))

    assert response.status_code == 302
    assert Occupancy.objects.get(booking=booking).space == part


def test_a_space_is_no_part_of_itself(desk):
    venue = make_venue()
    part = make_space(venue)
    whole = make_space(venue, parts=[part])

    offered = Page(desk.get(edit(whole))).all("input", name="parts")
    response = desk.post(edit(part), form_of(part, parts=[whole.pk]))

    assert [box.get("value") for box in offered] == [str(part.pk)]
    assert errors(response) == ["Et lokale kan ikke være en del af sig selv."]
    assert list(part.parts.all()) == []


def test_a_price_row_that_is_left_alone_is_not_changed(desk):
    space = make_space(price=(7500, 24000))
    before = list(Price.objects.order_by("pk").values())

    desk.post(edit(space), form_of(space, line_da="Nyt."))

    assert list(Price.objects.order_by("pk").values()) == before
    assert Space.objects.get().line_da == "Nyt."
