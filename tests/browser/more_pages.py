"""What the demo lacks and readers may meet: every block, and a page without English.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import datetime

import django


def make():
    """Add a page with all blocks in both languages and one in Danish only."""
    from hub.models import Person  # noqa: PLC0415 -- after the set-up
    from tests import factories  # noqa: PLC0415 -- after the set-up

    image = factories.make_image(size=(1600, 900))
    values = special_values(image, Person.objects.public().first())
    body = [factories.make_block(*pair) for pair in one_of_each(values)]
    page = factories.make_standard_page(
        title="Alle blokke", slug="alle-blokke", body=body
    )
    english = {"title": "All blocks", "slug": "all-blocks"}
    factories.translate_page(page, english)
    factories.make_standard_page(title="Kun på dansk", slug="kun-paa-dansk")
    make_guidance(factories)


def make_guidance(factories):
    """Guidance with all that it may hold, which should have been read again."""
    today = datetime.date.today()  # noqa: DTZ011 -- a day
    law = {"title": "Loven", "note": "Man skal.", "url": "https://example.org/"}
    page = factories.make_guidance_page(
        title="Alt i en vejledning",
        slug="alt-i-en-vejledning",
        standfirst="Her er det hele.",
        in_short="Læs den.",
        checklist=[factories.make_block("item", "Vi har læst den")],
        laws=[factories.make_block("law", law | {"checked_on": "2026-11-01"})],
        documents=[factories.make_block("document", factories.make_document().pk)],
        reviewed_on=today - datetime.timedelta(days=400),
        review_by=today - datetime.timedelta(days=1),
    )
    factories.translate_page(page, {"title": "All of it", "slug": "all-of-it"})


def special_values(image, person) -> dict:
    """Values of the blocks whose preview is not whole."""
    picture = {"image": image.pk, "alt_text": "En ovn", "decorative": False}
    return {
        "image": {"image": picture, "caption": "Klokken fire"},
        "contact": {"person": person.pk},
        "video": {
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "title": "Bageriet ved havnen",
            "poster": picture,
            "transcript": "<p>En ovn. Et brød.</p>",
        },
        "number": {
            "number": "12",
            "text": "lokaludvalg i København",
            "source": "Københavns Kommune",
            "source_url": "",
            "checked_on": datetime.date(2026, 11, 1).isoformat(),
        },
    }


def one_of_each(values: dict) -> list[tuple]:
    """(kind, value) of every block that a text may hold, under a heading first."""
    from hub.blocks import BodyBlock  # noqa: PLC0415 -- after the set-up

    kinds = BodyBlock().child_blocks
    first = sorted(kinds, key=lambda kind: kind != "heading")
    return [
        (kind, values.get(kind, getattr(kinds[kind].meta, "preview_value", None)))
        for kind in first
    ]


if __name__ == "__main__":
    django.setup()
    make()
