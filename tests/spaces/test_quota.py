"""How many hours an organisation may have in a space in a month."""

import pytest

from spaces import actions
from spaces.refusals import Refused
from tests import factories
from tests.spaces import makers
from tests.spaces.test_rules import (  # noqa: F401 -- the second is a fixture
    _monday_morning,
    on,
)


@pytest.fixture
def quota_space(db):
    """Four hours a month for each organisation."""
    return makers.make_space(quota_hours_per_month=4, approval="automatic")


def ask_for(space, organisation, *times) -> str:
    try:
        makers.make_request(space, list(times), organisation=organisation)
    except Refused as refused:
        return refused.code
    return "done"


def test_an_organisation_has_so_many_hours_a_month(quota_space):
    ours, theirs = factories.make_organisation(), factories.make_organisation()

    assert ask_for(quota_space, ours, on(2, 8, 11)) == "done"
    assert ask_for(quota_space, ours, on(3, 8, 10)) == "quota"
    assert ask_for(quota_space, ours, on(3, 10, 11)) == "done"
    assert ask_for(quota_space, theirs, on(4, 8, 12)) == "done"
    assert ask_for(quota_space, None, on(4, 13, 20)) == "done"


def test_times_of_one_request_count_together_and_by_month(quota_space):
    ours = factories.make_organisation()
    november, december = on(0, 18, 22), on(1, 18, 22)
    january = on(33, 18, 22)

    assert ask_for(quota_space, ours, on(2, 8, 11), on(3, 8, 10)) == "quota"
    assert ask_for(quota_space, ours, november, december, january) == "done"
    assert ask_for(quota_space, ours, on(5, 8, 9)) == "quota"


def test_what_was_cancelled_does_not_count_and_a_no_show_does(
    quota_space, time_machine
):
    ours = factories.make_organisation()
    fields = {"organisation": ours}
    cancelled = makers.make_booking(quota_space, [on(8, 8, 12)], **fields)
    actions.give_back(booking=cancelled)
    first = on(2, 8, 10)
    absent = makers.make_booking(quota_space, [first], **fields)
    time_machine.move_to(first[1])
    actions.no_show(booking=absent, by=factories.make_staff())

    assert ask_for(quota_space, ours, on(4, 8, 11)) == "quota"
    assert ask_for(quota_space, ours, on(5, 8, 10)) == "done"


def test_a_move_does_not_count_twice(quota_space):
    ours = factories.make_organisation()
    booking = makers.make_booking(quota_space, [on(2, 8, 12)], organisation=ours)
    times = [on(3, 8, 12), on(3, 8, 13)]

    codes = []
    for start, end in times:
        try:
            actions.move(
                booking=booking, start=start, end=end, by=None, actor="booker",
                accepted_ore=75000,
            )  # fmt: skip
            codes.append("done")
        except Refused as refused:
            codes.append(refused.code)

    assert codes == ["done", "quota"]
