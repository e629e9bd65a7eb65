"""The demo's pages and blocks, from the files in `demo_content`."""

import re
from pathlib import Path

from hub import demo_texts
from hub.demo_texts import in_language, key_of, with_ids

FOLDER = Path(__file__).parent / "demo_content"
PAGE_LINK = re.compile(r'<a linktype="page" key="([a-z0-9-]+)">')


def read(name: str | Path) -> dict:
    """One file of the demo, by its path without ending."""
    return demo_texts.read(FOLDER, name)


def pages() -> list[dict]:
    """All pages: parents before children, siblings in their order."""
    found = {
        path.stem: read(path.relative_to(FOLDER).with_suffix(""))
        for path in FOLDER.rglob("*.toml")
        if not path.name.startswith("_")
    }
    found |= {page["key"]: page for page in district_pages()}

    def place(page: dict) -> tuple:
        parent = found.get(page["parent"])
        return (*(place(parent) if parent else ()), page["order"], page["key"])

    return sorted(found.values(), key=lambda page: (len(place(page)), place(page)))


# Before the name of a district, where a search engine shows its page.
FOUND = {
    "da": "Historier, lokaler og mennesker at spørge i",
    "en": "Stories, spaces and people to ask in",
}


def district_pages() -> list[dict]:
    """A page for each district, from what its record says."""
    return [
        {
            "key": f"district-{district['key']}",
            "type": "district",
            "parent": "districts",
            "order": district["official_number"],
            "show_in_menus": False,
            "slug": district["slug"],
            "title": district["name"],
            "standfirst": district["standfirst"],
            "search_description": {
                language: f"{words} {district['name'][language]}. "
                f"{district['standfirst'][language]}"
                for language, words in FOUND.items()
            },
            "scene": "talk",
            "district": district["key"],
            "body": [{"type": "text", "value": _paragraphs(district["intro"])}],
        }
        for district in read("_districts")["district"]
    ]


def _paragraphs(pair: dict) -> dict:
    return {language: f"<p>{text}</p>" for language, text in pair.items()}


def body_of(page: dict, language: str, ids: dict[str, int], people: dict) -> list:
    """A page's blocks in one language, with page and person keys made numbers."""
    blocks = []
    for place, block in enumerate(page.get("body", [])):
        name = f"{page['key']}.{place}"
        value = in_language(block.get("value"), language)
        if isinstance(value, dict):
            value = dict(value)
            if value.get("page"):
                value["page"] = ids[value["page"]]
            if value.get("person") and block["type"] == "contact":
                value["person"] = people[value["person"]]
        value = _linked(with_ids(value, name), ids)
        blocks.append({"type": block["type"], "value": value, "id": str(key_of(name))})
    return blocks


def streams_of(row: dict, language: str, ids: dict[str, int], people: dict) -> dict:
    """All streams of a page in one language, by field."""
    name = row["key"]
    return {
        "body": body_of(row, language, ids, people),
        "checklist": blocks_of("item", row.get("checklist", []), name, language, ids),
        "laws": blocks_of("law", row.get("laws", []), name, language, ids),
        "situations": blocks_of(
            "situation", situations() if name == "guidance" else [], name, language, ids
        ),
    }


def situations() -> list[dict]:
    """The situations of the page of all guidance, as its blocks have them."""
    rows = sorted(
        read("guidance/_situations")["situation"], key=lambda row: row["order"]
    )
    return [
        {
            "title": row["title"],
            "text": row["text"],
            "steps": [
                {"text": {"da": step["da"], "en": step["en"]}, "page": step["page"]}
                for step in row["steps"]
            ],
        }
        for row in rows
    ]


def blocks_of(
    kind: str, values: list, name: str, language: str, ids: dict[str, int]
) -> list[dict]:
    """Blocks of one kind in one language, with ids that stay the same."""
    blocks = []
    for place, value in enumerate(values):
        identity = f"{name}.{kind}.{place}"
        said = with_ids(in_language(value, language), identity)
        for step in said.get("steps", []) if isinstance(said, dict) else []:
            step["value"]["page"] = ids[step["value"]["page"]]
        blocks.append({"type": kind, "value": said, "id": str(key_of(identity))})
    return blocks


def _linked(value, ids: dict[str, int]):
    """Texts whose links to pages name the page's number."""
    if isinstance(value, str):
        return PAGE_LINK.sub(
            lambda found: f'<a linktype="page" id="{ids[found[1]]}">', value
        )
    if isinstance(value, dict):
        return {key: _linked(each, ids) for key, each in value.items()}
    if isinstance(value, list):
        return [_linked(each, ids) for each in value]
    return value
