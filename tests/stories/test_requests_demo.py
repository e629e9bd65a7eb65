"""The demo's queue of the directory: loaded once, and ready to be tried."""

import pytest
from django.urls import reverse

from hub.models import Membership, User
from stories import demo_requests
from stories.models import ProfileRequest
from tests import factories
from tests.staff import sign_in


def test_the_queue_has_each_kind_and_is_loaded_once(demo):
    before = list(ProfileRequest.objects.order_by("pk").values_list("kind", "state"))

    demo_requests.load()

    assert sorted(before) == [
        ("change", "new"), ("claim", "new"), ("listing", "new"), ("listing", "new"),
    ]  # fmt: skip
    assert ProfileRequest.objects.count() == len(before)


@pytest.mark.parametrize("name", ["profile_request", "approve_profile"])
def test_each_can_be_looked_at_and_approved(demo, client, name):
    sign_in(client, factories.make_staff("Publishers"))

    pages = [
        client.get(reverse(name, args=[asked.pk])).status_code
        for asked in ProfileRequest.objects.all()
    ]

    assert pages == [200] * 4


def test_ea_has_a_profile_in_each_state(demo):
    ea = User.objects.get(email="ea@example.org")

    mine = Membership.objects.owners().filter(user=ea)

    assert sorted(mine.values_list("organisation__state", flat=True)) == [
        "archived", "published", "unconfirmed",
    ]  # fmt: skip
