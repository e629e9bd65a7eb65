"""What a booker tells us about the room itself."""

from django.utils import timezone

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


def handle_problem(*, problem: Problem) -> bool:
    """Write down that somebody saw to it; says whether nobody had before."""
    row = Problem.objects.filter(pk=problem.pk, handled_at=None)
    return bool(row.update(handled_at=timezone.now()))
