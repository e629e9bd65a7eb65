"""What a first visit costs the reader, as an operator's server packs it."""

import pytest

LOADED = """() => performance.getEntries()
  .filter((entry) => ["navigation", "resource"].includes(entry.entryType))
  .map((entry) => ({path: new URL(entry.name).pathname, sent: entry.transferSize,
    packed: entry.encodedBodySize, raw: entry.decodedBodySize}))"""


@pytest.fixture
def loaded(visit, site):
    """Everything that a first visit to a page fetches."""

    def measure(path: str) -> list[dict]:
        visitor = visit(site, path)
        visitor.page.wait_for_load_state("networkidle")
        return visitor.page.evaluate(LOADED)

    return measure


def without_photographs(files: list[dict]) -> int:
    return sum(file["sent"] for file in files if "/media/" not in file["path"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_front_page_is_light(loaded, language):
    files = loaded(f"/{language}/")

    assert without_photographs(files) <= 100_000
    assert {"/media/" in file["path"] or file["sent"] > 0 for file in files} == {True}


@pytest.mark.parametrize(
    "kind", ["stories", "story", "directory", "profile", "events", "event"]
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_stories_and_the_directory_are_light(loaded, places, kind, language):
    files = loaded(places[kind, language])

    assert 20_000 < without_photographs(files) <= 110_000


@pytest.mark.parametrize("kind", ["home", "district", "recommendation", "story"])
def test_reading_needs_no_script(loaded, places, kind):
    files = loaded(places[kind, "da"])

    assert [file["path"] for file in files if file["path"].endswith(".js")] == []


def test_script_of_a_film_is_small(loaded, places):
    files = loaded(places["all blocks", "da"])

    scripts = [file for file in files if file["path"].endswith(".js")]

    assert sum(file["packed"] for file in scripts) <= 15_000
    assert len(scripts) == 1


def test_stylesheet_is_within_its_budget(loaded):
    sheets = [file for file in loaded("/da/") if file["path"].endswith(".css")]

    assert len(sheets) == 1
    assert sheets[0]["packed"] <= 12_000
    assert sheets[0]["raw"] <= 50_000
