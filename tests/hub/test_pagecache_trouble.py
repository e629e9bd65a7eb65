"""A cache that is away, slow or foreign takes no page down and serves no old one."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from hub import pagecache
from tests.hub.test_pagecache import (  # noqa: F401 -- fixtures too
    bodies,
    cached,
    clock,
    middleware,
    transactional_renew,
)

ask = RequestFactory()


@pytest.fixture
def failing(monkeypatch):
    """Make methods of the cache raise until `is_down` is false; counts."""

    def fail(*names):
        state = {"asked": 0, "is_down": True}
        for name in names:
            monkeypatch.setattr(cache, name, refuse(getattr(cache, name), state))
        return state

    def refuse(method, state):
        def answer(*args, **kwargs):
            state["asked"] += 1
            if state["is_down"]:
                raise ConnectionError
            return method(*args, **kwargs)

        return answer

    return fail


def test_a_cache_that_does_not_answer_does_not_take_the_site_down(
    middleware, failing, caplog
):
    failing("get_many", "set", "add")

    found = bodies(middleware, ask.get("/da/"), ask.get("/da/"))

    assert found == ["drawing 1", "drawing 2"]
    assert caplog.messages == ["The cache does not answer."]


def test_a_cache_that_fails_is_left_alone_for_some_seconds(middleware, failing, clock):
    state = failing("get_many", "set", "add")

    bodies(middleware, *[ask.get("/da/")] * 3)
    at_once = state["asked"]
    clock.shift(pagecache.PATIENCE + 1)
    bodies(middleware, ask.get("/da/"))

    assert (at_once, state["asked"]) == (1, 2)


def test_a_cache_that_cannot_be_written_gives_the_page_all_the_same(
    middleware, failing
):
    pagecache.generation()
    failing("set")

    assert bodies(middleware, ask.get("/da/")) == ["drawing 1"]


def test_a_cache_that_comes_back_serves_nothing_from_before_a_change_it_missed(
    middleware, failing, transactional_renew, clock
):
    stored = bodies(middleware, ask.get("/da/"), ask.get("/da/"))
    state = failing("set")
    transactional_renew()
    state["is_down"] = False
    clock.shift(pagecache.PATIENCE + 1)

    found = bodies(middleware, ask.get("/da/"), ask.get("/da/"))

    assert stored == ["drawing 1"] * 2
    assert found == ["drawing 2"] * 2


def test_what_is_remembered_goes_after_five_minutes(cached, clock):
    rolled_back = pagecache.remembered("menu", lambda: "of a transaction")

    clock.shift(299)
    just_before = pagecache.remembered("menu", lambda: "true")
    clock.shift(2)

    assert rolled_back == just_before == "of a transaction"
    assert pagecache.remembered("menu", lambda: "true") == "true"


def test_a_foreign_host_is_refused_and_not_stored(cached, client):
    foreign = client.get("/da/", HTTP_HOST="evil.example")
    ours = client.get("/da/", HTTP_HOST="localhost")

    assert (foreign.status_code, ours.status_code) == (400, 200)
    assert b"evil.example" not in ours.content
