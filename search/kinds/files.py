"""Documents that readable guidance hands out, and no others."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from home.models import GuidancePage
from hub.restrictions import readable
from hub.routing import locales
from hub.wall_time import noon
from search.kinds.base import Document, Kind


class Files(Kind):
    """A document by its title, beside the page that it stands on.

    What was uploaded and stands nowhere is nobody's to find. The key holds both: a
    document goes with its page.
    """

    name = "document"
    label, plural = _("Document"), _("Documents")
    family = "page"

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """The documents of guidance, in the language of the page."""
        codes = locales()
        pages = readable(GuidancePage.objects.exclude(documents=[]))
        for page in pages.order_by("pk"):
            for block in page.documents:
                key = f"{block.value.pk}-{page.pk}" if block.value else ""
                if key and (keys is None or key in keys):
                    yield Document(
                        key=key,
                        language=codes[page.locale_id],
                        title=block.value.title,
                        url=block.value.url,
                        summary=page.title,
                        text=page.standfirst,
                        place=page.title,
                        at=noon(page.reviewed_on),
                    )

    def asked_by(self, key: str) -> str:
        """The page that it stands on."""
        return key.partition("-")[2]
