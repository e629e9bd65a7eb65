"""The table of steps, word for word; whatever it does not name is refused."""

from itertools import product

import pytest

from spaces import actions, states
from spaces.actions.lapsing import expire
from spaces.actions.steps import take_step
from spaces.availability import wrongly_occupied
from spaces.models import Booking, BookingEvent, Occupancy
from spaces.refusals import Refused
from spaces.states import Actor, BookingState, Event
from tests import factories
from tests.spaces import makers

# Event: who may take it, and from which states to which.
ALLOWED = {
    "send": {"booker": {"held": "requested confirmed"}},
    "ask": {"staff": {"requested": "question"}},
    "answer": {
        "booker": {"question": "requested"},
        "staff": {"question": "requested"},
    },
    "confirm": {"staff": {"requested": "confirmed", "question": "confirmed"}},
    "decline": {"staff": {"requested": "declined", "question": "declined"}},
    "withdraw": {
        "booker": {
            "held": "withdrawn",
            "requested": "withdrawn",
            "question": "withdrawn",
        }
    },
    "expire": {
        "clock": {"held": "expired", "requested": "expired", "question": "expired"}
    },
    "cancel": {
        "booker": {"confirmed": "cancelled"},
        "staff": {
            "requested": "cancelled",
            "question": "cancelled",
            "confirmed": "cancelled",
        },
    },
    "move": {
        "booker": {
            "requested": "requested confirmed",
            "question": "requested confirmed",
            "confirmed": "requested confirmed",
        },
        "staff": {
            "requested": "requested confirmed",
            "question": "requested confirmed",
            "confirmed": "requested confirmed",
        },
    },
    "no_show": {"staff": {"confirmed": "no_show"}},
    "came": {"staff": {"no_show": "confirmed"}},
}
KEEP_OTHERS_OUT = ["held", "requested", "question", "confirmed"]


def test_the_table_says_who_may_do_what():
    found: dict = {}
    for event, actor, state in product(Event, Actor, BookingState):
        if step := states.step_for(state, event, actor):
            by = found.setdefault(event.value, {}).setdefault(actor.value, {})
            by[state.value] = " ".join(step.to)

    assert found == ALLOWED


def test_no_state_has_two_rows_for_one_event_and_actor():
    rows = [
        (step.event, state, actor)
        for step in states.STEPS
        for state in step.since
        for actor in step.by
    ]

    assert len(rows) == len(set(rows))


def test_the_states_that_keep_others_out():
    assert list(BookingState.blocking()) == KEEP_OTHERS_OUT
    assert list(BookingState.coming()) == KEEP_OTHERS_OUT[1:]
    assert list(BookingState.waiting()) == KEEP_OTHERS_OUT[1:3]


@pytest.fixture
def booking(db):
    """A booking with its row, to be put in any state."""
    return makers.make_request()


def put_in(booking: Booking, state: str) -> None:
    """As if the booking had come there; its row follows."""
    Booking.objects.filter(pk=booking.pk).update(state=state)
    is_blocking = state in KEEP_OTHERS_OUT
    Occupancy.objects.filter(booking=booking).update(is_blocking=is_blocking)
    booking.refresh_from_db()


@pytest.mark.parametrize("state", BookingState.values)
def test_a_step_that_the_table_lacks_changes_nothing(booking, state):
    put_in(booking, state)
    before = Booking.objects.values().get(), BookingEvent.objects.count()

    refused = []
    for event, actor in product(Event, Actor):
        if state not in ALLOWED.get(event, {}).get(actor, {}):
            with pytest.raises(Refused) as caught:
                take_step(booking, event, actor=actor)
            refused.append(caught.value.code)

    assert set(refused) == {"state"}
    assert (Booking.objects.values().get(), BookingEvent.objects.count()) == before
    assert wrongly_occupied() == []


@pytest.mark.parametrize("state", BookingState.values)
def test_a_step_of_the_table_is_taken_and_its_row_follows(booking, state):
    for event, actors in ALLOWED.items():
        for actor, steps in actors.items():
            for to in steps.get(state, "").split():
                put_in(booking, state)
                if state == "no_show":  # its verb writes the rows: see came()
                    Occupancy.objects.update(is_blocking=True)

                take_step(booking, event, actor=actor, to=to)

                assert booking.state == to
                assert wrongly_occupied() == []


def test_a_step_leads_only_where_the_table_says(booking):
    with pytest.raises(ValueError, match="confirm does not lead to declined"):
        take_step(booking, Event.CONFIRM, actor=Actor.STAFF, to=BookingState.DECLINED)

    booking.refresh_from_db()
    assert booking.state == "requested"


# The verbs of the actions go through the table.
VERBS = {
    "ask": ("staff", lambda it, who: actions.ask(booking=it, by=who, question="?")),
    "answer": ("booker", lambda it, who: actions.answer(booking=it, by=who, text="!")),
    "confirm": ("staff", lambda it, who: actions.confirm(booking=it, by=who)),
    "decline": (
        "staff",
        lambda it, who: actions.decline(booking=it, by=who, reason="unfit"),
    ),
    "withdraw": ("booker", lambda it, who: actions.withdraw(booking=it, by=who)),
    "expire": ("clock", lambda it, who: expire(booking=it)),
    "cancel": (
        "booker",
        lambda it, who: actions.cancel(booking=it, by=who, actor=Actor.BOOKER),
    ),
    "came": ("staff", lambda it, who: actions.came(booking=it, by=who)),
}


@pytest.mark.parametrize("event", VERBS)
def test_a_verb_refuses_what_the_table_lacks(booking, event):
    actor, verb = VERBS[event]
    who = factories.make_staff()

    for state in set(BookingState.values) - set(ALLOWED[event][actor]):
        put_in(booking, state)
        with pytest.raises(Refused) as refused:
            verb(booking, who)
        assert refused.value.code == "state"
        assert Booking.objects.get().state == state
