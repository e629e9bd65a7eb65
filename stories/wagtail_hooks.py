"""What stories and the directory add to the admin."""

from wagtail import hooks

from stories.staff import menu, waiting

hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
waiting.register()
