"""What the booking desk does with houses, their rules, and who was introduced."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.models import OutgoingMail, User
from spaces.models import (
    AccessNotice,
    HouseRules,
    Introduction,
    Space,
    Venue,
)
from tests import factories
from tests.reading import Page
from tests.spaces.facts import (
    errors,
    hours,
    venue_form,
)
from tests.spaces.makers import make_booking, make_space, make_venue, slot
from tests.staff import sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def desk(client, home):
    """The booking desk, signed in with both factors."""
    return sign_in(client, factories.make_staff("Booking desk"))


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


def test_a_changed_notice_is_mailed_again_only_when_one_asks(desk):
    space = make_space()
    make_booking(space)
    now = timezone.localtime()
    form = {
        "venue": space.venue_id, "text_da": "Elevatoren står.", "text_en": "No lift.",
        "shown_from": f"{now:%Y-%m-%d %H:%M}",
        "shown_until": f"{now + dt.timedelta(days=30):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    add = Page(desk.get(reverse("access_notices:add")))
    desk.post(reverse("access_notices:add"), form)
    change = reverse("access_notices:edit", args=[AccessNotice.objects.get().pk])
    OutgoingMail.objects.all().delete()

    desk.post(change, form | {"text_da": "Elevatoren står stille."})
    silent = OutgoingMail.objects.count()
    desk.post(change, form | {"tell_again": "on"})

    assert add.all("input", name="tell_again") == []
    assert (silent, OutgoingMail.objects.count()) == (0, 1)


@pytest.mark.parametrize("name", ["venues", "spaces"])
def test_each_row_of_a_list_leads_to_its_form(desk, name):
    space = make_space()
    pk = {"venues": space.venue_id, "spaces": space.pk}[name]

    links = Page(desk.get(reverse(f"{name}:index"))).links()

    assert reverse(f"{name}:edit", args=[pk]) in [url for _text, url in links]


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
