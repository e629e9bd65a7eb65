"""Blocks that only guidance has."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class FirstStep(blocks.StructBlock):
    """One of the first things to do, and the page that helps with it."""

    text = blocks.CharBlock(label=_("Do this"))
    page = blocks.PageChooserBlock(label=_("The page that helps"), required=False)


class SituationBlock(blocks.StructBlock):
    """Where a reader stands, in the reader's own words, and the first steps."""

    title = blocks.CharBlock(label=_("The situation, as the reader would say it"))
    text = blocks.TextBlock(label=_("One or two sentences"), rows=2)
    steps = blocks.ListBlock(FirstStep(), label=_("First steps"), min_num=1, max_num=3)

    class Meta:
        icon = "help"
        label = _("Situation")
        description = _("What readers say of themselves, and their first three steps.")
        template = "blocks/situation.html"
        preview_value = {
            "title": "Jeg har en idé",
            "text": "I vil gøre noget ved et problem.",
            "steps": [{"text": "Sig det med ét minut", "page": None}],
        }


class LawBlock(blocks.StructBlock):
    """A rule that decides something, and where it stands."""

    title = blocks.CharBlock(label=_("Law or rule"))
    note = blocks.CharBlock(label=_("What it decides"))
    url = blocks.URLBlock(label=_("Where it stands"))
    checked_on = blocks.DateBlock(
        label=_("Checked on"), required=False,
        help_text=_("Empty until somebody has read it there: readers are told so."),
    )  # fmt: skip

    class Meta:
        icon = "clipboard-list"
        label = _("Law or rule")
        description = _("A rule, its source, and when somebody last checked it.")
        template = "blocks/law.html"
        preview_value = {
            "title": "Fødevareloven",
            "note": "Den, der sælger mad, skal være registreret.",
            "url": "https://www.retsinformation.dk/",
            "checked_on": None,
        }


SITUATIONS = [("situation", SituationBlock())]
CHECKLIST = [("item", blocks.CharBlock(label=_("To tick off"), icon="tick"))]
LAWS = [("law", LawBlock())]
DOCUMENTS = [("document", DocumentChooserBlock(label=_("Document")))]
