"""The generation is one for all processes, whichever cache they share."""

import os
import subprocess
import sys

import pytest
from django.core.cache import cache, caches

from hub import pagecache
from tests.databases import ROOT
from tests.redis import redis_url
from tests.servers import environment_for

pytestmark = pytest.mark.once
RENEW = """
import django; django.setup()
from hub import pagecache
before = pagecache.generation()
pagecache.renew()
print(before, pagecache.generation())
"""


@pytest.fixture(params=["file", "redis"])
def shared(request, tmp_path, settings):
    """A cache that other processes reach too; its address."""
    prefix = f"hub-tests-{os.getpid()}"
    if request.param == "file":
        address, kind = f"{tmp_path}/cache", "filebased.FileBasedCache"
        url = f"filecache://{address}?key_prefix={prefix}"
    else:
        address, kind = redis_url(), "redis.RedisCache"
        url = f"{address}?key_prefix={prefix}"
    backend = f"django.core.cache.backends.{kind}"
    own = {"BACKEND": backend, "LOCATION": address, "KEY_PREFIX": prefix}
    settings.CACHES = {"default": own}
    yield url
    cache.delete(pagecache.GENERATION)
    caches.close_all()


def test_a_change_in_one_process_is_seen_by_another(shared, own_database, tmp_path):
    ours = pagecache.generation()
    environment = environment_for(own_database, tmp_path, 8000, CACHE_URL=shared)

    line = [sys.executable, "-W", "ignore", "-c", RENEW]
    told = subprocess.check_output(line, cwd=ROOT, env=os.environ | environment)
    before, after = told.decode().split()

    assert before == ours
    assert after == pagecache.generation() != ours
