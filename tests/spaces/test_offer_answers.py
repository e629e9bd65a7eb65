"""Answering offered rooms: the table of steps, mails, rights, lists and lateness."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub import jobs
from hub.models import OutgoingMail
from spaces.actions import offering
from spaces.choices import OfferState
from spaces.models import RoomOffer, Space, Venue
from spaces.refusals import Refused
from tests import factories
from tests.hub.test_first_page import rows
from tests.hub.test_papers import content_of
from tests.reading import Page
from tests.spaces.offered import WORDS, make_offer, photograph
from tests.staff import sign_in

NEW, VISITED = OfferState.NEW, OfferState.VISITED
ACCEPTED, DECLINED = OfferState.ACCEPTED, OfferState.DECLINED
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(client, db):
    """The booking desk in front of the admin, in Danish."""
    return sign_in(client, factories.make_staff("Booking desk"))


def yes(**said) -> dict:
    """What staff fill in to take a room."""
    values = {
        "name_da": "Enghavehuset",
        "street": "Enghavevej 80",
        "postcode": "2450",
        "town": "København SV",
        "space_name_da": "Øvekøkkenet",
        "capacity": 8,
    }
    return values | said


def take(step: str, offer: RoomOffer, **said) -> RoomOffer:
    """A step as staff take it, with what it needs."""
    by = {"by": factories.make_staff()}
    needed = {
        "visit": {},
        "decline": by | {"reason": "For fugtigt"},
        "accept": by | yes() | {"district": factories.make_district()},
    }
    change = getattr(offering, step)
    return change(**{"offer": offer, "seen": offer.state} | needed[step] | said)


def step_url(offer: RoomOffer, step: str) -> str:
    return reverse("offered_room_step", args=[offer.pk, step])


def status_at(client, url: str) -> int:
    """What an address answers; a file is read to its end."""
    response = client.get(url)
    if response.streaming:
        content_of(response)
    return response.status_code


# The table ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "leads_to"),
    [
        (NEW, {"visit": VISITED, "accept": ACCEPTED, "decline": DECLINED}),
        (VISITED, {"accept": ACCEPTED, "decline": DECLINED}),
        (ACCEPTED, {}),
        (DECLINED, {}),
    ],
)
@pytest.mark.parametrize("step", ["visit", "accept", "decline"])
def test_a_step_leads_where_the_table_says_or_is_refused(db, state, leads_to, step):
    offer = make_offer()
    RoomOffer.objects.filter(pk=offer.pk).update(state=state, reason="Nej")
    offer.refresh_from_db()
    mails = OutgoingMail.objects.count()

    try:
        took, code = take(step, offer).state, None
    except Refused as refused:
        took, code = None, refused.code

    assert offering.steps_of(offer) == list(leads_to)
    assert (took, code) == (leads_to.get(step), None if step in leads_to else "state")
    assert OutgoingMail.objects.count() == mails + (step in leads_to)
    assert Venue.objects.count() == (step == "accept" and step in leads_to)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("step", ["visit", "accept", "decline"])
def test_the_person_hears_of_each_step_in_their_language(db, language, step):
    offer = take(step, make_offer(language=language))

    mail = OutgoingMail.objects.latest("pk")
    greeting = {"da": "Hej Ea Ejer", "en": "Hello Ea Ejer"}
    assert (mail.to, mail.language) == (offer.email, language)
    assert mail.body.startswith(greeting[language])
    assert ("For fugtigt" in mail.body) == (step == "decline")
    assert WORDS["address"] in mail.subject


def test_who_was_seen_with_another_state_is_refused(db):
    offer = make_offer()
    take("visit", offer)

    with pytest.raises(Refused) as refused:
        take("decline", offer, seen=NEW)

    assert refused.value.code == "changed"
    assert RoomOffer.objects.get().state == VISITED


def test_after_a_visit_the_promise_begins_again(db, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    offer = make_offer()
    time_machine.move_to("2026-11-25T17:00:00Z", tick=False)
    offering.say_is_late(offer=offer)

    offer = take("visit", offer)

    assert timezone.localtime(offer.answer_by).date() == dt.date(2026, 11, 27)
    assert offer.is_late_told is False


def test_a_yes_makes_a_house_and_a_space_that_nobody_can_book(db):
    district = factories.make_district()

    offer = take("accept", make_offer(), district=district)

    venue, space = Venue.objects.get(), Space.objects.get()
    assert offer.venue == venue
    assert (venue.name_da, venue.address, venue.district) == (
        "Enghavehuset", "Enghavevej 80, 2450 København SV", district,
    )  # fmt: skip
    assert (venue.slug, space.slug) == ("enghavehuset", "oevekoekkenet")
    assert (venue.way_in_da, venue.owner_email) == (offer.access, offer.email)
    assert (space.venue, space.kind, space.capacity) == (venue, "kitchen", 8)
    assert (space.is_open, venue.checked_on) == (False, None)
    assert venue.opening_hours.count() == space.prices.count() == 0
    assert list(Space.objects.shown()) == []


def test_a_second_house_of_a_name_gets_an_address_of_its_own(db):
    for _number in range(3):
        take("accept", make_offer())

    slugs = set(Venue.objects.values_list("slug", flat=True))
    assert slugs == {"enghavehuset", "enghavehuset-2", "enghavehuset-3"}


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Gade 1, 2450 København SV", ("Gade 1", "2450", "København SV")),
        ("Gade 1,  2. tv 2450", ("Gade 1, 2. tv", "2450", "København")),
        ("Den gamle skole", ("Den gamle skole", "", "København")),
    ],
)
def test_an_address_is_taken_apart_as_far_as_it_goes(address, parts):
    found = offering.parts_of_address(address)

    assert (found["street"], found["postcode"], found["town"]) == parts


# The admin ----------------------------------------------------------------------------


def test_the_list_has_the_most_urgent_first_and_the_answered_below(desk):
    now = timezone.now()
    for address, hours in (("Sent", 3), ("Før", 1), ("Forbi", -1)):
        offer = make_offer(address=address)
        RoomOffer.objects.filter(pk=offer.pk).update(answer_by=now + hours * HOUR)
    take("decline", make_offer(address="Færdig"))

    page = Page(desk.get(reverse("offered_rooms")))

    titles = [
        text.removeprefix("Køkken, ") for text in page.texts("td", class_="title")
    ]
    assert titles == ["Forbi", "Før", "Sent", "Færdig"]


def test_a_click_on_a_step_asks_first_and_does_it_by_post(desk):
    offer = make_offer()
    url = step_url(offer, "decline")

    asked = Page(desk.get(url))
    assert RoomOffer.objects.get().state == NEW
    [seen] = asked.all("input", name="seen")
    response = desk.post(url, {"seen": seen.get("value"), "reason": "For fugtigt"})

    offer.refresh_from_db()
    assert response.url == reverse("offered_rooms")
    assert (offer.state, offer.reason) == (DECLINED, "For fugtigt")
    assert str(offer.answered_by_id) == desk.session["_auth_user_id"]


def test_a_no_without_a_reason_is_refused_by_the_field(desk):
    offer = make_offer()

    response = desk.post(step_url(offer, "decline"), {"seen": NEW, "reason": " "})

    assert response.status_code == 422
    assert RoomOffer.objects.get().state == NEW


def test_a_stale_decision_is_a_409_and_sends_nothing(desk):
    offer = make_offer()
    take("accept", offer)
    mails = OutgoingMail.objects.count()

    response = desk.post(step_url(offer, "decline"), {"seen": NEW, "reason": "Nej"})

    assert response.status_code == 409
    assert RoomOffer.objects.get().state == ACCEPTED
    assert OutgoingMail.objects.count() == mails


def test_a_double_click_takes_a_room_once(desk):
    offer = make_offer()
    said = yes(seen=NEW, district=factories.make_district().pk)

    answers = [desk.post(step_url(offer, "accept"), said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert Venue.objects.count() == Space.objects.count() == 1


def test_the_form_of_a_yes_begins_with_what_the_offer_says(desk):
    district = factories.make_district(postcodes="2450, 2451")
    offer = make_offer()

    page = Page(desk.get(step_url(offer, "accept")))

    typed = {each.get("name"): each.get("value") for each in page.all("input")}
    assert [typed[name] for name in ("street", "postcode", "town")] == [
        "Enghavevej 80", "2450", "København SV",
    ]  # fmt: skip
    assert typed["space_name_da"] == "Køkken"
    assert page.all("option", selected="")[0].get("value") == str(district.pk)


def test_after_a_yes_the_offer_leads_to_the_house_and_its_space(desk):
    offer = make_offer()
    said = yes(seen=NEW, district=factories.make_district().pk)

    response = desk.post(step_url(offer, "accept"), said, follow=True)

    shown = Page(response).text("main")
    assert "Enghavevej 80, 2450 København SV" in shown


def test_an_unknown_step_or_offer_is_missing(desk):
    offer = make_offer()

    assert desk.get(step_url(offer, "burn")).status_code == 404
    for name in ("offered_room", "offered_room_photo"):
        assert desk.get(reverse(name, args=[offer.pk + 1])).status_code == 404


# Who may ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Booking desk", 200),
        ("Hub managers", 200),
        ("Venue hosts", 302),
        ("Editors", 302),
        ("Translators", 302),
        ("Publishers", 302),
    ],
)
def test_who_may_see_and_answer_offers(client, db, role, status):
    offer = make_offer(photo=photograph())
    sign_in(client, factories.make_staff(role))

    addresses = [
        reverse("offered_rooms"),
        reverse("offered_room", args=[offer.pk]),
        reverse("offered_room_photo", args=[offer.pk]),
        step_url(offer, "decline"),
    ]
    assert {status_at(client, url) for url in addresses} == {status}
    client.post(step_url(offer, "decline"), {"seen": NEW, "reason": "Nej"})
    assert RoomOffer.objects.get().state == (DECLINED if status == 200 else NEW)


def test_the_photograph_is_served_as_a_picture_and_nothing_else(desk):
    offer = make_offer(photo=photograph())

    response = desk.get(reverse("offered_room_photo", args=[offer.pk]))

    assert content_of(response).startswith(b"\xff\xd8\xff")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_without_a_photograph_there_is_none_to_see(desk):
    offer = make_offer()
    url = reverse("offered_room_photo", args=[offer.pk])

    assert desk.get(url).status_code == 404
    page = Page(desk.get(reverse("offered_room", args=[offer.pk])))
    assert url not in [each.get("src") for each in page.all("img")]


# The first page and the clock ---------------------------------------------------------


def test_the_first_page_names_offers_for_those_who_answer(
    client, home, time_machine, settings
):
    settings.LANGUAGE_CODE = "en"
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    make_offer()

    shown = rows(client, factories.make_staff("Booking desk"))[
        "Offered rooms to answer"
    ]
    others = rows(client, factories.make_staff("Venue hosts"))

    who = "Ea Ejer, answer by Wednesday 25 November 2026"
    assert shown == [("Kitchen, Enghavevej 80, 2450 København SV", who)]
    assert "Offered rooms to answer" not in others


def test_managers_hear_once_of_an_offer_that_nobody_answered(db, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    manager = factories.make_staff("Hub managers", language="en")
    factories.make_staff("Hub managers", is_active=False)
    offer = make_offer()
    take("decline", make_offer(address="Svaret"))
    late = [job for job in jobs.registered() if job.name.endswith("late_offers")]
    mails = OutgoingMail.objects.filter(to=manager.email)

    counts = []
    for moment in ("2026-11-25T14:59:00Z", "2026-11-25T15:00:00Z", "2026-11-26T09:00Z"):
        time_machine.move_to(moment, tick=False)
        late[0].run()
        counts.append(mails.count())

    assert counts == [0, 1, 1]
    mail = mails.get()
    assert mail.subject == f"Nobody has answered an offered room: {offer.address}"
    assert reverse("offered_room", args=[offer.pk]) in mail.body
    assert (
        OutgoingMail.objects.exclude(to__in=[offer.email, manager.email]).count() == 0
    )


def test_the_job_of_two_workers_writes_once(db, time_machine):
    factories.make_staff("Hub managers")
    offer = make_offer()
    time_machine.move_to(offer.answer_by + HOUR, tick=False)

    told = [offering.say_is_late(offer=offer) for _ in range(2)]

    assert told == [True, False]
