"""The hub as it is served, with one bare view more and a count of queries."""

from tests.live import *  # noqa: F403 -- all of them

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]  # noqa: F405
