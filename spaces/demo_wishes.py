"""The demo's searches in vain and offered rooms."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from hub.demo_texts import key_of
from hub.models import District, SiteSettings
from hub.workdays import END_OF_WORK, working_days_after
from spaces.hours import at
from spaces.models import RoomOffer, UnmetSearch


def load_unmet(rows: Iterable[dict]) -> None:
    """Searches that found no free space."""
    today, districts = timezone.localdate(), District.objects.in_bulk(field_name="slug")
    searches = []
    for row in rows:
        day = today - dt.timedelta(days=row["days_ago"])
        start = at(
            day + dt.timedelta(days=row["ahead"]), dt.time.fromisoformat(row["from"])
        )
        searches.append(
            UnmetSearch(
                searched_on=day,
                kind=row["kind"],
                district=districts.get(row["district"]),
                wanted_from=start,
                wanted_until=start + dt.timedelta(hours=row["hours"]),
                people=row["people"],
            )
        )
    UnmetSearch.objects.bulk_create(searches)


COPIED = (
    "address", "kind", "empty_when", "access", "who_decides", "name", "email",
    "phone", "state",
)  # fmt: skip


def load_offers(rows: Iterable[dict]) -> None:
    """Rooms that somebody has offered, with the answer that we owe."""
    today, promise = timezone.localdate(), SiteSettings.current().reply_days
    for row in rows:
        sent_on = today - dt.timedelta(days=row["sent_days_ago"])
        RoomOffer.objects.create(
            key=key_of(f"offer.{row['address']}"),
            language="da",
            empty_since=today - dt.timedelta(days=row["empty_since_days"]),
            sent_at=at(sent_on, dt.time(10)),
            answer_by=at(working_days_after(sent_on, promise), END_OF_WORK),
            **{name: row[name] for name in COPIED},
        )
