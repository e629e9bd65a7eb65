"""Access needs reach whoever can act on them, once, in the transaction of the step."""

from django.utils import timezone

from events import letters
from events.gatherings import Gathering
from events.models import Signup
from hub.transactions import whole


def tell_within(signup: Signup, gathering: Gathering) -> bool:
    """Mail the host what a guest needs who has a place; says whether now."""
    due = Signup.objects.with_needs_to_tell().filter(pk=signup.pk)
    if gathering.is_over or not due.update(needs_told_at=timezone.now()):
        return False
    letters.tell_host("needs", signup, gathering)
    return True


@whole
def tell_needs(*, signup: Signup) -> bool:
    """The same by itself: the clock looks after those that were missed."""
    return tell_within(signup, Gathering(signup.seats))
