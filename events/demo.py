"""The demo's events: facts, dates, guests and pages, from `demo_content`."""

from events import demo_facts, demo_pages, demo_scale
from hub import demo

demo.register("events", demo_facts.load, order=70, scale=demo_scale.events)
demo.register("event pages", demo_pages.load, order=71)
