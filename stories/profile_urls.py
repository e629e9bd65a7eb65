"""Being listed, changing a profile, and keeping it true."""

urlpatterns: list = []
