"""The demo's directory: 23 enterprises in both languages, the same after two runs."""

from django.core.management import call_command

from hub.cvr import checked
from hub.models import District, Organisation, OrganisationState
from stories.models import OrganisationIndexPage
from tests.stories.listed import names, shown

STATES = {"published": 20, "unconfirmed": 1, "archived": 1, "draft": 1}
FACTS = (
    "slug", "state", "cvr", "pitch_da", "pitch_en", "founded_on", "is_rsv", "listed_on"
)  # fmt: skip


def rows() -> list[tuple]:
    """What is written of each organisation."""
    return list(Organisation.objects.order_by("slug").values_list(*FACTS))


def test_all_enterprises_are_there_and_a_second_run_changes_nothing(demo):
    before = rows()
    Organisation.objects.filter(slug="gryde-og-gade").update(pitch_da="Vores egne ord")

    call_command("load_demo", verbosity=0)

    states = [state for _slug, state, *_rest in before]
    assert {state: states.count(state) for state in set(states)} == STATES
    assert {row[0]: row for row in rows()}["gryde-og-gade"][3] == "Vores egne ord"
    assert [row for row in rows() if row[0] != "gryde-og-gade"] == [
        row for row in before if row[0] != "gryde-og-gade"
    ]
    assert OrganisationIndexPage.objects.live().count() == 2


def test_those_who_book_are_the_same_rows(demo):
    bakers = Organisation.objects.get(slug="gryde-og-gade")

    assert bakers.is_confirmed
    assert bakers.state == OrganisationState.PUBLISHED
    assert bakers.memberships.get().user.email == "ea@example.org"


def test_numbers_are_right_and_every_district_has_somebody(demo):
    numbers = [row[2] for row in rows() if row[2]]

    assert [checked(number) for number in numbers] == numbers
    empty = District.objects.exclude(organisations__in=Organisation.objects.listed())
    assert list(empty) == []


def test_a_reader_finds_a_caterer_in_valby_in_both_languages(demo, client):
    for language in ("da", "en"):
        page = shown(client, "kind=catering&district=valby", language)

        assert "Gryde & Gade" in names(page)
