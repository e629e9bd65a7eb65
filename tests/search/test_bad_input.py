"""Whatever is typed gets an answer, never an error and never markup of its own."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.reading import Page
from tests.search.made import URL, make_document, put, typed

pytestmark = pytest.mark.usefixtures("home")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
SIGNS = st.text("\"'()*:&|!<>-~\\%_{}^;,.?/#+=[]$@ \t\n0aNEARORANDnot", max_size=60)


@pytest.fixture
def ovn():
    """Something to be found."""
    put(make_document("En ovn"))


@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=ANY | SIGNS, kind=ANY, page=ANY)
@example(text="", kind="", page="")
@example(text="x", kind="space", page="-1")
@example(text="a" * 10_000, kind="", page="99999999999999999999")
@example(text="ovn " * 2_500, kind="story", page="41")
@example(text="'; DROP TABLE search_entry; --", kind="", page="0")
@example(text='"ovn" OR NEAR(a b, 3) AND title : x*', kind="", page="²")
@example(text="ovn & | ! <-> :*", kind="", page="")
@example(text="<script>alert(1)</script>", kind="<b>", page="<b>")
@example(text="متجر 烤箱 ओवन печь", kind="", page="")
@example(text="\x00ovn\x00", kind="\x00", page="\x00")
@example(text="1e5 0x1F 3.14 h2o 2200-2300", kind="", page="")
def test_anything_gets_an_answer(ovn, client, text, kind, page):
    for address in URL.values():
        answer = client.get(address, {"q": text, "kind": kind, "page": page})

        assert answer.status_code == 200
        read = Page(answer)
        assert [each.get("src") for each in read.all("script") if each.text] == []
        assert len(read.all("h1")) == 1


def test_a_long_text_is_cut_and_said_so(client):
    put(make_document("En ovn"))

    page = typed(client, "ovn " + "x" * 10_000)

    assert page.text("div", class_="msg") == (
        "Det var langt. Vi har kun søgt efter begyndelsen."
    )
    assert len(page.all("input", name="q")[0].get("value")) == 200


def test_signs_alone_say_that_there_is_no_word(client):
    page = typed(client, "?!* ---")

    heading = page.text("h2", id="result-heading")
    assert heading == "Der er ikke noget ord i det at søge efter"
