"""Reading feeds as what readers use reads them."""

import feedparser
import icalendar


def read(client, path: str, *, stays: bool = True) -> feedparser.FeedParserDict:
    """A feed that is read without a complaint, and names its own address."""
    response = client.get(path)
    kind = response.headers["Content-Type"]
    found = feedparser.parse(response.content, response_headers={"content-type": kind})
    assert kind == "application/atom+xml; charset=utf-8"
    assert (found.get("bozo_exception"), found.version) == (None, "atom10")
    if stays:
        assert address(found.feed, "self") == f"http://testserver{path}"
    return found


def address(node, rel: str) -> str:
    """Where the link of a kind leads."""
    return next(link.href for link in node.links if link.rel == rel)


def texts(feed, name: str) -> list[str]:
    """What all entries say under a name."""
    return [entry[name] for entry in feed.entries]


def dates_in(client, path: str) -> list[icalendar.Event]:
    """The entries of a calendar."""
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def asked_again(client, path: str) -> list[int]:
    """The status of a feed, and of the same when it is asked what has changed."""
    first = client.get(path)
    again = client.get(path, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    return [first.status_code, again.status_code]


def announced(page) -> list[tuple[str, str]]:
    """Type and address of the feeds in the head of a page."""
    links = page.all("link", rel="alternate")
    return [(each.get("type"), each.get("href")) for each in links if each.get("type")]
