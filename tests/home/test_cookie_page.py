"""The page about cookies names those that the site sets, and for how long."""

from hub import settings as live
from spaces.models import Space
from tests.reading import Page, words
from tests.spaces import makers
from tests.spaces.booking_visit import address_of, ask

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
        "Når du logger ind, når du skriver koden under Dine oplysninger, eller når du "
        "trykker på Tjek bookingen",
        f"{days} dage, eller til du logger ud. Ansatte: {hours} timer",
    ]
    assert english[names[0]][1:] == [
        "When you sign in, when you write the code at Your data, or when you press "
        "Check my booking",
        f"{days} days, or until you sign out. Staff: {hours} hours",
    ]


def test_looking_for_a_time_sets_none_of_them(demo, client):
    space = Space.objects.shown()[0]
    path = address_of("book", space.slug)

    assert client.get("/da/lokaler/").status_code == 200
    assert client.get(path).status_code == 200

    assert client.cookies == {}


def test_a_chosen_time_opens_a_form_and_asking_for_it_begins_a_session(db, client):
    space = makers.make_space()
    start, end = (each.astimezone(makers.ZONE) for each in makers.slot())
    picked = {"date": f"{start:%F}", "start": f"{start:%R}", "until": f"{end:%R}"}

    page = client.get(address_of("book", space.slug), picked)
    assert page.context["form"] is not None
    assert set(client.cookies) == {"csrftoken"}
    ask(client, space, makers.slot())

    assert set(client.cookies) == {"csrftoken", "sessionid"}
