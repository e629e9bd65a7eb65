"""The demo of spaces: it is plain to read, and its bookings are as ours are."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from home.readability import lix
from hub.models import Organisation, OutgoingMail
from hub.plain_text import lines_of
from search.followers.links import NEWS
from spaces import demo_pages, demo_scale
from spaces.availability import overlaps, wrongly_occupied
from spaces.choices import OF, PriceGroup
from spaces.demo_bookings import THURSDAY
from spaces.hours import Hours, Stretch
from spaces.models import (
    AccessNotice,
    Booking,
    BookingEvent,
    Closure,
    Feature,
    HouseRules,
    Introduction,
    Occupancy,
    OpeningHours,
    Price,
    RoomOffer,
    Space,
    SpaceIndexPage,
    SpacePage,
    UnmetSearch,
    Venue,
)
from spaces.states import BookingState

COUNTED = (
    AccessNotice, Booking, BookingEvent, Closure, Feature, HouseRules, Introduction,
    Occupancy, OpeningHours, Organisation, OutgoingMail, Page, Price, RoomOffer, Space,
    UnmetSearch, Venue,
)  # fmt: skip
HIGHEST_LIX = 30
SPACES = [
    "den-lille-sal", "det-gamle-apotek", "feltplads-i-ungdomsskolen", "laesesalen",
    "moedelokale-havnen", "pop-op-kiosken", "salen", "scenen", "skolekoekkenet",
    "vaerksted-syd",
]  # fmt: skip


def counts() -> dict:
    return {model.__name__: model.objects.count() for model in COUNTED}


def text_of(page: SpacePage) -> str:
    body = [line for block in page.body for line in lines_of(block.value)]
    return "\n".join([page.title, page.standfirst, page.in_short, *body])


def test_a_second_run_changes_nothing(demo):
    before = counts()

    call_command("load_demo", verbosity=0)

    assert counts() == before


def test_each_space_is_there_with_all_its_facts(demo):
    spaces = Space.objects.select_related("venue").order_by("slug")
    of_space = {feature for feature, looked in OF.items() if not looked.is_of_venue}

    assert [space.slug for space in spaces] == SPACES
    for space in spaces:
        assert {fact.feature for fact in space.access_facts.all()} == of_space
        assert all(space.prices_now[group] for group in PriceGroup)
        assert space.prices.count() == 4
        assert (space.is_open, space.is_example, bool(space.key_information)) == (
            True, True, True,
        )  # fmt: skip
        space.full_clean()


def test_each_house_is_there_with_all_its_facts(demo):
    of_venue = {feature for feature, looked in OF.items() if looked.is_of_venue}
    venues = Venue.objects.prefetch_related("access_facts", "house_rules")

    assert len(venues) == 8
    for venue in venues:
        assert {fact.feature for fact in venue.access_facts.all()} == of_venue
        assert all((venue.stop_en, venue.way_in_en, venue.key_en, venue.door_phone))
        assert all((venue.contact, venue.owner, venue.map_url, venue.is_example))
        venue.full_clean()
    assert [str(each) for each in venues if each.is_stale] == ["Ungdomsskolen Vest"]
    versions = HouseRules.objects.filter(venue__slug="remisen-syd")
    assert sorted(versions.values_list("version", flat=True)) == [1, 2]


def test_every_story_is_short_and_easy_in_both_languages(demo):
    pages = list(SpacePage.objects.select_related("locale"))
    words = {page.slug: len(text_of(page).split()) for page in pages}
    figures = {page.slug: lix(text_of(page)) for page in pages}

    assert {slug: n for slug, n in words.items() if not 150 <= n <= 290} == {}
    assert {slug: n for slug, n in figures.items() if n > HIGHEST_LIX} == {}
    assert len(pages) == 2 * len(SPACES) - 1


def test_the_list_of_spaces_stands_in_the_menu_and_on_the_front_page(client, demo):
    index = SpaceIndexPage.objects.get(slug="lokaler")
    english = SpaceIndexPage.objects.get(slug="spaces")

    assert (index.show_in_menus, english.show_in_menus) == (True, True)
    assert index.definition_page.slug == "social-virksomhed"
    assert english.definition_page == index.definition_page
    assert client.get("/en/").content.decode().count('href="/en/spaces/"') >= 2
    places = [page.get_prev_sibling().slug for page in (index, english)]
    assert places == ["kom-i-gang", "get-started"]


# Bookings -----------------------------------------------------------------------------


def test_there_is_a_booking_in_every_state_that_lasts(demo):
    found = set(Booking.objects.values_list("state", flat=True))

    assert found == set(BookingState.values) - {BookingState.HELD}
    waiting = Booking.objects.waiting()
    assert waiting.count() == 8
    flags = {
        "sells": waiting.exclude(food__in=["", "no"]).exists(),
        "not introduced": waiting.filter(space__requires_introduction=True).exists(),
        "late": waiting.filter(booked_by__email="signe@example.org").exists(),
    }
    assert flags == dict.fromkeys(flags, True)


def test_every_booking_is_when_its_space_is_open_and_takes_its_rows(demo):
    bookings = Booking.objects.for_lists()
    hours = Hours(Space.objects.select_related("venue"))
    day = dt.timedelta(days=1)

    closed = [
        booking
        for booking in bookings
        for time in [Stretch(booking.starts_at, booking.ends_at)]
        if not any(
            part.holds(time)
            for part in hours.open(booking.space, Stretch(time[0] - day, time[1] + day))
        )
    ]
    assert closed == []
    assert (overlaps(), wrongly_occupied()) == ([], [])


def test_the_kitchen_is_free_on_coming_thursdays_and_the_houses_are_in_use(demo):
    coming = Booking.objects.coming().filter(space__slug="skolekoekkenet")
    near = timezone.now() + dt.timedelta(days=3)
    soon = Booking.objects.in_state("confirmed").between(
        timezone.now() - dt.timedelta(days=1), near
    )

    days = {timezone.localtime(each.starts_at).weekday() for each in coming}
    assert THURSDAY not in days
    hosts = soon.filter(space__venue__hosts__email="vaert@example.org")
    assert hosts.exists()


def test_a_log_leads_to_the_state_in_the_order_of_time(demo):
    bookings = Booking.objects.prefetch_related("events")

    assert len(bookings) > 50
    for booking in bookings:
        steps = list(booking.events.all())
        states = [(step.from_state, step.to_state) for step in steps]
        moments = [step.happened_at for step in steps]
        assert [one[1] for one in states[:-1]] == [two[0] for two in states[1:]]
        assert steps[-1].to_state == booking.state
        assert moments == sorted(moments)
        assert moments[-1] <= timezone.now()


def test_no_mail_about_a_booking_waits_and_nobody_has_a_real_address(demo):
    addresses = set(Booking.objects.exclude(email="").values_list("email", flat=True))

    of_news = OutgoingMail.objects.filter(headers__has_key=NEWS.header)
    assert OutgoingMail.objects.count() == of_news.count()
    assert {address.split("@")[1] for address in addresses} == {"example.org"}
    assert Booking.objects.filter(is_example=False).count() == 0


# Many ---------------------------------------------------------------------------------


def test_scale_adds_spaces_with_400_bookings_each_and_a_second_run_none(demo):
    before = {model: model.objects.count() for model in (Space, Booking)}

    for _run in range(2):
        demo_scale.spaces(2)

    added = {model: model.objects.count() - before[model] for model in before}
    assert added == {Space: 2, Booking: 800}
    assert (overlaps(), wrongly_occupied()) == ([], [])
    theirs = Booking.objects.filter(space__slug="scale-0").order_by("starts_at")
    today = timezone.localdate()
    days = [timezone.localtime(b.starts_at).date() for b in (theirs[0], theirs[399])]
    assert (days[0] - today).days == -365
    assert 80 < (days[1] - today).days <= 91


@pytest.mark.parametrize("row", demo_pages.rows(), ids=lambda row: row["key"])
def test_a_page_says_what_search_results_show(row):
    languages = ("da",) if row.get("is_danish_only") else ("da", "en")

    lengths = {each: len(row["search_description"][each]) for each in languages}

    assert {each: n for each, n in lengths.items() if not 60 <= n <= 165} == {}
