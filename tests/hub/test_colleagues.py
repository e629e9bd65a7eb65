"""The list of colleagues: staff only, one account at a time, nobody above oneself."""

import pytest
from django.urls import reverse

from hub.models import User
from tests import factories
from tests.staff import sign_in


def in_bulk(client, action: str, user: User, form: dict):
    """Send Wagtail's form that does something with several accounts."""
    address = reverse("wagtail_bulk_action", args=["hub", "user", action])
    return client.post(f"{address}?id={user.pk}", form)


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
@pytest.mark.parametrize("role", ["Hub managers", ""])
def test_accounts_are_not_changed_in_bulk(client, home, action, role):
    boss = factories.make_staff()
    editor = factories.make_staff("Editors")
    group = editor.groups.get()
    sign_in(client, factories.make_staff(*filter(None, [role])))

    form = {"mark_as_active": "False", "role": group.pk}
    statuses = [
        in_bulk(client, action, user, form).status_code for user in (boss, editor)
    ]

    assert statuses == [403, 403]
    told = {user.pk: (user.is_active, user.groups.count()) for user in (boss, editor)}
    assert {
        user.pk: (user.is_active, user.groups.count())
        for user in User.objects.filter(pk__in=told)
    } == told == {boss.pk: (True, 0), editor.pk: (True, 1)}
