"""The demo's enterprises and stories, from `demo_content`."""

from hub import demo
from stories import demo_organisations

demo.register(
    "organisations", demo_organisations.load, order=60, scale=demo_organisations.scale
)
demo.register("directory", demo_organisations.load_page, order=61)
