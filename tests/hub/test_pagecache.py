"""The page cache: never an old page, never somebody's own page, few entries."""

import datetime as dt
import gzip
import time

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from hub import pagecache
from hub.models import Limit, SiteSettings, Theme
from tests import factories

ask = RequestFactory()


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until it is moved."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def cached(settings, db):
    """The page cache as it runs on a live site."""
    settings.PAGE_CACHE = True


@pytest.fixture
def middleware(cached):
    """The middleware before a page that counts how often it is drawn."""

    def draw(request):
        draw.times += 1
        draw.meanwhile()
        response = HttpResponse(f"drawing {draw.times}", headers=draw.headers)
        for name in draw.cookies:
            response.set_cookie(name, "value")
        response.status_code = draw.status
        return response

    draw.times, draw.status, draw.headers, draw.cookies = 0, 200, {}, ()
    draw.meanwhile = lambda: None
    found = pagecache.PageCacheMiddleware(draw)
    found.draw = draw
    return found


def bodies(middleware, *requests) -> list[str]:
    return [middleware(request).content.decode() for request in requests]


def test_second_reader_gets_the_stored_page(middleware):
    found = bodies(middleware, ask.get("/da/"), ask.get("/da/"))

    assert found == ["drawing 1", "drawing 1"]


def test_nothing_is_stored_when_switched_off(middleware, settings):
    settings.PAGE_CACHE = False

    found = bodies(middleware, ask.get("/da/"), ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2"]


@pytest.mark.parametrize(
    "other",
    [
        ask.get("/en/"),
        ask.get("/da/", HTTP_HOST="localhost"),
        ask.get("/da/", secure=True),
        ask.get("/da/?page=2"),
    ],
    ids=["path", "host", "scheme", "known query"],
)
def test_another_page_has_its_own_entry(middleware, other):
    found = bodies(middleware, ask.get("/da/"), other, ask.get("/da/"), other)

    assert found == ["drawing 1", "drawing 2", "drawing 1", "drawing 2"]


@pytest.mark.parametrize("query", ["utm_source=a", "fbclid=b", "utm_id=c&gclid=d"])
def test_what_other_sites_hang_on_a_link_makes_no_entry(middleware, query):
    found = bodies(middleware, ask.get("/da/"), ask.get(f"/da/?{query}"))

    assert found == ["drawing 1", "drawing 1"]


def test_an_unknown_query_is_drawn_afresh_and_not_stored(middleware):
    unknown = ask.get("/da/?q=bread")

    found = bodies(middleware, ask.get("/da/"), unknown, unknown, ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2", "drawing 3", "drawing 1"]


def test_a_registered_query_key_has_an_entry_for_each_value(middleware, monkeypatch):
    known = set(pagecache.KNOWN_QUERY_KEYS)
    monkeypatch.setattr(pagecache, "KNOWN_QUERY_KEYS", known)
    pagecache.register_query_keys("q")
    bread, soup = ask.get("/da/?q=bread"), ask.get("/da/?q=soup")

    found = bodies(middleware, bread, soup, bread, soup)

    assert found == ["drawing 1", "drawing 2", "drawing 1", "drawing 2"]


@pytest.mark.parametrize("path", ["/admin/", "/documents/1/a.pdf", "/mail/", "/readyz"])
def test_only_pages_are_stored(middleware, path):
    found = bodies(middleware, ask.get(path), ask.get(path))

    assert found == ["drawing 1", "drawing 2"]


def with_cookie(name: str, path: str = "/da/"):
    request = ask.get(path)
    request.COOKIES[name] = "something"
    return request


def test_a_foreign_cookie_changes_nothing(middleware):
    found = bodies(middleware, with_cookie("_pk_id"), with_cookie("_ga"))

    assert found == ["drawing 1", "drawing 1"]


def test_somebody_signed_in_neither_reads_nor_fills_the_store(middleware, settings):
    mine = with_cookie(settings.SESSION_COOKIE_NAME)

    found = bodies(middleware, mine, ask.get("/da/"), mine, ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2", "drawing 3", "drawing 2"]


def test_a_page_drawn_with_a_csrf_cookie_is_not_given_to_others(middleware, settings):
    opened_a_form = with_cookie(settings.CSRF_COOKIE_NAME)

    found = bodies(middleware, opened_a_form, ask.get("/da/"), opened_a_form)

    assert found == ["drawing 1", "drawing 2", "drawing 2"]


def test_a_post_is_never_answered_from_the_store(middleware):
    found = bodies(middleware, ask.get("/da/"), ask.post("/da/"), ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2", "drawing 1"]


def test_a_head_reads_but_does_not_fill_the_store(middleware):
    found = bodies(middleware, ask.head("/da/"), ask.get("/da/"), ask.head("/da/"))

    assert found == ["drawing 1", "drawing 2", "drawing 2"]


@pytest.mark.parametrize(
    ("headers", "cookies", "status"),
    [
        ({}, ("csrftoken",), 200),
        ({"Cache-Control": "no-store"}, (), 200),
        ({"Cache-Control": "private"}, (), 200),
        ({"Cache-Control": "no-cache"}, (), 200),
        ({"Vary": "Accept-Language"}, (), 200),
        ({}, (), 404),
        ({}, (), 503),
    ],
)
def test_what_is_not_for_everybody_is_not_stored(middleware, headers, cookies, status):
    middleware.draw.headers, middleware.draw.cookies = headers, cookies
    middleware.draw.status = status

    found = bodies(middleware, ask.get("/da/"), ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2"]


def test_headers_are_stored_with_the_page(middleware):
    middleware.draw.headers = {"Content-Security-Policy": "default-src 'self'"}

    responses = [middleware(ask.get("/da/")) for _ in range(2)]

    policies = [response.headers["Content-Security-Policy"] for response in responses]
    assert policies == ["default-src 'self'"] * 2


def test_a_page_is_packed_only_for_who_can_unpack_it(middleware):
    middleware(ask.get("/da/"))

    packed = middleware(ask.get("/da/", HTTP_ACCEPT_ENCODING="br, gzip"))
    plain = middleware(ask.get("/da/"))

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == b"drawing 1"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_has_the_page_gets_304(middleware):
    tag = middleware(ask.get("/da/")).headers["ETag"]

    same = middleware(ask.get("/da/", HTTP_IF_NONE_MATCH=f'"other", {tag}'))
    other = middleware(ask.get("/da/", HTTP_IF_NONE_MATCH='"other"'))

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert (other.status_code, other.content) == (200, b"drawing 1")


def test_a_new_generation_makes_every_page_old(middleware, transactional_renew):
    first = bodies(middleware, ask.get("/da/"), ask.get("/en/"))
    transactional_renew()

    assert first == ["drawing 1", "drawing 2"]
    assert bodies(middleware, ask.get("/da/"), ask.get("/en/")) == [
        "drawing 3",
        "drawing 4",
    ]


@pytest.fixture
def transactional_renew(db, django_capture_on_commit_callbacks):
    """Renew as outside a transaction: tests run inside one."""

    def renew():
        with django_capture_on_commit_callbacks(execute=True):
            pagecache.renew()

    return renew


def test_a_drawing_begun_before_a_publish_is_not_stored_as_new(
    middleware, transactional_renew
):
    middleware.draw.meanwhile = transactional_renew
    slow = bodies(middleware, ask.get("/da/"))
    middleware.draw.meanwhile = lambda: None

    assert slow == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/"), ask.get("/da/")) == ["drawing 2"] * 2


def test_a_save_counts_on_commit_and_not_before(
    middleware, db, django_capture_on_commit_callbacks
):
    bodies(middleware, ask.get("/da/"))

    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.create(name_da="Mad", slug="mad")
        before = bodies(middleware, ask.get("/da/"))

    assert before == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_update_needs_renew(
    middleware, transactional_renew, django_capture_on_commit_callbacks
):
    theme = Theme.objects.create(name_da="Mad", slug="mad")
    bodies(middleware, ask.get("/da/"))

    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.filter(pk=theme.pk).update(name_da="Brød")
    without = bodies(middleware, ask.get("/da/"))
    transactional_renew()

    assert without == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_many_to_many_counts_as_a_change(
    middleware, home, django_capture_on_commit_callbacks
):
    person, district = factories.make_person(), factories.make_district()
    bodies(middleware, ask.get("/da/"))

    with django_capture_on_commit_callbacks(execute=True):
        person.districts.add(district)

    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_what_no_page_shows_makes_no_page_old(
    middleware, db, django_capture_on_commit_callbacks
):
    bodies(middleware, ask.get("/da/"))

    with django_capture_on_commit_callbacks(execute=True):
        Limit.objects.create(key="code", window_starts_at=timezone.now())

    assert bodies(middleware, ask.get("/da/")) == ["drawing 1"]


def test_the_silent_list_names_what_exists():
    labels = {config.label for config in apps.get_app_configs()}
    models = {
        model._meta.label_lower for model in apps.get_models(include_auto_created=True)
    }

    named = pagecache.SILENT_MODELS | pagecache.MADE_WHILE_DRAWING

    assert named - labels - models == set()


def test_an_entry_lives_until_the_next_date_that_changes_a_page(
    middleware, monkeypatch, clock
):
    soon = time.time() + 20
    monkeypatch.setattr(pagecache, "_deadlines", [lambda: soon, lambda: None])
    bodies(middleware, ask.get("/da/"))

    clock.shift(19)
    just_before = bodies(middleware, ask.get("/da/"))
    clock.shift(2)

    assert just_before == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_a_date_that_passes_while_drawing_is_not_missed(middleware, monkeypatch, clock):
    soon = time.time() + 5
    monkeypatch.setattr(pagecache, "_deadlines", [lambda: soon])
    middleware.draw.meanwhile = lambda: clock.shift(10)

    slow = bodies(middleware, ask.get("/da/"))
    middleware.draw.meanwhile = lambda: None

    assert slow == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_an_entry_never_outlives_five_minutes(middleware, monkeypatch, clock):
    monkeypatch.setattr(pagecache, "_deadlines", [])
    bodies(middleware, ask.get("/da/"))

    clock.shift(299)
    just_before = bodies(middleware, ask.get("/da/"))
    clock.shift(2)

    assert just_before == ["drawing 1"]
    assert bodies(middleware, ask.get("/da/")) == ["drawing 2"]


def test_the_notice_begins_and_ends_in_time(db, clock):
    now = timezone.now()
    found = SiteSettings.load()
    found.notice_from = now + dt.timedelta(seconds=30)
    found.notice_until = now + dt.timedelta(seconds=90)
    found.save()
    pagecache.forget()

    begins = pagecache.good_until(time.time())
    clock.shift(60)
    ends = pagecache.good_until(time.time())

    assert begins == pytest.approx(found.notice_from.timestamp())
    assert ends == pytest.approx(found.notice_until.timestamp())
