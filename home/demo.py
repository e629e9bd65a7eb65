"""The demo's vocabularies, people and pages, read from `demo_content`."""

from home import demo_facts, demo_pages, demo_proposals, demo_scale
from hub import demo

demo.register("facts", demo_facts.load, order=10, scale=demo_scale.facts)
demo.register("users", demo_facts.load_users, order=20)
demo.register("pages", demo_pages.load, order=30, scale=demo_scale.pages)
demo.register("proposals", demo_proposals.load, order=40, scale=demo_scale.proposals)
