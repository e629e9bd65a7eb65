"""Nominating a local hero, and the nominee's answer."""

urlpatterns: list = []
