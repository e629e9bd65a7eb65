"""What lies behind the links in mails is for whoever got the mail, and not found."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from events.links import token_for as signup_token
from spaces import actions
from spaces.links import ANSWER, GIVE_BACK
from spaces.links import token_for as booking_token
from stories.nominee_links import token_for as nominee_token
from tests import factories
from tests.events.makers import make_signup
from tests.reading import Page
from tests.search.follows import of_following
from tests.search.watched import of_watches
from tests.spaces import makers
from tests.stories.makers import make_consent
from tests.stories.nominated import make_nomination

pytestmark = pytest.mark.once


def asked() -> str:
    """The link to a question about a booking."""
    booking = makers.make_request(by=factories.make_user())
    staff = factories.make_staff()
    booking = actions.ask(booking=booking, by=staff, question="Hvor mange gryder?")
    return booking_token(ANSWER, booking)


LINKS = {
    "your_signup": lambda: signup_token(make_signup()),
    "give_back": lambda: booking_token(GIVE_BACK, makers.make_booking()),
    "answer_question": asked,
    "answer_consent": lambda: make_consent().link_key,
    "take_back_consent": lambda: make_consent().take_back_key,
    "nominee": lambda: nominee_token(make_nomination(state="contacted")),
    "following": lambda: of_following()["following"]["token"],
    "end_following": lambda: of_following()["end_following"]["token"],
    "your_watch": lambda: of_watches()["your_watch"]["token"],
    "end_watch": lambda: of_watches()["end_watch"]["token"],
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", LINKS)
def test_what_lies_behind_a_link_in_a_mail_is_not_to_be_found(
    home, client, name, language
):
    key = LINKS[name]()
    with override(language):
        path = reverse(name, args=[key])

    response = client.get(path)

    page = Page(response)
    (robots,) = page.all("meta", name="robots")
    assert response.status_code == 200
    assert robots.get("content").startswith("noindex")
    assert page.all("link", rel="canonical") == []
    assert (
        "no-store" in response["Cache-Control"]
        or "private" in response["Cache-Control"]
    )
