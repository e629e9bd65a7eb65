"""A published change is seen by the next reader, whichever process answers."""

from concurrent.futures import ThreadPoolExecutor

from tests.browser import addresses, staff

READERS, ROUNDS = 24, 3
PAGE = "/da/presse/"


def seen_by_readers(server, text: str) -> set[bool]:
    """Whether readers that come at once, each over a new connection, see a text."""
    with ThreadPoolExecutor(READERS) as crowd:
        pages = crowd.map(lambda _: addresses.read(server, PAGE), range(READERS))
        return {text in page for page in pages}


def test_next_reader_sees_what_was_published(visit, staffed_site):
    publisher = visit(staffed_site, "/da/")
    staff.sign_in(publisher, "udgiver@example.org")
    staff.open_text(publisher, "Presse")
    editor = publisher.path()
    seen = []

    for number in range(ROUNDS):
        text = f"Spørg os {number} gange."
        before = seen_by_readers(staffed_site, text)
        publisher.go(editor)
        staff.publish_danish(publisher, text)
        seen.append((before, seen_by_readers(staffed_site, text)))

    assert seen == [({False}, {True})] * ROUNDS
