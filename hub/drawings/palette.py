"""The colours of the drawings, the same as the tokens in `static/css/hub.css`."""

INK = "#10262b"
STAGE = "#12363c"
ROOF = "#1b474d"
WHITE = "#fff"
MIST = "#e7f1ec"
GLOW = "#ffcb3d"
GLOW_PALE = "#fff1c7"
BRICK = "#b5341c"
COPPER = "#15695a"
COPPER_PALE = "#a9dccb"
PINK = "#f5b8a6"
SKY = "#a6cfe4"

# Only in drawings, never behind text.
LEAF = "#2b8f74"
WOOD = "#c98742"
WOOD_DARK = "#8f5a25"
CRUST = "#f6dcae"
STEEL = "#dfe8e4"

SKINS = ("#f3cfb3", "#d9a27c", "#a86b45", "#6f432b", "#e8b796")
HAIRS = ("#2b1d17", "#5c3522", "#c9853f", "#8d9296", "#10262b")
