"""A site as it must not be: see `tests.faults.careless_urls`."""

from tests.live import *  # noqa: F403 -- all of them

ROOT_URLCONF = "tests.faults.careless_urls"
