"""`python -m tests.bench.client PORT PATH CONNECTIONS SECONDS`: ask, and count.

A process of its own, so that asking and answering share nothing but the machine.
Prints JSON: requests a second, median and 99th percentile in milliseconds, errors.
"""

import asyncio
import json
import sys
import time


class Asker(asyncio.Protocol):
    """One connection that is kept, and asks again as soon as it has its answer."""

    def __init__(self, port: int, path: str, end: float):
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += ["Accept-Encoding: gzip", "Connection: keep-alive", "", ""]
        self.request = "\r\n".join(lines).encode()
        self.end = end
        self.waits: list[float] = []
        self.errors = 0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        """Ask for the first time."""
        self.transport = transport
        self.ask()

    def ask(self):
        """Ask, unless the time is over."""
        if time.perf_counter() >= self.end:
            self.transport.close()
            return
        self.answer, self.missing = b"", None
        self.asked = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data):
        """Collect the answer; Content-Length says when it is whole."""
        if self.missing is None:
            self.answer += data
            head, end, body = self.answer.partition(b"\r\n\r\n")
            if not end:
                return
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            self.errors += not head.startswith(b"HTTP/1.1 200")
            self.missing = int(length) - len(body)
        else:
            self.missing -= len(data)
        if self.missing <= 0:
            self.waits.append(time.perf_counter() - self.asked)
            self.ask()

    def connection_lost(self, error):
        """The end, ours or the server's."""
        self.errors += error is not None
        if not self.done.done():
            self.done.set_result(None)


async def measure(port: int, path: str, connections: int, seconds: float) -> dict:
    """Ask over so many connections at once for so long."""
    loop, start = asyncio.get_running_loop(), time.perf_counter()
    askers = [Asker(port, path, start + seconds) for _number in range(connections)]
    for asker in askers:
        await loop.create_connection(lambda asker=asker: asker, "127.0.0.1", port)
    await asyncio.gather(*(asker.done for asker in askers))
    waits = sorted(wait for asker in askers for wait in asker.waits)
    return {
        "rate": len(waits) / (time.perf_counter() - start),
        "median": waits[len(waits) // 2] * 1000,
        "slowest": waits[int(len(waits) * 0.99)] * 1000,
        "errors": sum(asker.errors for asker in askers),
    }


if __name__ == "__main__":
    port, path, connections, seconds = sys.argv[1:]
    run = measure(int(port), path, int(connections), float(seconds))
    print(json.dumps(asyncio.run(run)))  # noqa: T201 -- its only way to tell
