"""The page about cookies names those that the site sets, and for how long."""

from hub import settings as live
from tests.reading import Page, words

HOUR = 3600


def rows_of(page: Page) -> dict[str, list[str]]:
    """What the table says of each cookie."""
    rows = [[words(cell) for cell in row] for row in page.all("tr")]
    return {name: rest for name, *rest in rows[1:]}


def test_the_page_says_what_the_settings_do(demo, client):
    danish = rows_of(Page(client.get("/da/cookies/")))
    english = rows_of(Page(client.get("/en/cookies/")))

    names = ["__Host-sessionid", "__Host-csrftoken", "wagtail_sidebar_collapsed"]
    days = live.SESSION_COOKIE_AGE // (24 * HOUR)
    hours = live.STAFF_SESSION_AGE // HOUR
    assert list(danish) == list(english) == names
    assert danish[names[0]][1:] == [
        "Når du logger ind, eller når du skriver koden under Dine oplysninger",
        f"{days} dage, eller til du logger ud. Ansatte: {hours} timer",
    ]
    assert english[names[0]][1:] == [
        "When you sign in, or when you write the code at Your data",
        f"{days} days, or until you sign out. Staff: {hours} hours",
    ]
