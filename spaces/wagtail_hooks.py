"""What spaces and their bookings add to the admin."""

from wagtail import hooks

from spaces.staff import offers, waiting

hooks.register("register_admin_urls", offers.addresses)
hooks.register("register_admin_menu_item", offers.menu_item)
waiting.register()
