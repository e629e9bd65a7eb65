"""What events add to the admin."""

from wagtail import hooks

from events.staff import menu, waiting

hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
waiting.register()
