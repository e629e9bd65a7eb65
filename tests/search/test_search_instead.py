"""Where nothing is, one may look for it."""

import pytest

from tests import factories
from tests.reading import Page

pytestmark = pytest.mark.usefixtures("home")


def field(page: Page) -> tuple[str, str]:
    """Where the field leads, and what stands in it."""
    form = next(form for form in page.all("form") if form.get("method") == "get")
    return form.get("action"), form.find(".//input").get("value")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/da/historier/mad-og-suppe/", ("/da/soeg/#result", "mad og suppe")),
        ("/en/bread_and_%C3%B8l.html", ("/en/search/#result", "bread and øl html")),
        ("/da/x/%22%3E%3Cscript%3E/", ("/da/soeg/#result", "script")),
        ("/da/" + "a" * 200 + "/", ("/da/soeg/#result", "a" * 60)),
        ("/da/--/", ("/da/soeg/#result", "")),
    ],
)
def test_a_page_that_is_not_here_may_be_looked_for_by_its_address(
    client, english_home, path, found
):
    answer = client.get(path)

    assert (answer.status_code, field(Page(answer))) == (404, found)


def test_what_is_not_in_english_may_be_looked_for(client, english_home):
    factories.make_standard_page(title="Om os", slug="om-os")

    answer = client.get("/en/om-os/")

    assert field(Page(answer)) == ("/en/search/#result", "")
