"""Links to pages in rich text: the page of the reader's language, found in one go."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from hub.languages import addresses_of


class LanguageLinkHandler(PageLinkHandler):
    """Wagtail's own asks twice for each link; this remembers the addresses."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Opening tags of the links; a page that is gone leaves plain text."""
        numbers = [int(attrs["id"]) for attrs in attrs_list if attrs.get("id")]
        addresses = addresses_of(tuple(sorted(set(numbers))), get_language())
        return [
            cls._tag(addresses.get(int(attrs.get("id") or 0))) for attrs in attrs_list
        ]

    @staticmethod
    def _tag(found: tuple[str, str] | None) -> str:
        if found is None:
            return "<a>"
        url, language = found
        if language == get_language():
            return f'<a href="{escape(url)}">'
        return f'<a href="{escape(url)}" hreflang="{language}">'
