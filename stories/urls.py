"""Addresses of stories and the directory that outlive a page, by subject."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from stories.views import social

urlpatterns = [
    path(
        _("story-picture/<uuid:story>/<slug:version>.png"),
        social.picture,
        name="story_picture",
    ),
    path(_("write-to/"), include("stories.contact_urls")),
    path(_("your-organisation/"), include("stories.profile_urls")),
    path(_("nominate/"), include("stories.nomination_urls")),
    path(_("your-story/"), include("stories.consent_urls")),
]
