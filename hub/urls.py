"""Root addresses; what belongs to an app is included by name."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.urls import serve_pattern

from hub import (
    health,
    mailbox,
    publish_checks,
    signing_in,
    staff_views,
    views,
    wellknown,
)
from hub.sitemaps import PageSitemap

handler404 = "hub.views.page_not_found"
handler400 = "hub.errors.bad_request"
handler403 = "hub.errors.permission_denied"
handler500 = "hub.errors.server_error"

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", wellknown.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", wellknown.security_txt, name="security_txt"),
    path("was", views.accessibility_statement, name="accessibility_statement"),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": {"pages": PageSitemap}},
        name="sitemap",
    ),
    # Wagtail sends readers here when a page is for some people only.
    path(
        "sign-in/",
        RedirectView.as_view(pattern_name="sign_in", query_string=True),
        name="wagtailcore_login",
    ),
    # Wagtail's own ways in know no second factor: these addresses come before them.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/logout/", signing_in.staff_sign_out),
    re_path(
        "^admin/password_reset/",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
    ),
    path("admin/jsi18n/", staff_views.admin_words),
    # Wagtail's own breaks where a page lacks what it must have (hub.publish_checks).
    path(
        "admin/pages/workflow/action/<int:page_id>/<slug:action_name>/"
        "<int:task_state_id>/",
        publish_checks.ApprovalView.as_view(),
    ),
    # Wagtail's bulk actions would let a manager lock an administrator out.
    path("admin/bulk/hub/user/<str:action>/", staff_views.refuse),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    # Answer with DEBUG only:
    path("mail/", mailbox.index, name="mailbox"),
    path("mail/<int:pk>/", mailbox.mail, name="mailbox_mail"),
    path("mail/<int:pk>/html/", mailbox.html, name="mailbox_html"),
    path("mail/<int:pk>/<int:place>/", mailbox.attachment, name="mailbox_file"),
]
if "openid_connect" in settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [path("oidc/", include("hub.directory_urls"))]
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns += i18n_patterns(
    path(_("sign-in/"), signing_in.ask_address, name="sign_in"),
    path(_("sign-in/<str:token>/"), signing_in.ask_code, name="sign_in_code"),
    path(_("sign-out/"), signing_in.sign_out, name="sign_out"),
    path(_("account/"), include("hub.account_urls")),
    path(_("your-data/"), include("hub.your_data_urls")),
    path(_("book/"), include("spaces.urls")),
    path(_("my-bookings/"), include("spaces.my_urls")),
    path(_("offer-a-room/"), include("spaces.offer_urls")),
    path(_("search/"), include("search.urls")),
    path(_("follow/"), include("search.follow_urls")),
    path("", include("stories.urls")),
    path("", include("events.urls")),
    re_path(serve_pattern, views.page, name="wagtail_serve"),
    prefix_default_language=True,
)
