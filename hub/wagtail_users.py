"""Wagtail's app of users, with our own way to make them."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Uses our list of colleagues."""

    user_viewset = "hub.colleagues.ColleagueViewSet"
