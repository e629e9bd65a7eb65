"""What spaces and their bookings add to the admin."""

from wagtail import hooks

from hub.first_page import register_button
from spaces.staff import first_page, menu, waiting
from spaces.viewsets import Facts, rooms_and_houses

hooks.register("register_admin_viewset", Facts)
hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
register_button(rooms_and_houses, order=40)
first_page.register()
waiting.register()
