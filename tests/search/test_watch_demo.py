"""The demo has somebody who waits for a kitchen."""

from django.utils import timezone

from search.models import SpaceWatch
from search.watches.looking import look
from search.watches.wanted import wanted_by


def test_somebody_in_the_demo_waits_for_a_kitchen(demo):
    [watch] = SpaceWatch.objects.live(timezone.now())

    assert watch.email.endswith("@example.org")
    assert wanted_by(watch.query).wish.kind == "kitchen"
    look()
    assert SpaceWatch.objects.get().told == 0
