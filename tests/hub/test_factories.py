"""The harness itself: copies, the demo, translations made as editors make them."""

import threading

from django.db import connection

from home.models import StandardPage
from hub.models import User
from tests import factories


def test_a_translated_page_is_live_and_has_its_own_words(home, english_home):
    page = factories.make_standard_page(home, title="Brød", slug="broed")

    english = factories.translate_page(
        page, {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}
    )

    assert english.live
    assert (english.title, english.slug) == ("Bread", "bread")
    assert english.specific.body.raw_data[0]["value"] == "<p>The oven is hot.</p>"


def test_nothing_of_another_test_is_left(home):
    assert list(StandardPage.objects.all()) == []


def test_a_picture_has_its_size(db):
    image = factories.make_image(size=(30, 20))

    assert (image.width, image.height) == (30, 20)


def test_the_demo_is_there_for_who_asks_for_it(demo):
    assert StandardPage.objects.live().exists()


def test_a_test_account_signs_in(db, client):
    user = factories.make_user("a@example.org")

    assert client.login(email="a@example.org", password=factories.PASSWORD)
    assert list(User.objects.all()) == [user]


def test_what_commits_has_a_database_of_its_own(own_database):
    def add_user():
        factories.make_user("thread@example.org")
        connection.close()

    thread = threading.Thread(target=add_user)
    thread.start()
    thread.join()

    assert [user.email for user in User.objects.all()] == ["thread@example.org"]


def test_no_account_of_another_test_is_left(db):
    assert list(User.objects.all()) == []
