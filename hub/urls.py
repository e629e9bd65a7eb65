"""Root addresses; what belongs to an app is included by name."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail.urls import serve_pattern

from hub import views
from hub.sitemaps import PageSitemap

handler404 = "hub.views.page_not_found"
handler500 = "hub.views.server_error"

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("was", views.accessibility_statement, name="accessibility_statement"),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": {"pages": PageSitemap}},
        name="sitemap",
    ),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
]
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns += i18n_patterns(
    re_path(serve_pattern, views.page, name="wagtail_serve"),
    prefix_default_language=True,
)
