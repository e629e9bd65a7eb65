"""Two profiles of one name, approved in the same moment, have an address each."""

from hub.models import Organisation
from tests.spaces.rivalry import meet
from tests.stories.asked import approve, ask


def test_two_profiles_of_one_name_meet_on_no_address(own_database):
    one, other = ask(), ask()

    found = meet(
        lambda: approve(one),
        lambda: approve(other),
        before='INSERT INTO "hub_organisation"',
    )

    assert found == ["done", "done"]
    slugs = Organisation.objects.values_list("slug", flat=True)
    assert sorted(slugs) == ["krank-og-sko", "krank-og-sko-2"]
