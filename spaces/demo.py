"""The demo's venues, spaces, pages and a month of bookings, from `demo_content`."""

from hub import demo
from spaces import demo_bookings, demo_facts, demo_pages, demo_scale

demo.register("spaces", demo_facts.load, order=50)
demo.register("space pages", demo_pages.load, order=51)
demo.register("bookings", demo_bookings.load, order=52, scale=demo_scale.spaces)
