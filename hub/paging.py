"""The numbers under a list that is longer than a page, each with its address."""

from django.core.paginator import Page


def page_links(page: Page, kept: str) -> list[dict]:
    """Numbers of the pages with their addresses; empty for a single one.

    `kept` is what each link takes along: `?kind=repair`, or nothing. For
    `components/pages.html`.
    """
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2)
    return [
        {
            "number": number,
            "url": f"{kept or '?'}&page={number}".replace("?&", "?"),
            "is_current": number == page.number,
        }
        for number in numbers
    ]
