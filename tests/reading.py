"""Reading a page as tests do: its parts by CSS-like names, its text without markup."""

import html5lib

SVG = "{http://www.w3.org/2000/svg}"


class Page:
    """The document of a response."""

    def __init__(self, response):
        self.tree = html5lib.parse(
            response.content.decode(), namespaceHTMLElements=False
        )

    def all(self, tag: str, **attributes: str) -> list:
        """Elements by tag and attributes (`class_` for class), in document order."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            element
            for element in self.tree.iter(tag)
            if all(_has(element, name, value) for name, value in wanted.items())
        ]

    def text(self, tag: str, **attributes: str) -> str:
        """The text of the first such element, its white space made single."""
        return words(self.all(tag, **attributes)[0])

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """The text of each such element."""
        return [words(element) for element in self.all(tag, **attributes)]

    def links(self, **attributes: str) -> list[tuple[str, str]]:
        """(text, address) of each link."""
        return [
            (words(element), element.get("href"))
            for element in self.all("a", **attributes)
        ]


def words(element) -> str:
    """All text in an element, its white space made single."""
    return " ".join("".join(element.itertext()).split())


def _has(element, name: str, value: str) -> bool:
    found = element.get(name)
    return found is not None and (
        value in found.split() if name == "class" else value == found
    )
