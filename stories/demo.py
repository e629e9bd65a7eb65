"""The demo's enterprises and stories, from `demo_content`."""

from hub import demo
from stories import (
    demo_nominations,
    demo_organisations,
    demo_requests,
    demo_scale,
    demo_stories,
    demo_waiting,
)

demo.register(
    "organisations", demo_organisations.load, order=60, scale=demo_organisations.scale
)
demo.register("directory", demo_organisations.load_page, order=61)
demo.register("stories", demo_stories.load, order=62, scale=demo_scale.stories)
demo.register("consents", demo_waiting.load, order=63)
demo.register("nominations", demo_nominations.load, order=64)
demo.register("profile requests", demo_requests.load, order=66)
