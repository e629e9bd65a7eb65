"""The rules of a space: which times are wrong, what they cost, who answers when."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import translation

from hub.models import SiteSettings
from spaces import actions, rules
from spaces.models import Booking, Introduction, Price
from spaces.refusals import Refused, Taken
from tests import factories
from tests.spaces import makers
from tests.spaces.makers import local

# Monday the 30th of November 2026, seven in the morning.
MONDAY = dt.date(2026, 11, 30)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(local(MONDAY, 7))


def on(day: int, start: float, end: float, last: int | None = None) -> tuple:
    """From and until, in hours of days after Monday; the end may be on another day."""
    first, last = MONDAY + day * DAY, MONDAY + (day if last is None else last) * DAY
    return (
        local(first, int(start), int(start % 1 * 60)),
        local(last, int(end), int(end % 1 * 60)),
    )


# Wrong times --------------------------------------------------------------------------

STRICT = {
    "start_interval_minutes": 30,
    "shortest_minutes": 60,
    "longest_minutes": 240,
    "notice_hours": 24,
    "horizon_days": 10,
}
TIMES = {
    "good": (on(2, 10, 12), []),
    "as short as may be": (on(2, 10, 11), []),
    "as long as may be": (on(2, 10, 14), []),
    "as soon as may be": (on(1, 8, 9), []),
    "as far as may be": (on(10, 20, 22), []),
    "reversed": (on(2, 12, 10), ["reversed"]),
    "empty": (on(2, 12, 12), ["reversed"]),
    "past": (on(-1, 10, 12), ["past"]),
    "begun": (on(0, 6.5, 8.5), ["past"]),
    "begins now": (on(0, 7, 9), ["past"]),
    "starts off the grid": (on(2, 10.25, 12), ["off_grid"]),
    "ends off the grid": (on(2, 10, 12.25), ["off_grid"]),
    "too short": (on(2, 10, 10.5), ["too_short"]),
    "too long": (on(2, 10, 14.5), ["too_long"]),
    "too soon": (on(0, 10, 12), ["too_soon"]),
    "a little too soon": (on(1, 6.5, 8), ["too_soon"]),
    "too far": (on(11, 10, 12), ["too_far"]),
    "ends too far": (on(10, 22, 1, 11), ["too_far"]),
    "all at once": (on(11, 10.25, 10.5), ["off_grid", "too_short", "too_far"]),
    "before it opens": (on(2, 7, 9), ["closed"]),
    "after it closes": (on(2, 21, 23), ["closed"]),
}


@pytest.mark.parametrize(("times", "codes"), TIMES.values(), ids=TIMES)
def test_a_wrong_time_is_refused_with_all_its_reasons(db, times, codes):
    space = makers.make_space(**STRICT)

    try:
        makers.make_hold(space, [times])
        found = []
    except Refused as refused:
        found = [each.code for each in refused.problems]

    assert found == codes
    assert Booking.objects.count() == (codes == [])


def test_each_wrong_time_of_several_is_named_once(db):
    space = makers.make_space(**STRICT)
    times = [on(2, 10, 10.5), on(3, 10, 10.5), on(4, 10.25, 12)]

    with pytest.raises(Refused) as refused:
        makers.make_hold(space, times)

    assert [each.code for each in refused.value.problems] == ["too_short", "off_grid"]


def test_times_of_one_request_may_not_clash_with_each_other(db):
    space = makers.make_space(buffer_after_minutes=30)

    with pytest.raises(Refused) as refused:
        makers.make_hold(space, [on(2, 10, 12), on(2, 12, 13)])

    assert refused.value.code == "each_other"
    assert len(makers.make_hold(space, [on(2, 10, 12), on(2, 12.5, 13.5)])) == 2


def test_several_times_are_all_held_or_none(db):
    space = makers.make_space()
    makers.make_booking(space, [on(3, 10, 12)])

    with pytest.raises(Taken) as refused:
        makers.make_hold(space, [on(2, 10, 12), on(3, 11, 13)])

    assert (refused.value.start, refused.value.end) == on(3, 11, 13)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said", "code"),
    [
        ({"capacity": 4}, {"people": 5}, "capacity"),
        ({"kind": "kitchen"}, {}, "food"),
        ({"price": ()}, {}, "no_price"),
        ({"price": (100,)}, {}, "no_price"),
        ({"is_open": False}, {}, "not_open"),
    ],
)
def test_a_wish_that_does_not_fit_is_refused(db, fields, said, code):
    space = makers.make_space(**fields)

    with pytest.raises(Refused) as refused:
        makers.make_hold(space, [on(2, 10, 12)], **said)

    assert refused.value.code == code
    assert Booking.objects.count() == 0


def test_a_reason_names_its_field_and_the_rule_in_words(db):
    space = makers.make_space(shortest_minutes=90)
    start, end = on(2, 10, 11)
    now = local(MONDAY, 7)

    with translation.override("en"):
        [found] = rules.problems_of_time(space, start, end, now=now)

    assert found.field == "until"
    assert found.text == "The shortest time here is 1 hour and 30 minutes."


# When an answer is due ----------------------------------------------------------------

THURSDAY_EASTER = dt.date(2027, 3, 25)
FRIDAY, WEDNESDAY = MONDAY + 4 * DAY, MONDAY + 2 * DAY
DUE = {
    # The promise of two working days is the sooner one.
    "a plain week": (local(MONDAY, 9), local(MONDAY + 14 * DAY, 10), WEDNESDAY, 16),
    "over a weekend": (local(FRIDAY, 9), local(FRIDAY + 14 * DAY, 10), MONDAY + 8 * DAY,
                       16),
    "sent on a Saturday": (local(FRIDAY + DAY, 9), local(FRIDAY + 14 * DAY, 10),
                           MONDAY + 8 * DAY, 16),
    "sent late in the evening": (local(MONDAY, 23), local(MONDAY + 9 * DAY, 10),
                                 WEDNESDAY, 16),
    # Noon on the last working day before the start is.
    "the day after": (local(MONDAY, 9), local(MONDAY + DAY, 18), MONDAY, 12),
    "in two days": (local(MONDAY, 9), local(WEDNESDAY, 8), MONDAY + DAY, 12),
    "for a Monday": (local(MONDAY + 3 * DAY, 9), local(MONDAY + 7 * DAY, 10), FRIDAY,
                     12),
    "for a Sunday": (local(MONDAY + 3 * DAY, 9), local(MONDAY + 6 * DAY, 10), FRIDAY,
                     12),
    # Maundy Thursday, Good Friday and Easter Monday 2027 are no working days.
    "over Easter": (local(THURSDAY_EASTER - DAY, 15),
                    local(THURSDAY_EASTER + 20 * DAY, 9), dt.date(2027, 3, 31), 16),
    "for the day after Easter": (local(dt.date(2027, 3, 22), 9),
                                 local(dt.date(2027, 3, 30), 10),
                                 dt.date(2027, 3, 24), 12),
    "over Christmas": (local(dt.date(2026, 12, 23), 9), local(dt.date(2027, 1, 20), 9),
                       dt.date(2026, 12, 28), 16),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "starts", "day", "hour"), DUE.values(), ids=DUE)
def test_an_answer_is_due_at_the_sooner_of_promise_and_noon(
    db, sent, starts, day, hour
):
    SiteSettings.objects.update_or_create(defaults={"reply_days": 2})

    assert rules.answer_by(sent, starts) == local(day, hour)


@pytest.mark.parametrize(
    ("now", "starts", "is_late"),
    [
        (local(MONDAY, 11, 59), local(MONDAY + DAY, 9), False),
        (local(MONDAY, 12), local(MONDAY + DAY, 9), True),
        (local(FRIDAY, 11), local(MONDAY + 7 * DAY, 9), False),
        (local(FRIDAY + DAY, 9), local(MONDAY + 7 * DAY, 9), True),
        (local(MONDAY, 7), local(MONDAY, 20), True),
    ],
)
def test_too_late_is_when_no_working_time_is_left(db, now, starts, is_late):
    assert rules.is_too_late_to_answer(now, starts) is is_late


def test_a_request_that_nobody_could_answer_is_refused(db):
    user = factories.make_user()
    by_staff = makers.make_hold(makers.make_space(), [on(0, 18, 20)])
    at_once = makers.make_hold(makers.make_space(approval="automatic"), [on(0, 18, 20)])

    with pytest.raises(Refused) as refused:
        actions.send(batch=by_staff[0].batch, by=user, name="Ea")
    [sent] = actions.send(batch=at_once[0].batch, by=user, name="Ea")

    assert refused.value.code == "too_late_to_answer"
    assert (sent.state, sent.answer_by) == ("confirmed", None)


# Who says yes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approval", "is_confirmed", "state"),
    [
        ("automatic", None, "confirmed"),
        ("automatic", False, "confirmed"),
        ("staff", None, "requested"),
        ("staff", True, "requested"),
        ("confirmed", None, "requested"),
        ("confirmed", False, "requested"),
        ("confirmed", True, "confirmed"),
    ],
)
def test_who_says_yes(db, approval, is_confirmed, state):
    organisation = None
    if is_confirmed is not None:
        organisation = factories.make_organisation(is_confirmed=is_confirmed)
    space = makers.make_space(approval=approval)

    sent = makers.make_request(space, organisation=organisation)

    assert sent.state == state
    assert (sent.answer_by is None) == (state == "confirmed")


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ({}, "requested"),
        ({"space": "this"}, "confirmed"),
        ({"space": "another"}, "requested"),
        ({"kind": "workshop"}, "confirmed"),
        ({"kind": "kitchen"}, "requested"),
        ({"kind": "workshop", "held_on": MONDAY + DAY}, "requested"),
    ],
)
def test_who_was_not_introduced_is_looked_at_by_staff(db, held, state):
    space = makers.make_space(
        kind="workshop", approval="automatic", requires_introduction=True
    )
    user = factories.make_user()
    spaces = {"this": space, "another": makers.make_space()}
    if held:
        held["space"] = spaces.get(held.get("space"))
        Introduction.objects.create(user=user, **{"held_on": MONDAY} | held)

    assert makers.make_request(space, by=user).state == state


def test_a_person_has_twenty_requests_that_wait_at_most(db):
    booking = makers.make_request()
    for number in range(18):
        booking.pk, booking.reference, booking.key = None, f"AGAIN{number}", uuid4()
        booking.save(force_insert=True)
    booker, answers = booking.booked_by, []

    for hour in (10, 14):
        try:
            makers.make_request(by=booker, times=[on(9, hour, hour + 2)])
            answers.append("done")
        except Refused as refused:
            answers.append(refused.code)

    assert answers == ["done", "too_many"]


# Money --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore", "minutes", "expected"),
    [
        (5000, 60, 5000),
        (5000, 90, 7500),
        (12345, 30, 6173),  # half an øre up
        (1001, 90, 1502),
        (1000, 5, 83),
        (1000, 10, 167),
        (0, 600, 0),
    ],
)
def test_a_price_is_by_the_minute_rounded_to_whole_ore(ore, minutes, expected):
    start = local(MONDAY, 10)
    price = Price(ore_per_hour=ore)

    assert price.of(start, start + dt.timedelta(minutes=minutes)) == expected


def test_the_price_is_that_of_the_day_of_the_booking(db):
    space = makers.make_space(price=())
    for day, ore in ((MONDAY, 1000), (MONDAY + 5 * DAY, 2000)):
        for group in ("confirmed", "others"):
            Price.objects.create(
                space=space, group=group, ore_per_hour=ore, valid_from=day,
                legal_basis_da="Loven",
            )  # fmt: skip

    assert rules.prices_of(space, *on(4, 10, 12)).others == 2000
    assert rules.prices_of(space, *on(5, 10, 12)).others == 4000
    assert rules.prices_of(space, *on(-1, 10, 12)) is None


@pytest.mark.parametrize(
    ("is_confirmed", "expected"),
    [(True, ("confirmed", 10000)), (False, ("others", 30000))],
)
def test_each_group_pays_its_price(db, is_confirmed, expected):
    organisation = factories.make_organisation(is_confirmed=is_confirmed)

    sent = makers.make_request(organisation=organisation)

    assert (sent.price_group, sent.price_ore) == expected
    assert sent.market_price_ore == 30000


def test_a_price_that_rises_after_the_hold_is_not_paid(db):
    [held] = makers.make_hold()
    held.space.prices.update(ore_per_hour=99000)

    [sent] = actions.send(batch=held.batch, by=factories.make_user(), name="Ea")

    assert sent.price_ore == 30000
