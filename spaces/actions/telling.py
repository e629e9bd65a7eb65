"""What a booker tells us about the room itself."""

from spaces.actions.steps import guarded, read_again
from spaces.models import Booking, Problem
from spaces.refusals import refuse


@guarded
def tell_problem(*, booking: Booking, text: str) -> Problem:
    """Write down what was wrong in the room, for staff; the same text is one row.

    Raises Refused where nobody has been in the room.
    """
    booking = read_again(booking)
    if not booking.may_have_had_problems:
        raise refuse("state")
    problem, _is_new = booking.problems.get_or_create(text=text, handled_at=None)
    return problem
