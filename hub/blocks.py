"""The blocks that pages are made of; each has a preview and says what it is for."""

from typing import ClassVar
from urllib.parse import parse_qs, urlparse

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from hub.headings import with_anchors

RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Ovnen er varm klokken fire. Så begynder dagen.</p>"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"features": RICH_TEXT} | kwargs)


class HeadingBlock(blocks.CharBlock):
    """A heading that parts the page."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Parts a long page. Readers jump from one to the next.")
        template = "blocks/heading.html"
        preview_value = "Sådan begynder I"


class QuoteBlock(blocks.StructBlock):
    """Something a person said, lit by the lamp."""

    text = blocks.TextBlock(label=_("What was said"))
    person = blocks.CharBlock(label=_("By whom"))
    role = blocks.CharBlock(label=_("Role"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("The one sentence that readers should remember.")
        template = "blocks/quote.html"
        preview_value: ClassVar = {
            "text": "Vi bager. Det er det hele.",
            "person": "Eksempel",
            "role": "bager",
        }


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with its description; its chooser has a name to translate."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Picture")


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows and, if needed, a caption."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture of your own. Say what it shows.")
        template = "blocks/image.html"

    def get_preview_value(self):
        """The newest picture, which editors know."""
        return self.to_python({"image": newest_picture(), "caption": "En tekst"})


def newest_picture() -> dict:
    """The stored value of a picture block with the picture uploaded last, if any."""
    newest = get_image_model().objects.order_by("-pk").first()
    return {"image": newest and newest.pk, "alt_text": "", "decorative": True}


class FactRow(blocks.StructBlock):
    """One fact of a fact box."""

    term = blocks.CharBlock(label=_("What"))
    description = blocks.CharBlock(label=_("Fact"))


class FactBoxBlock(blocks.StructBlock):
    """Facts at a glance."""

    heading = blocks.CharBlock(label=_("Heading"))
    rows = blocks.ListBlock(FactRow(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Fact box")
        description = _("Facts at a glance: what, when, how much.")
        template = "blocks/fact_box.html"
        preview_value: ClassVar = {
            "heading": "Kort fortalt",
            "rows": [{"term": "Pris", "description": "Gratis"}],
        }


class Step(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("Do this"))
    text = TextBlock(label=_("How"), required=False)


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    steps = blocks.ListBlock(Step(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do first, second and third.")
        template = "blocks/steps.html"
        preview_value: ClassVar = {
            "heading": "Tre skridt",
            "steps": [{"title": "Ring til os", "text": "<p>Vi hjælper.</p>"}],
        }


class NumberBlock(blocks.StructBlock):
    """A number that says where it comes from."""

    number = blocks.RegexBlock(
        regex=r"^[^a-zæøåA-ZÆØÅ]{1,20}$", label=_("Number"),
        help_text=_("Digits and signs only, for example 3,2 or 40 %"),
    )  # fmt: skip
    text = blocks.CharBlock(label=_("What it counts"))
    source = blocks.CharBlock(label=pgettext_lazy("of a number", "Source"))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    checked_on = blocks.DateBlock(label=_("Checked on"))

    class Meta:
        icon = "decimal"
        label = _("Number with source")
        description = _("One number, large, with who counted it.")
        template = "blocks/number.html"
        preview_value: ClassVar = {
            "number": "12",
            "text": "lokaludvalg i København",
            "source": "Københavns Kommune",
            "source_url": "",
            "checked_on": None,
        }


class CallToActionBlock(blocks.StructBlock):
    """The one thing to do next."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Words on the button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address"), required=False)

    class Meta:
        icon = "link"
        label = _("Call to action")
        description = _("The one thing that the reader can do next.")
        template = "blocks/call_to_action.html"
        preview_value: ClassVar = {
            "heading": "Kom forbi",
            "text": "Der er kaffe.",
            "label": "Se tiderne",
            "page": None,
            "url": "https://example.org/",
        }

    def clean(self, value):
        """A button leads somewhere, and to one place only."""
        result = super().clean(value)
        if bool(result["page"]) == bool(result["url"]):
            reason = ValidationError(_("Choose a page or write an address."))
            raise blocks.StructBlockValidationError({"page": reason})
        return result


class ContactBlock(blocks.StructBlock):
    """A person to ask."""

    person = SnippetChooserBlock("hub.Person", label=_("Person"))

    class Meta:
        icon = "user"
        label = _("Contact person")
        description = _("Somebody to ask, with telephone and mail.")
        template = "blocks/contact.html"

    def get_preview_value(self):
        """Somebody who is shown on the site."""
        people = self.child_blocks["person"].model_class.objects
        return self.normalize({"person": people.public().first()})


class TableBlock(blocks.StructBlock):
    """A plain table: columns, then rows of as many cells."""

    caption = blocks.CharBlock(label=_("What the table shows"))
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Column")), min_num=1)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, label=_("Cell"))),
        label=_("Rows"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Figures or rules in columns.")
        template = "blocks/table.html"
        preview_value: ClassVar = {
            "caption": "Hvad koster det?",
            "columns": ["Hvem", "Pris"],
            "rows": [["Foreninger", "Gratis"]],
        }

    def clean(self, value):
        """Each row has as many cells as there are columns."""
        result = super().clean(value)
        width = len(result["columns"])
        if any(len(row) != width for row in result["rows"]):
            reason = ValidationError(_("Each row needs a cell for each column."))
            raise blocks.StructBlockValidationError({"rows": reason})
        return result


class VideoValue(blocks.StructValue):
    """A video's link, and the player that a click opens."""

    @property
    def embed_url(self) -> str:
        """The provider's own player without tracking, for a click to load."""
        return embed_url(self["url"])


def embed_url(url: str) -> str:
    """The player of a YouTube or Vimeo address; empty for any other address."""
    parts = urlparse(url)
    host = (parts.hostname or "").removeprefix("www.")
    last = parts.path.rstrip("/").split("/")[-1]
    if host in {"youtube.com", "youtube-nocookie.com"}:
        last = parse_qs(parts.query).get("v", [last])[0]
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"} and last:
        return f"https://www.youtube-nocookie.com/embed/{last}"
    if host in {"vimeo.com", "player.vimeo.com"} and last.isdigit():
        return f"https://player.vimeo.com/video/{last}?dnt=1"
    return ""


class VideoBlock(blocks.StructBlock):
    """A video that loads on a click: before it nobody else hears of the reader."""

    url = blocks.URLBlock(label=_("Address at YouTube or Vimeo"))
    title = blocks.CharBlock(label=_("Title"))
    poster = DescribedImageBlock(label=_("Still picture"))
    transcript = TextBlock(label=_("What is said and shown"))

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("Shown as a picture of ours until the reader clicks.")
        template = "blocks/video.html"
        value_class = VideoValue

    def get_preview_value(self):
        """A film that does not exist, with the newest picture as its poster."""
        return self.to_python(
            {
                "url": "https://vimeo.com/1",
                "title": "En dag i bageriet",
                "poster": newest_picture(),
                "transcript": "<p>Vi ser ovnen blive varm.</p>",
            }
        )

    def clean(self, value):
        """Only addresses whose player we know."""
        result = super().clean(value)
        if not embed_url(result["url"]):
            reason = ValidationError(_("Only YouTube and Vimeo can be shown."))
            raise blocks.StructBlockValidationError({"url": reason})
        return result


class HubFactsBlock(blocks.StaticBlock):
    """Who runs and pays for the hub, from the settings."""

    class Meta:
        icon = "info-circle"
        label = _("Who runs the hub")
        admin_text = _("Drawn from Settings: who runs it, who pays, CVR number.")
        description = _("The facts about the hub that stand in its settings.")
        template = "blocks/hub_facts.html"
        preview_value = None


class HubContactBlock(blocks.StaticBlock):
    """How to reach the hub, from the settings."""

    class Meta:
        icon = "mail"
        label = _("How to reach the hub")
        admin_text = _("Drawn from Settings: telephone, mail, address, hours.")
        description = _("Telephone, mail, secure post, address and opening hours.")
        template = "blocks/hub_contact.html"
        preview_value = None


class PeopleBlock(blocks.StaticBlock):
    """All contact persons by department and by district."""

    class Meta:
        icon = "group"
        label = _("People to ask")
        admin_text = _("Drawn from People: all who are shown on the site.")
        description = _("All contact persons, by department and by district.")
        template = "blocks/people.html"
        preview_value = None


class KeptDataBlock(blocks.StaticBlock):
    """What is kept about people, from the code's own register."""

    class Meta:
        icon = "lock"
        label = _("What we keep about people")
        admin_text = _("Drawn from the site itself, so that it is always true.")
        description = _("What is kept about a person, why, and for how long.")
        template = "blocks/kept_data.html"
        preview_value = None


class BodyBlock(blocks.StreamBlock):
    """All blocks that a page of text may hold."""

    text = TextBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    fact_box = FactBoxBlock()
    steps = StepsBlock()
    number = NumberBlock()
    call_to_action = CallToActionBlock()
    contact = ContactBlock()
    table = TableBlock()
    video = VideoBlock()
    hub_facts = HubFactsBlock(group=_("From the hub's own facts"))
    hub_contact = HubContactBlock(group=_("From the hub's own facts"))
    people = PeopleBlock(group=_("From the hub's own facts"))
    kept_data = KeptDataBlock(group=_("From the hub's own facts"))

    class Meta:
        template = "blocks/body.html"

    def get_context(self, value, parent_context=None):
        """Add each block with the id of its heading."""
        context = super().get_context(value, parent_context)
        return context | {"parts": with_anchors(value)}
