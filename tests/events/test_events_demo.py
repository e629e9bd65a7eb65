"""The demo's events: each kind of date and state, plain to read, twice the same."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from events import demo_pages, demo_scale
from events.choices import DateStatus, EventStatus, Presence
from events.models import Event, EventPage, Occurrence, Seats, Signup
from events.states import SignupState
from home.readability import lix
from hub.models import OutgoingMail
from hub.plain_text import lines_of
from hub.workdays import is_holiday
from search.followers.links import NEWS
from spaces.availability import overlaps, wrongly_occupied
from spaces.models import Closure, Introduction, Occupancy
from stories.models import StoryPage

HIGHEST_LIX = 25
COUNTED = (
    Closure, Event, Introduction, Occupancy, Occurrence, OutgoingMail, Page, Seats,
    Signup,
)  # fmt: skip
DATES = {
    "aabent-hus": 9, "lokalt-forum-noerrebro": 1, "pitch-paa-tre-minutter": 1,
    "koekkenintro": 2, "markedsdialog-linned": 1, "lederkursus": 4,
    "maal-det-smaa": 1, "byt-en-ydelse": 2, "spoerg-puljen": 1, "soendagssuppe": 1,
    "bag-med-naboerne": 1, "cykeltur": 1, "foerstehjaelp-til-regnskabet": 1,
    "faellessang": 1, "koncert-de-unge-styrer-lyden": 1,
}  # fmt: skip
OTHER_STATES = {
    "cykeltur": EventStatus.CANCELLED,
    "faellessang": EventStatus.DRAFT,
    "koncert-de-unge-styrer-lyden": EventStatus.SUGGESTED,
}


def date_of(slug: str) -> Occurrence:
    return Occurrence.objects.select_related("event", "seats").get(event__slug=slug)


def text_of(page: EventPage) -> str:
    body = [line for block in page.body for line in lines_of(block.value)]
    return "\n".join([page.standfirst, *body])


def counts() -> dict:
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_a_second_run_changes_nothing(demo):
    before = counts()

    call_command("load_demo", verbosity=0)

    of_news = OutgoingMail.objects.filter(headers__has_key=NEWS.header)
    assert (counts(), before["OutgoingMail"]) == (before, of_news.count())


def test_each_event_is_there_with_its_dates(demo):
    events = Event.objects.all()

    assert {each.slug: each.occurrences.count() for each in events} == DATES
    states = {each.slug: each.status for each in events}
    assert states == dict.fromkeys(DATES, EventStatus.PUBLISHED) | OTHER_STATES
    for event in events:
        event.full_clean()
        assert event.is_example
    for date in Occurrence.objects.all():
        date.full_clean()
        day = timezone.localtime(date.starts_at).date()
        assert date.booking_id or not date.is_held or not is_holiday(day)


def test_the_rooms_of_what_is_published_are_reserved_once(demo):
    coming = Occurrence.objects.held().coming()
    in_spaces = coming.exclude(space=None)

    assert in_spaces.count() == 10
    for date in in_spaces:
        assert bool(date.closure_id) != bool(date.booking_id)
        kept = date.closure.occupancies.all() if date.closure_id else []
        for row in kept:
            assert (row.blocked_from, row.blocked_until) == (
                date.kept_from, date.kept_until,
            )  # fmt: skip
    assert date_of("faellessang").closure_id is None
    assert (overlaps(), wrongly_occupied()) == ([], [])


def test_a_series_keeps_its_wall_time_over_a_change_of_the_clocks(demo):
    dates = list(Occurrence.objects.filter(event__slug="aabent-hus"))

    local = [timezone.localtime(date.starts_at) for date in dates]
    assert {(day.weekday(), day.hour, (day.day - 1) // 7) for day in local} == {
        (3, 16, 0)
    }
    assert {date.starts_at.astimezone(dt.UTC).hour for date in dates} == {14, 15}


def test_what_is_full_has_a_waiting_list_with_a_party_of_two(demo):
    seats = date_of("pitch-paa-tre-minutter").seats

    assert (seats.capacity, seats.taken, seats.is_full) == (12, 12, True)
    assert [each.party_size for each in seats.signups.waiting()] == [1, 2, 1]


def test_what_moved_was_cancelled_and_has_been_says_so(demo):
    soup, past = date_of("soendagssuppe"), date_of("foerstehjaelp-til-regnskabet")

    assert (soup.status, bool(soup.note_da and soup.note_en)) == (
        DateStatus.RESCHEDULED, True,
    )  # fmt: skip
    assert soup.former_starts_at < soup.starts_at
    assert Event.objects.get(slug="cykeltur").note_en
    assert past.is_over
    presence = [each.presence for each in past.seats.signups.all()]
    assert sorted(presence) == [Presence.NO_SHOW, *4 * [Presence.PRESENT]]


def test_a_course_has_one_sign_up_for_all_its_dates(demo):
    dates = Occurrence.objects.filter(event__slug="lederkursus")

    assert len({date.seats_id for date in dates}) == 1
    assert dates[0].seats.signups.get().state == SignupState.CONFIRMED


def test_every_story_is_short_and_easy_and_all_but_one_are_english_too(demo):
    pages = EventPage.objects.live().select_related("locale")
    texts = {page.slug: text_of(page) for page in pages}

    words = {slug: len(text.split()) for slug, text in texts.items()}
    assert {slug: n for slug, n in words.items() if not 120 <= n <= 250} == {}
    hard = {slug for slug, text in texts.items() if lix(text) > HIGHEST_LIX}
    assert hard == set()
    assert len(pages) == 2 * len(demo_pages.rows()) - 1


def test_a_story_leads_to_the_event_where_one_meets_them(demo):
    stories = StoryPage.objects.filter(action_page__slug="lokalt-forum-noerrebro")

    slugs = {page.locale.language_code: page.organisation.slug for page in stories}
    assert slugs == {"da": "klanggaarden-nord", "en": "klanggaarden-nord"}


def test_scale_adds_so_many_and_a_second_run_adds_none(demo):
    before = {model: model.objects.count() for model in (Event, Occurrence, Seats)}

    for _run in range(2):
        demo_scale.events(40)

    added = {model: model.objects.count() - before[model] for model in before}
    assert added == {Event: 40, Occurrence: 40, Seats: 40}
    scaled = Event.objects.filter(slug="scale-event-7")
    assert [scaled[0].districts.count(), scaled[0].themes.count()] == [1, 1]
