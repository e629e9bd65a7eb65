"""Drawings made of a few fields: scenes under a lamp, floor plans, a map of tiles.

Pure functions from plain values to an SVG string. They carry no inline style (the
content security policy forbids it) and no id, so many fit on one page.
"""
