"""Who is portrayed reads the draft first, and answers by a private link."""

urlpatterns: list = []
