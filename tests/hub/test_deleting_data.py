"""One thing or everything is deleted after a question; what must stay says why."""

from django.contrib.sessions.models import Session

from hub.accounts import account_for
from hub.models import (
    MailCode,
    OutgoingMail,
    Paper,
    Person,
    User,
)
from tests.factories import make_person, make_staff
from tests.hub.test_papers import make_paper
from tests.hub.test_your_data import (  # noqa: F401 -- fixtures too
    ADDRESS,
    DELETE_ALL,
    LIST,
    START,
    acts,
    clock,
    enter,
)
from tests.reading import Page

# 4. Deleting --------------------------------------------------------------------------


def test_one_thing_is_deleted_after_a_question(client, clock, db):
    person = make_person(email=ADDRESS)
    enter(client, clock)
    url = f"/en/your-data/delete/contact_persons/{person.pk}/"
    client.get(url)
    assert Person.objects.count() == 1

    response = client.post(url)

    assert response.url == LIST
    assert Person.objects.count() == 0
    assert acts()[-1] == ("deleted", "contact_persons", None, "")
    assert Page(client.get(LIST)).text("p", role="status") == "It is deleted."


def test_anothers_thing_cannot_be_deleted(client, clock, db):
    other = make_person(email="other@example.org")
    enter(client, clock)

    url = f"/en/your-data/delete/contact_persons/{other.pk}/"

    assert client.post(url).status_code == 404
    assert Person.objects.get() == other


def test_what_must_stay_is_named_with_law_and_date(client, clock, db):
    paper = make_paper(about_email=ADDRESS, keep_until="2031-03-01")
    enter(client, clock)
    url = f"/en/your-data/delete/papers/{paper.pk}/"

    response = client.post(url)

    assert response.status_code == 409
    text = Page(response).text("main")
    assert "GDPR, article 17(3)(b)" in text
    assert "It is deleted after 1 March 2031." in text
    assert Paper.objects.get() == paper
    assert acts()[-1] == ("kept", "papers", None, "")
    assert "It is deleted after 1 March 2031." in Page(client.get(LIST)).text("main")


def test_the_account_goes_with_its_sign_in_and_the_list_stays_open(client, clock, db):
    user = account_for(ADDRESS)
    client.force_login(user)
    enter(client, clock)
    assert client.session["_auth_user_id"] == str(user.pk)

    response = client.post(f"/en/your-data/delete/account/{user.pk}/", follow=True)

    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 0
    assert "Your account" not in Page(response).texts("h2")
    assert response.request["PATH_INFO"] == LIST


def test_everything_is_deleted_after_a_question(client, clock, db):
    account_for(ADDRESS)
    make_person(email=ADDRESS)
    paper = make_paper(about_email=ADDRESS)
    enter(client, clock)
    client.get(DELETE_ALL)
    assert (User.objects.count(), Person.objects.count()) == (1, 1)

    response = client.post(DELETE_ALL)

    assert response.status_code == 200
    assert Page(response).text("h1") == "It is deleted"
    assert "Papers about you (1)" in Page(response).texts("h2")
    assert (User.objects.count(), Person.objects.count()) == (0, 0)
    assert OutgoingMail.objects.count() == MailCode.objects.count() == 0
    assert Session.objects.count() == 0
    assert client.cookies["sessionid"].value == ""
    assert Paper.objects.get() == paper
    assert client.get(LIST).url == START["en"]


def test_staff_see_their_data_but_keep_their_account(client, clock, db):
    staff = make_staff("Editors", email=ADDRESS)
    response = enter(client, clock)
    assert "Your account" in Page(response).texts("h2")

    url = f"/en/your-data/delete/account/{staff.pk}/"
    response = client.post(url)
    client.post(DELETE_ALL)

    assert response.status_code == 409
    assert "Ask a hub manager" in Page(response).text("main")
    assert User.objects.get() == staff
    assert client.get(LIST).url == START["en"]
