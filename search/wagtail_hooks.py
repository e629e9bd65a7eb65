"""What the search adds to the admin."""

from wagtail import hooks

from search.staff import menu, viewsets

hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_admin_viewset", lambda: viewsets.synonyms)
hooks.register("register_admin_viewset", lambda: viewsets.promotions)
