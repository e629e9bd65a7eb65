"""What the tests ask of a database engine: is it there, copy it, rename it, drop it."""

import contextlib
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test"
SQLITE_FILES = ("", "-wal", "-shm", "-journal")


class SQLite:
    """Databases are files under `var/test`."""

    name = "sqlite"
    description = "SQLite, files under var/test"

    def path(self, database: str) -> Path:
        """The file of a database."""
        return FOLDER / f"{database}.sqlite3"

    def url(self, database: str) -> str:
        """What DATABASE_URL says for it."""
        return f"sqlite:///{self.path(database)}"

    def django_name(self, database: str) -> str:
        """What `DATABASES["default"]["NAME"]` says for it."""
        return str(self.path(database))

    def names(self) -> list[str]:
        """All databases that tests have made."""
        return [file.stem for file in FOLDER.glob("hub_*.sqlite3")]

    def create(self, database: str) -> None:
        """Nothing to do: SQLite makes the file when it opens it."""

    def copy(self, database: str, new: str) -> None:
        """Copy a database that nobody has open."""
        shutil.copyfile(self.path(database), self.path(new))

    def rename(self, database: str, new: str) -> None:
        """Give a database that nobody has open another name."""
        self.path(database).rename(self.path(new))

    def drop(self, database: str) -> None:
        """Remove it if it is there."""
        for ending in SQLITE_FILES:
            Path(f"{self.path(database)}{ending}").unlink(missing_ok=True)


class PostgreSQL:
    """Databases of one server; see `tests.postgres` for which."""

    name = "postgresql"

    def __init__(self):
        self.server, self.description = postgres.find_server(FOLDER / "postgres")

    def url(self, database: str) -> str:
        """What DATABASE_URL says for it."""
        return urlsplit(self.server)._replace(path=f"/{database}").geturl()

    def django_name(self, database: str) -> str:
        """What `DATABASES["default"]["NAME"]` says for it."""
        return database

    def names(self) -> list[str]:
        """All databases that tests have made."""
        sql = "SELECT datname FROM pg_database WHERE datname LIKE 'hub\\_%'"
        return [row[0] for row in self._run(sql)]

    def create(self, database: str) -> None:
        """An empty database."""
        self._run(f'CREATE DATABASE "{database}"')

    def copy(self, database: str, new: str) -> None:
        """Copy a database that nobody is connected to."""
        self._run(f'CREATE DATABASE "{new}" TEMPLATE "{database}"')

    def rename(self, database: str, new: str) -> None:
        """Give a database that nobody is connected to another name."""
        self._run(f'ALTER DATABASE "{database}" RENAME TO "{new}"')

    def drop(self, database: str) -> None:
        """Remove it if it is there, with the connections that are left open."""
        self._run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _run(self, sql: str) -> list[tuple]:
        with contextlib.closing(psycopg2.connect(self.server)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []


def chosen():
    """The engine that TEST_ENGINE names; SQLite where it names none."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    engines = {"sqlite": SQLite, "postgresql": PostgreSQL}
    return engines[os.environ.get("TEST_ENGINE", "sqlite")]()
