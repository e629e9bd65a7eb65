"""What the booking desk does with the facts of houses and spaces."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.models import OutgoingMail, User
from spaces.availability import wrongly_occupied
from spaces.models import (
    AccessNotice,
    HouseRules,
    Introduction,
    Occupancy,
    Price,
    Space,
    Venue,
)
from tests import factories
from tests.reading import Page
from tests.spaces.makers import make_booking, make_space, make_venue, slot
from tests.staff import sign_in

WRONG = "error-message"


@pytest.fixture
def desk(client, home):
    """The booking desk, signed in with both factors."""
    return sign_in(client, factories.make_staff("Booking desk"))


def rows(name: str, *forms: dict, initial: int = 0) -> dict:
    """The fields of the rows of a form."""
    found = {
        f"{name}-TOTAL_FORMS": len(forms),
        f"{name}-INITIAL_FORMS": initial,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for place, form in enumerate(forms):
        found |= {f"{name}-{place}-{key}": value for key, value in form.items()}
    return found


def price(group: str, kroner: str, **fields) -> dict:
    return {
        "id": "",
        "group": group,
        "ore_per_hour": kroner,
        "valid_from": "2026-01-01",
        "legal_basis_da": "Kommunalfuldmagten",
    } | fields


def hours(weekday: int, opens: str, closes: str, **fields) -> dict:
    return {"id": "", "weekday": weekday, "opens": opens, "closes": closes} | fields


BOTH = (price("confirmed", "75"), price("others", "240,50"))


def space_form(venue: Venue, *, prices=BOTH, own_hours=(), access=(), **fields):
    """What is sent for a new space."""
    values = {
        "venue": venue.pk,
        "name_da": "Køkkenet",
        "name_en": "The kitchen",
        "line_da": "Seks blus.",
        "slug": "koekkenet",
        "kind": "kitchen",
        "capacity": 8,
        "start_interval_minutes": 30,
        "shortest_minutes": 60,
        "longest_minutes": 480,
        "notice_hours": 2,
        "horizon_days": 90,
        "buffer_before_minutes": 0,
        "buffer_after_minutes": 0,
        "cancellation_notice_hours": 48,
        "approval": "staff",
        "is_open": "on",
    }
    return (
        values
        | rows("prices", *prices)
        | rows("opening_hours", *own_hours)
        | rows("access_facts", *access)
        | fields
    )


def venue_form(*, own_hours=(), access=(), **fields) -> dict:
    values = {
        "name_da": "Skolen",
        "slug": "skolen",
        "street": "Engen 1",
        "postcode": "2500",
        "town": "København",
        "district": factories.make_district().pk,
        "stop_da": "Valby St.",
        "way_in_da": "Gennem porten.",
    }
    return (
        values
        | rows("opening_hours", *own_hours)
        | rows("access_facts", *access)
        | fields
    )


def form_of(space: Space, **fields) -> dict:
    """What is sent when a space is opened and saved, but for what is changed."""
    prices = [
        {
            "id": row.pk,
            "group": row.group,
            "ore_per_hour": str(row.ore_per_hour // 100),
            "valid_from": row.valid_from.isoformat(),
            "legal_basis_da": row.legal_basis_da,
            "legal_basis_en": row.legal_basis_en,
        }
        for row in space.prices.all()
    ]
    same = {
        "name_da": space.name_da, "name_en": space.name_en, "line_da": space.line_da,
        "line_en": space.line_en, "slug": space.slug, "kind": space.kind,
        "capacity": space.capacity, "parts": [part.pk for part in space.parts.all()],
    }  # fmt: skip
    values = space_form(space.venue, prices=()) | same
    return values | rows("prices", *prices, initial=len(prices)) | fields


def edit(space: Space) -> str:
    return reverse("spaces:edit", args=[space.pk])


def errors(response) -> list[str]:
    """What stands by the fields, once each."""
    return list(dict.fromkeys(Page(response).texts("p", class_=WRONG)))


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


def bare_venue() -> dict:
    return {
        "name_da": "Tomt hus", "slug": "tomt", "street": "Vej 1", "postcode": "2500",
        "district": factories.make_district(), "stop_da": "Valby", "way_in_da": "Ind.",
    }  # fmt: skip


def test_the_longest_time_is_not_under_the_shortest(desk):
    form = space_form(make_venue(), shortest_minutes=120, longest_minutes=60)

    response = desk.post(reverse("spaces:add"), form)

    assert errors(response) == ["Den længste tid er kortere end den korteste."]


@pytest.mark.parametrize(
    ("own_hours", "reason"),
    [
        ([hours(0, "16:00", "09:00")], "Der lukkes, før der åbnes."),
        (
            [hours(0, "09:00", "12:00"), hours(0, "11:00", "14:00")],
            "Disse tider overlapper andre på samme ugedag.",
        ),
        (
            [hours(0, "20:00", "00:00"), hours(0, "22:00", "23:00")],
            "Disse tider overlapper andre på samme ugedag.",
        ),
        (
            [hours(0, "09:00", "12:00", valid_from="2026-05-01",
                   valid_until="2026-04-01")],
            "Det slutter, før det begynder.",
        ),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(desk, own_hours, reason):
    form = venue_form(own_hours=own_hours)

    response = desk.post(reverse("venues:add"), form)

    assert errors(response) == [reason]
    assert Venue.objects.count() == 0


def test_hours_that_meet_or_hold_at_other_times_are_fine(desk):
    summer = {"valid_from": "2027-06-01", "valid_until": "2027-08-31"}
    winter = {"valid_from": "2027-09-01"}
    own_hours = [
        hours(0, "09:00", "12:00", **summer),
        hours(0, "12:00", "14:00", **summer),
        hours(0, "10:00", "00:00", **winter),
    ]

    response = desk.post(reverse("venues:add"), venue_form(own_hours=own_hours))

    assert response.status_code == 302
    assert Venue.objects.get().opening_hours.count() == 3


def test_what_is_known_names_who_looked_and_is_there_once(desk):
    known = {"id": "", "feature": "way_in", "answer": "yes"}
    seen = known | {"looked_by": "Bo", "looked_on": "2026-11-01"}

    unsigned = desk.post(reverse("venues:add"), venue_form(access=[known]))
    twice = desk.post(reverse("venues:add"), venue_form(access=[seen, seen]))
    strange = desk.post(
        reverse("venues:add"), venue_form(access=[seen | {"feature": "loop"}])
    )

    assert errors(unsigned) == ["Skriv, hvem der har set efter, og hvornår."]
    assert errors(twice) == ["Det er besvaret allerede."]
    assert len(errors(strange)) == 1
    assert Venue.objects.count() == 0


def test_a_place_on_the_map_has_both_numbers(desk):
    response = desk.post(reverse("venues:add"), venue_form(latitude="55.69420"))

    assert errors(response) == ["Et sted på kortet skal have begge tal."]


def test_the_hosts_are_chosen_among_those_who_answer(desk):
    host = factories.make_user("vaert@example.org", groups=["Venue hosts"])
    factories.make_user("andre@example.org", groups=["Editors"])

    page = Page(desk.get(reverse("venues:add")))

    offered = {box.get("value") for box in page.all("input", name="hosts")}
    answering = User.objects.filter(groups__name__in=["Venue hosts", "Booking desk"])
    assert offered == {str(pk) for pk in answering.values_list("pk", flat=True)}
    assert str(host.pk) in offered


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


# What stays ---------------------------------------------------------------------------


def test_a_booked_space_is_not_deleted(desk):
    booked, free = make_space(), make_space()
    make_booking(booked)

    addresses = [reverse("spaces:delete", args=[each.pk]) for each in (booked, free)]
    answers = [desk.post(address, follow=True) for address in addresses]

    assert list(Space.objects.all()) == [booked]
    reason = f"“{booked}” har bookinger eller lokaler og kan ikke slettes."
    assert [reason in Page(answer).text("body") for answer in answers] == [True, False]


def test_new_house_rules_are_the_next_version_and_old_ones_stay(desk):
    venue = make_venue()
    old = HouseRules.objects.create(venue=venue, version=4, text_da="Sluk lyset.")
    form = {"venue": venue.pk, "text_da": "Sluk lyset, og luk vinduet."}

    added = desk.post(reverse("house_rules:add"), form)
    desk.post(reverse("house_rules:edit", args=[old.pk]), form)

    assert added.status_code == 302
    found = HouseRules.objects.filter(venue=venue).order_by("version")
    assert list(found.values_list("version", "text_da")) == [
        (4, "Sluk lyset."), (5, "Sluk lyset, og luk vinduet."),
    ]  # fmt: skip
    assert desk.get(reverse("house_rules:inspect", args=[old.pk])).status_code == 200


def test_an_introduction_is_known_by_the_address(desk):
    space = make_space(requires_introduction=True)
    somebody = factories.make_user("ea@example.org")
    form = {"email": "EA@example.org", "space": space.pk, "held_on": "2026-11-01"}

    response = desk.post(reverse("introductions:add"), form)

    assert response.status_code == 302
    found = Introduction.objects.get()
    assert (found.user, found.space) == (somebody, space)
    assert found.held_by.email != somebody.email


def test_an_introduction_needs_an_account_and_one_thing(desk):
    space = make_space()
    form = {
        "email": "ingen@example.org", "space": space.pk, "kind": "workshop",
        "held_on": "2026-11-01",
    }  # fmt: skip

    response = desk.post(reverse("introductions:add"), form)

    assert errors(response) == [
        "Ingen har logget ind med den adresse endnu. Det skal de gøre en gang.",
        "Vælg et lokale eller en slags, ikke begge.",
    ]
    assert Introduction.objects.count() == 0


def test_a_notice_is_mailed_to_those_who_come_and_names_whom_to_ring(desk):
    space = make_space()
    make_booking(space)
    ring = make_booking(space, [slot(start=15)], phone="33 33 33 33")
    type(ring).objects.filter(pk=ring.pk).update(email="")
    OutgoingMail.objects.all().delete()
    now = timezone.localtime()
    form = {
        "venue": space.venue_id, "text_da": "Elevatoren står.", "text_en": "No lift.",
        "shown_from": f"{now:%Y-%m-%d %H:%M}",
        "shown_until": f"{now + dt.timedelta(days=30):%Y-%m-%d %H:%M}",
    }  # fmt: skip

    response = desk.post(reverse("access_notices:add"), form, follow=True)

    assert AccessNotice.objects.get().told.count() == 2
    assert OutgoingMail.objects.count() == 1
    text = Page(response).text("body")
    assert ["33 33 33 33" in text, ring.reference in text] == [True, True]


# Who may ------------------------------------------------------------------------------

LISTS = (
    "venues", "spaces", "access_notices", "house_rules", "introductions", "equipment",
)  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status"),
    [("Booking desk", 200), ("Hub managers", 200), ("Venue hosts", 302),
     ("Publishers", 302), ("Editors", 302)],
)  # fmt: skip
def test_the_desk_and_managers_keep_the_facts(client, home, role, status):
    sign_in(client, factories.make_staff(role))
    addresses = [
        reverse(f"{name}:{verb}") for name in LISTS for verb in ("index", "add")
    ]

    found = {address: client.get(address).status_code for address in addresses}

    assert found == dict.fromkeys(addresses, status)


def test_the_first_page_leads_to_the_spaces(desk):
    links = Page(desk.get("/admin/")).links()

    assert reverse("spaces:index") in [url for _text, url in links]


@pytest.mark.parametrize("count", [1, 3, 12])
def test_the_list_of_spaces_asks_as_often_for_many(
    desk, count, django_assert_max_num_queries
):
    venue = make_venue()
    for _number in range(count):
        make_space(venue)

    with django_assert_max_num_queries(40):
        response = desk.get(reverse("spaces:index"))

    assert len(Page(response).all("tr")) >= count


def test_a_price_row_that_is_left_alone_is_not_changed(desk):
    space = make_space(price=(7500, 24000))
    before = list(Price.objects.order_by("pk").values())

    desk.post(edit(space), form_of(space, line_da="Nyt."))

    assert list(Price.objects.order_by("pk").values()) == before
    assert Space.objects.get().line_da == "Nyt."
