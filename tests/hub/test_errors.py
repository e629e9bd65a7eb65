"""When something breaks: in the reader's language, the right status, no database."""

from types import ModuleType

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from hub import urls
from tests.reading import Page


@pytest.fixture
def reader():
    """A browser that meets errors as a reader does."""
    return Client(raise_request_exception=False)


@pytest.fixture
def broken(settings, db):
    """The site with one more address, whose view raises what the test appends."""

    def raise_it(request):
        if errors:
            raise errors[0]
        return HttpResponse("well")

    errors = []
    with_broken = ModuleType("with_broken")
    with_broken.__dict__.update(vars(urls))
    with_broken.urlpatterns = [path("en/broken", raise_it), *urls.urlpatterns]
    settings.ROOT_URLCONF = with_broken
    return errors


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_reader_is_asked_to_come_back_while_the_database_is_away(
    database_away, reader, language
):
    response = reader.get(f"/{language}/")

    page = Page(response)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "no-store" in response.headers["Cache-Control"]
    assert page.all("html")[0].get("lang") == language
    assert page.links()[-1][1] == f"/{language}/"


def test_an_address_without_a_page_says_the_same_while_the_database_is_away(
    database_away, reader
):
    assert reader.get("/en/nothing-here/").status_code == 503


def test_somebody_signed_in_is_told_the_same(database_away, reader, settings):
    reader.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32

    assert reader.get("/admin/").status_code == 503


def test_a_stored_page_is_read_while_the_database_is_away(home, client, settings):
    settings.PAGE_CACHE = True
    first = client.get("/da/")

    with connection.execute_wrapper(refuse):
        stored = client.get("/da/")
        control = Client(raise_request_exception=False).get("/en/")

    assert (first.status_code, stored.status_code) == (200, 200)
    assert stored.content == first.content
    assert control.status_code == 503


def refuse(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


def test_a_statement_that_is_wrong_is_our_mistake(db, reader):
    with connection.execute_wrapper(misspell):
        response = reader.get("/en/")

    assert response.status_code == 500
    assert Page(response).texts("h1") == ["Something broke here"]


def misspell(execute, sql, params, many, context):
    return execute("SELECT nothing FROM nowhere", None, many, context)


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (RuntimeError("an inner secret"), 500, "Something broke here"),
        (ProgrammingError("an inner secret"), 500, "Something broke here"),
        (OperationalError("an inner secret"), 503, "Back in a moment"),
        (PermissionDenied("an inner secret"), 403, "You cannot open this"),
        (SuspiciousOperation("an inner secret"), 400, "We could not read that"),
    ],
)
def test_each_error_has_its_page(broken, reader, error, status, heading):
    broken.append(error)

    response = reader.get("/en/broken")

    assert response.status_code == status
    assert Page(response).texts("h1") == [heading]
    assert b"an inner secret" not in response.content


def test_a_form_without_its_token_is_refused_with_a_way_on(home):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/en/sign-in/", {"email": "a@example.org"})

    assert response.status_code == 403
    assert Page(response).texts("h1") == ["The form was not sent"]


def test_an_error_is_not_stored(broken, reader, settings):
    settings.PAGE_CACHE = True
    broken.append(OperationalError("an inner secret"))
    away = reader.get("/en/broken").status_code
    broken.clear()

    back = reader.get("/en/broken")

    assert (away, back.status_code, back.content) == (503, 200, b"well")
