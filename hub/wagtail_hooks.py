"""What the hub adds to Wagtail."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from hub import (
    buttons,
    editor,
    papers,
    personal_data,
    publish_checks,
    staff_views,
    unsent_mails,
)
from hub.bilingual import SOURCE
from hub.first_page import FirstPagePanel
from hub.links import LanguageLinkHandler
from hub.routing import language_of
from hub.viewsets import PeopleAndPlaces

buttons.register()
register_snippet(PeopleAndPlaces)
hooks.register("register_admin_urls", papers.addresses)
hooks.register("register_admin_urls", personal_data.addresses)
hooks.register("register_admin_urls", unsent_mails.addresses)
hooks.register("register_admin_menu_item", personal_data.menu_item)
hooks.register("register_admin_viewset", papers.viewset)
hooks.register("before_publish_page", publish_checks.before_publish)
hooks.register("before_edit_page", publish_checks.before_approving)
hooks.register("before_bulk_action", publish_checks.before_bulk)
hooks.register("before_copy_page", publish_checks.before_copy)
hooks.register("before_edit_page", editor.guard_english)
hooks.register("before_edit_page", editor.warn_of_long_sentences)
hooks.register("after_edit_page", editor.follow_publishing)
hooks.register("after_create_page", editor.follow_publishing)
hooks.register("register_page_header_buttons", editor.english_button)
hooks.register("register_page_listing_more_buttons", editor.english_button)

LAST = 1000  # this app's hooks run first: what takes away must come after the others
# Menu entries that only a technician needs; their addresses keep their own checks.
NOT_FOR_EDITORS = {"help", "snippets"}
REPORTS_FOR_EDITORS = ("site-history", "aging-pages", "locked", "translations")


@hooks.register("register_rich_text_features", order=100)
def register_links(features):
    """Links to pages lead to the reader's language; after Wagtail's own, so it wins."""
    features.register_link_type(LanguageLinkHandler)


@hooks.register("register_admin_urls")
def register_addresses():
    """Our own, and those of wagtail-localize that would publish without the right.

    Ours come first, since this app stands before wagtail-localize.
    """
    page, source = "<int:page_id>", "<int:translation_source_id>"
    translation = "<int:translation_id>"
    views = staff_views
    return [
        path(f"english/{page}/", views.write_english, name="hub_write_english"),
        path(f"english/{page}/hand-over/", views.hand_over, name="hub_hand_over"),
        path(
            f"english/{page}/publish/",
            views.publish_english,
            name="hub_publish_english",
        ),
        path("localize/jsi18n/", views.translation_editor_words),
        path(f"localize/submit/page/{page}/", views.write_english),
        path(f"localize/page/{page}/convert_to_alias/", views.refuse),
        path(f"localize/translate/{translation}/disable/", views.stop),
        path(f"localize/update/{source}/", views.update),
    ]


@hooks.register("construct_homepage_panels", order=LAST)
def show_first_page(request: HttpRequest, panels: list):
    """Our buttons and lists first; Wagtail's list to moderate says the same as ours."""
    kept = [panel for panel in panels if panel.name in {"recent_edits", "locked_pages"}]
    panels[:] = [FirstPagePanel(), *kept]


@hooks.register("construct_homepage_summary_items", order=LAST)
def drop_counts(request: HttpRequest, items: list):
    """How many pages and images there are helps nobody to do anything."""
    items.clear()


@hooks.register("construct_main_menu", order=LAST)
def shorten_menu(request: HttpRequest, items: list):
    """Leave out what staff have no use for."""
    items[:] = [item for item in items if item.name not in NOT_FOR_EDITORS]


@hooks.register("construct_reports_menu", order=LAST)
def shorten_reports(request: HttpRequest, items: list):
    """Leave out reports on Wagtail itself; names change with the language."""
    kept = tuple(f"/reports/{name}/" for name in REPORTS_FOR_EDITORS)
    items[:] = [item for item in items if item.url.endswith(kept)]


@hooks.register("construct_page_action_menu", order=LAST)
def without_alias(items: list, request: HttpRequest, context: dict):
    """An alias would show Danish words below `/en/`."""
    alias = "localize-convert-to-alias"
    items[:] = [item for item in items if item.name != alias]


@hooks.register("register_page_action_menu_item")
def publish_with_english():
    """A button that publishes both languages."""
    return editor.PublishWithEnglish(order=35)


@hooks.register("construct_translated_pages_to_cascade_actions")
def english_follows(pages: list[Page], action: str):
    """The confirming page counts the English that goes with its Danish."""
    if action not in {"unpublish", "delete"}:
        return {}
    danish = [page for page in pages if language_of(page) == SOURCE]
    return {page: page.get_translations() for page in danish}


@hooks.register("insert_global_admin_css")
def admin_css():
    """The look of what we add."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
