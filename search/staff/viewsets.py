"""What staff add to the search: words that mean the same, and recommended pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser

from search.kinds import KINDS
from search.models import Promotion, Synonyms

FOUND = [model for kind in KINDS for model in kind.pages]
LANGUAGE = Column("get_language_display", label=_("Language"))


class SynonymsIndexView(IndexView):
    """Its button is short, so that the title has room beside it."""

    add_item_label = _("Add words")


class PromotionIndexView(IndexView):
    """Its button is short, so that the title has room beside it."""

    add_item_label = _("Recommend a page")


class SynonymsViewSet(ModelViewSet):
    """Groups of words that mean the same to readers."""

    model = Synonyms
    index_view_class = SynonymsIndexView
    name = "synonyms"
    icon = "copy"
    copy_view_enabled = False
    list_display = ("words", LANGUAGE)
    list_filter = ("language",)
    search_fields = ("words",)
    search_backend_name = None
    panels = (FieldPanel("language"), FieldPanel("words"))


class PromotionViewSet(ModelViewSet):
    """Pages that come first for some words."""

    model = Promotion
    index_view_class = PromotionIndexView
    name = "promotions"
    icon = "pick"
    copy_view_enabled = False
    list_display = ("words", "page", LANGUAGE)
    list_filter = ("language",)
    search_fields = ("words",)
    search_backend_name = None
    panels = (
        FieldPanel("language"),
        FieldPanel("words"),
        FieldPanel("page", widget=AdminPageChooser(target_models=FOUND)),
        FieldPanel(
            "order",
            help_text=_(
                "Of several pages for the same words the one with the lowest number "
                "comes first."
            ),
        ),
    )


synonyms, promotions = SynonymsViewSet(), PromotionViewSet()
