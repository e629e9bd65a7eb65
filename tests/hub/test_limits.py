"""Limits are rows: exact under load, by reader, never by what a reader claims."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hub import limits
from hub.models import Limit

HOUR = dt.timedelta(hours=1)


def test_limit_counts_within_its_window(db, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)

    allowed = [limits.allow("door", limit=2, window=HOUR) for _ in range(4)]

    assert allowed == [True, True, False, False]
    assert Limit.objects.get().count == 2
    time_machine.shift(HOUR)
    assert limits.allow("door", limit=2, window=HOUR) is True


def test_keys_and_windows_are_counted_apart(db):
    assert limits.allow("door", limit=1, window=HOUR) is True

    assert limits.allow("window", limit=1, window=HOUR) is True
    assert limits.allow("door", limit=1, window=2 * HOUR) is True
    assert limits.allow("door", limit=1, window=HOUR) is False


def test_key_is_not_kept(db):
    limits.allow("code to bo@example.org", limit=1, window=HOUR)

    assert "bo@" not in Limit.objects.get().key


def test_limit_holds_for_many_at_once(own_database):
    def one(_number: int) -> bool:
        try:
            return limits.allow("door", limit=7, window=HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        allowed = list(pool.map(one, range(40)))

    assert sum(allowed) == 7
    assert Limit.objects.get().count == 7


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.77", "203.0.113.9"),
        (1, None, "192.0.2.1"),
    ],
)
def test_address_is_believed_from_our_proxies_only(
    rf, settings, proxies, forwarded, address
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers=headers)

    assert limits.address_of(request) == address


def test_one_reader_has_many_ipv6_addresses(rf):
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]

    seen = [limits.address_of(rf.get("/", REMOTE_ADDR=each)) for each in addresses]

    assert seen == ["2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:1:3::/64"]
