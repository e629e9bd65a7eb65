"""What stories and the directory add to the admin."""

from wagtail import hooks

from stories.staff import consents, menu, waiting, writing

hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_page_header_buttons", consents.button)
hooks.register("register_page_listing_more_buttons", consents.button)
waiting.register()
writing.register()
consents.register()
