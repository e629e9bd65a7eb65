"""Lists as files: CSV for programs, XLSX for people, safe in a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook

# A cell that begins so is run as a formula (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What XML 1.0 has no way to write.
UNWRITABLE = {code: None for code in range(32) if code not in (9, 10, 13)}


class Table(NamedTuple):
    """A list to take out: the name of its file, the heads of its columns, its rows."""

    name: str
    heads: list[str]
    rows: Iterable[list]


def safe(value):
    """A value that no spreadsheet runs: what would be a formula begins with `'`."""
    if not isinstance(value, str):
        return value
    value = value.translate(UNWRITABLE)
    return f"'{value}" if value.startswith(DANGEROUS) else value


def local(moment: dt.datetime | None) -> dt.datetime | None:
    """A moment as the clock on the wall in Copenhagen shows it, to the minute."""
    if moment is None:
        return None
    return timezone.localtime(moment).replace(tzinfo=None, second=0, microsecond=0)


def kroner(ore: int) -> Decimal:
    """An amount in øre as kroner."""
    return Decimal(ore) / 100


def _text(value) -> str:
    """A value as a CSV file holds it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(safe(value))


def as_csv(table: Table) -> tuple[bytes, int]:
    """The file, with a mark that tells Excel its encoding, and how many rows it has."""
    file, number = io.StringIO(), 0
    writer = csv.writer(file)
    writer.writerow([_text(head) for head in table.heads])
    for number, row in enumerate(table.rows, 1):  # noqa: B007 -- counted
        writer.writerow([_text(value) for value in row])
    return file.getvalue().encode("utf-8-sig"), number


def as_xlsx(table: Table) -> tuple[bytes, int]:
    """The file, with days and numbers as such, and how many rows it has."""
    book, number = Workbook(write_only=True), 0
    sheet = book.create_sheet("1")
    sheet.append([safe(str(head)) for head in table.heads])
    for number, row in enumerate(table.rows, 1):  # noqa: B007 -- counted
        sheet.append([safe(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), number


KINDS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, XLSX_TYPE)}


def download(table: Table, kind: str) -> tuple[HttpResponse, int]:
    """The answer with the file, and how many rows it has."""
    write, content_type = KINDS[kind]
    content, number = write(table)
    response = HttpResponse(content, content_type=content_type)
    name = f"{table.name}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response, number
