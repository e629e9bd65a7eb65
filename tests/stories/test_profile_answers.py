"""Staff answer what is asked of the directory: before and after, yes, no, lateness."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub import jobs
from hub.models import Membership, Organisation, OutgoingMail
from stories.actions import profile_answers
from stories.actions.profile_answers import seen_as
from stories.models import ProfileRequest
from stories.refusals import Refused
from tests import factories
from tests.hub.test_first_page import rows
from tests.reading import Page
from tests.staff import sign_in
from tests.stories.asked import CVR, approve, ask, facts, make_listed, make_owner

pytestmark = pytest.mark.once

MONDAY = "2026-11-23T09:00:00Z"


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def desk(client, clock):
    """A publisher in front of the admin, in Danish."""
    return sign_in(client, factories.make_staff("Publishers"))


def url(name: str, asked: ProfileRequest) -> str:
    return reverse(name, args=[asked.pk])


def form_of(client, asked: ProfileRequest) -> dict:
    """All that the form of a yes begins with, as a browser would send it."""
    form = client.get(url("approve_profile", asked)).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in said.items() if value not in (None, False)}


# Yes ----------------------------------------------------------------------------------


def test_a_listing_becomes_a_profile_that_its_asker_owns(clock):
    asked = approve(ask(facts=facts(cvr=CVR, areas=["health"])))

    there = Organisation.objects.get()
    assert (there.name, there.slug, there.cvr) == ("Krank og Sko", "krank-og-sko", CVR)
    assert (there.state, there.last_confirmed_at) == ("published", timezone.now())
    assert there.listed_on == dt.date(2026, 11, 23)
    assert [row.area for row in there.impact_areas.all()] == ["health"]
    assert [(row.user, row.role) for row in there.memberships.all()] == [
        (asked.asked_by, "owner")
    ]
    assert (asked.state, asked.organisation) == ("approved", there)
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


def test_a_second_profile_of_a_name_gets_an_address_of_its_own(clock):
    for _number in range(2):
        approve(ask())

    slugs = set(Organisation.objects.values_list("slug", flat=True))
    assert slugs == {"krank-og-sko", "krank-og-sko-2"}


def test_a_known_number_is_listed_and_its_asker_taken_in(clock):
    there = factories.make_organisation(name="Krank", cvr=CVR, email="a@example.org")
    make_owner(there)

    asked = approve(ask(facts=facts(cvr=CVR)))

    there.refresh_from_db()
    assert Organisation.objects.count() == 1
    assert (there.name, there.state) == ("Krank og Sko", "published")
    assert there.email == "a@example.org"
    assert there.memberships.get(user=asked.asked_by).role == "member"


def test_a_change_touches_only_what_was_asked(clock):
    there = make_listed(website="https://example.org", offers_da="Boller")
    owner = make_owner(there)

    asked = ask("change", owner, organisation=there, facts={"offers_da": "Rugbrød"})
    approve(asked)

    there.refresh_from_db()
    assert asked.values == {"offers_da": "Rugbrød"}
    assert (there.offers_da, there.website) == ("Rugbrød", "https://example.org")


@pytest.mark.parametrize(("has_owner", "role"), [(False, "owner"), (True, "member")])
def test_a_claim_makes_a_membership_and_changes_no_fact(clock, has_owner, role):
    there = make_listed()
    if has_owner:
        make_owner(there)

    asked = approve(ask("claim", organisation=there, text="Jeg er formand"))

    there.refresh_from_db()
    assert there.memberships.get(user=asked.asked_by).role == role
    assert there.last_confirmed_at is None


def test_who_has_asked_to_join_is_let_in_by_a_claim(clock):
    there, user = make_listed(), factories.make_user()
    make_owner(there)
    Membership.objects.create(organisation=there, user=user, role="asked")

    approve(ask("claim", user, organisation=there))

    assert there.memberships.get(user=user).role == "member"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", ["listing", "change", "claim"])
def test_the_asker_hears_in_their_language(clock, kind, language):
    there = None if kind == "listing" else make_listed(name="Bagerne")
    said = {"facts": {"pitch_da": "Brød"}} if kind == "change" else {}
    asked = ask(kind, organisation=there, language=language, **said)
    answers = [OutgoingMail.objects.latest("pk")]

    approve(asked)
    answers.append(OutgoingMail.objects.latest("pk"))

    greeting = {"da": "Hej Ea Ejer", "en": "Hello Ea Ejer"}
    name = "Krank og Sko" if kind == "listing" else "Bagerne"
    for mail in answers:
        assert (mail.to, mail.language) == (asked.email, language)
        assert mail.body.startswith(greeting[language])
        assert name in mail.subject
    assert OutgoingMail.objects.count() == 2


# What was changed meanwhile -----------------------------------------------------------


def test_what_staff_saw_and_is_another_now_is_refused(clock):
    there = make_listed(offers_da="Boller")
    asked = ask("change", organisation=there, facts={"offers_da": "Rugbrød"})
    seen = seen_as(asked, there)
    Organisation.objects.filter(pk=there.pk).update(offers_da="Kager")

    with pytest.raises(Refused) as refused:
        approve(asked, seen=seen)

    there.refresh_from_db()
    assert refused.value.code == "changed"
    assert there.offers_da == "Kager"
    assert ProfileRequest.objects.get().state == "new"


def test_an_answered_request_is_not_answered_again(clock):
    asked = ask()
    seen = seen_as(asked, None)
    approve(asked)

    with pytest.raises(Refused) as refused:
        profile_answers.decline(
            request=asked, by=factories.make_staff(), seen="new", reason="Nej"
        )
    with pytest.raises(Refused):
        approve(ProfileRequest.objects.get(), seen=seen)

    assert refused.value.code == "state"
    assert Organisation.objects.count() == 1


def test_a_profile_has_one_open_change_and_a_person_one_claim(clock):
    there, user = make_listed(), factories.make_user()
    ask("change", organisation=there, facts={"pitch_da": "A"})
    ask("claim", user, organisation=there)

    for again in ({"kind": "change", "facts": {"pitch_da": "B"}}, {"kind": "claim"}):
        with pytest.raises(Refused) as refused:
            ask(by=user, organisation=there, **again)
        assert refused.value.code == "open"

    assert ProfileRequest.objects.count() == 2


def test_a_change_of_nothing_is_refused(clock):
    there = make_listed(pitch_da="Bager brød")

    with pytest.raises(Refused) as refused:
        ask("change", organisation=there, facts={"pitch_da": "Bager brød"})

    assert refused.value.code == "same"


# The admin ----------------------------------------------------------------------------


def test_the_list_has_the_most_urgent_first_and_the_answered_below(desk):
    for name, hours in (("Sent", 3), ("Før", 1), ("Forbi", -1)):
        asked = ask(facts=facts(name=name))
        due = timezone.now() + dt.timedelta(hours=hours)
        ProfileRequest.objects.filter(pk=asked.pk).update(answer_by=due)
    approve(ask(facts=facts(name="Færdig")))

    page = Page(desk.get(reverse("profile_requests")))

    assert page.texts("td", class_="title") == ["Forbi", "Før", "Sent", "Færdig"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_as_often_for_many(desk, number):
    for place in range(number):
        ask(facts=facts(name=f"Nr {place}"))
        ask("claim", organisation=make_listed())
    desk.get(reverse("profile_requests"))

    with CaptureQueriesContext(connection) as asked:
        desk.get(reverse("profile_requests"))

    said = [each["sql"] for each in asked]
    # The waiting, the answered, and the number in the menu.
    assert sum("profilerequest" in sql for sql in said) == 3
    assert sum('"hub_organisation"."name"' in sql for sql in said) == 2


def test_the_page_shows_each_fact_before_and_after_in_words(desk):
    there = make_listed(name="Bagerne", pitch_da="Boller", website="https://a.example")
    asked = ask("change", organisation=there, facts={"pitch_da": "Rugbrød"})
    Organisation.objects.filter(pk=there.pk).update(pitch_da="Kager")

    page = Page(desk.get(url("profile_request", asked)))

    table = [row for row in page.texts("tr") if "Uændret" in row or "Ændret" in row]
    assert table[1:] == [
        "Navn Bagerne Bagerne Uændret",
        "På én linje, på dansk Kager Rugbrød Ændret var en anden, da det blev sendt",
        "Hjemmeside https://a.example https://a.example Uændret",
        "E-mail til beskeder, vises aldrig post@example.org post@example.org Uændret",
    ]
    assert "Profilen er ændret, siden det her blev sendt" in page.text("main")


def test_a_known_number_is_shown_with_its_organisation(desk):
    factories.make_organisation(name="Hemmelig", cvr=CVR)
    asked = ask(facts=facts(cvr=CVR))

    page = Page(desk.get(url("profile_request", asked)))

    assert "CVR-nummeret er kendt: Det er Hemmelig" in page.text("main")


def test_staff_mend_a_word_check_the_register_and_approve(desk):
    asked = ask(facts=facts(cvr=CVR, areas=["health"], founded_on="2020-05-01"))
    said = form_of(desk, asked)
    said |= {"pitch_da": "Lapper alt", "is_rsv": "on", "rsv_checked_on": "2026-11-20"}

    response = desk.post(url("approve_profile", asked), said)

    there = Organisation.objects.get()
    assert response.url == reverse("profile_requests")
    assert (there.pitch_da, there.purpose_da) == (
        "Lapper alt", "Flere kommer ud på to hjul.",
    )  # fmt: skip
    assert (there.is_rsv, there.rsv_checked_on) == (True, dt.date(2026, 11, 20))
    assert (there.founded_on, there.cvr) == (dt.date(2020, 5, 1), CVR)
    assert [row.area for row in there.impact_areas.all()] == ["health"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"is_rsv": "on"}, "rsv_checked_on"),
        ({"is_rsv": "on", "rsv_checked_on": "2026-12-24"}, "rsv_checked_on"),
        ({"cvr": "12345678"}, "cvr"),
        ({"name": ""}, "name"),
        ({"about_da": "Ring 010180-1234"}, "about_da"),
    ],
)
def test_what_staff_write_wrongly_is_said_by_the_field(desk, said, field):
    asked = ask()

    response = desk.post(url("approve_profile", asked), form_of(desk, asked) | said)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Organisation.objects.count() == 0


def test_the_number_of_another_cannot_be_written_into_a_profile(desk):
    factories.make_organisation(cvr=CVR)
    asked = ask()

    said = form_of(desk, asked) | {"cvr": CVR}
    response = desk.post(url("approve_profile", asked), said)

    assert response.status_code == 422
    assert Organisation.objects.count() == 1


def test_a_double_click_approves_once(desk):
    asked = ask()
    said = form_of(desk, asked)

    answers = [desk.post(url("approve_profile", asked), said) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 409]
    assert Organisation.objects.count() == 1


def test_a_no_needs_a_reason_and_tells_it(desk):
    asked = ask(language="en")
    step = url("decline_profile", asked)

    empty = desk.post(step, {"seen": "new", "reason": " "})
    done = desk.post(step, {"seen": "new", "reason": "Not in Copenhagen"})

    asked.refresh_from_db()
    mail = OutgoingMail.objects.latest("pk")
    assert (empty.status_code, done.status_code) == (422, 302)
    assert (asked.state, asked.reason) == ("declined", "Not in Copenhagen")
    assert "Not in Copenhagen" in mail.body
    assert mail.language == "en"
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "may_see", "may_answer"),
    [
        ("Publishers", 200, 200),
        ("Hub managers", 200, 200),
        ("Editors", 200, 302),
        ("Translators", 302, 302),
        ("Booking desk", 302, 302),
        ("Venue hosts", 302, 302),
    ],
)
def test_who_may_see_and_answer(client, db, role, may_see, may_answer):
    asked = ask()
    sign_in(client, factories.make_staff(role))

    seen = [client.get(reverse("profile_requests")).status_code]
    seen.append(client.get(url("profile_request", asked)).status_code)
    answer = client.get(url("approve_profile", asked)).status_code
    client.post(url("decline_profile", asked), {"seen": "new", "reason": "Nej"})

    assert seen == [may_see] * 2
    assert answer == may_answer
    state = "declined" if may_answer == 200 else "new"
    assert ProfileRequest.objects.get().state == state


def test_an_unknown_request_is_missing(desk):
    asked = ask()

    for name in ("profile_request", "approve_profile", "decline_profile"):
        assert desk.get(reverse(name, args=[asked.pk + 1])).status_code == 404


# The first page and the clock ---------------------------------------------------------


def test_the_first_page_names_what_waits_for_those_who_answer(client, home, clock):
    ask()

    shown = rows(client, factories.make_staff("Publishers"))
    others = rows(client, factories.make_staff("Editors"))

    heading = "Profiler, der venter på svar"
    who = "Ea Ejer, svar senest onsdag den 25. november 2026"
    assert shown[heading] == [("Vil på listen: Krank og Sko", who)]
    assert heading not in others


def test_managers_hear_once_of_what_nobody_answered(clock):
    manager = factories.make_staff("Hub managers", language="en")
    asked = ask()
    approve(ask(facts=facts(name="Svaret")))
    [late] = [job for job in jobs.registered() if job.name.endswith("late_profiles")]
    mails = OutgoingMail.objects.filter(to=manager.email)

    counts = []
    for moment in ("2026-11-25T14:59:00Z", "2026-11-25T15:00:00Z", "2026-11-26T09:00Z"):
        clock.move_to(moment, tick=False)
        late.run()
        counts.append(mails.count())

    assert counts == [0, 1, 1]
    assert mails.get().subject == "Nobody has answered about a profile: Krank og Sko"
    assert url("profile_request", asked) in mails.get().body
