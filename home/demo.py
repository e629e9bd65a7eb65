"""The demo's vocabularies, people and pages, read from `demo_content`."""

from home import demo_facts, demo_pages, demo_proposals
from hub import demo

demo.register("facts", demo_facts.load, order=10)
demo.register("users", demo_facts.load_users, order=20)
demo.register("pages", demo_pages.load, order=30, scale=demo_pages.scale)
demo.register("proposals", demo_proposals.load, order=40, scale=demo_proposals.scale)
