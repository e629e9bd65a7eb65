"""Addresses of events that outlive a page: sign-up, links in mails, calendar files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
