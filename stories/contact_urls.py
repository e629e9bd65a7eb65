"""Writing to an organisation through the hub."""

urlpatterns: list = []
