"""What the benches share: asking a server again and again, and telling."""

import gzip
import http.client
import json
import subprocess
import sys
import time
import urllib.request
from http import HTTPStatus
from statistics import median

CONNECTIONS = 8
SECONDS, ROUNDS = 3, 5  # of one reader
TURNS, WARMING = 30, 5  # where several servers are asked in turn


def ask(server, path: str, seconds: float, *, connections=CONNECTIONS) -> dict:
    """One run of the client, in a process of its own."""
    port = server.url.rsplit(":", 1)[1]
    line = [sys.executable, "-m", "tests.bench.client", port, path]
    line += [str(connections), str(seconds)]
    done = subprocess.run(line, check=True, stdout=subprocess.PIPE, timeout=60)
    return json.loads(done.stdout)


def wait_for(server, path: str) -> float:
    """The median of one reader's waits in milliseconds, of five runs."""
    ask(server, path, 1, connections=1)
    return median(
        ask(server, path, SECONDS, connections=1)["median"] for _ in range(ROUNDS)
    )


def in_turn(servers: list, path: str, rounds: int = TURNS) -> list[float]:
    """The median of one reader's waits for each server, asked one after the other."""
    addresses = [server.url.removeprefix("http://") for server in servers]
    readers = [http.client.HTTPConnection(each, timeout=60) for each in addresses]
    waits: list[list[float]] = [[] for _reader in readers]
    for number in range(rounds + WARMING):
        for reader, times in zip(readers, waits, strict=True):
            start = time.perf_counter()
            reader.request("GET", path)
            answer = reader.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"{path} answers {answer.status}")
            if number >= WARMING:
                times.append((time.perf_counter() - start) * 1000)
    for reader in readers:
        reader.close()
    return [median(times) for times in waits]


def cost(server, path: str) -> tuple[int, int, int]:
    """Queries, bytes of HTML, and bytes as a page cache would send them.

    The least of a few answers: each may come from another process, which may be new to
    the page and asks for what is remembered afterwards.
    """
    return min(_cost_once(server, path) for _turn in range(WARMING))


def _cost_once(server, path: str) -> tuple[int, int, int]:
    request = urllib.request.Request(server.url + path)  # noqa: S310 -- ours
    request.add_header("X-Count-Queries", "1")
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- ours
        html = answer.read()
        queries = int(answer.headers["X-Queries"])
    return queries, len(html), len(gzip.compress(html))


def say(line: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
