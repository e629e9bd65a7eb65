"""A Redis for tests: TEST_REDIS_URL, else one on this machine, else fakeredis."""

import contextlib
import os
from functools import cache
from threading import Thread

import redis
from fakeredis import TcpFakeServer

LOCAL = "redis://127.0.0.1:6379/0"


@cache
def redis_url() -> str:
    """The address of a Redis; use a prefix of your own in it."""
    if given := os.environ.get("TEST_REDIS_URL"):
        return given
    with contextlib.suppress(redis.ConnectionError):
        redis.Redis.from_url(LOCAL).ping()
        return LOCAL
    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return f"redis://127.0.0.1:{server.server_address[1]}/0"
