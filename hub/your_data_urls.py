"""The addresses below `/da/dine-oplysninger/` and `/en/your-data/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hub import held_data, your_data

urlpatterns = [
    path("", your_data.ask_address, name="your_data"),
    path(_("code/<str:token>/"), your_data.ask_code, name="your_data_code"),
    path(_("list/"), held_data.show, name="your_data_list"),
    path(_("download/<str:kind>/"), held_data.download, name="your_data_download"),
    path(_("paper/<str:pk>/"), held_data.paper, name="your_data_paper"),
    path(
        _("correct/<str:name>/<str:pk>/"), held_data.correct, name="your_data_correct"
    ),
    path(_("delete/<str:name>/<str:pk>/"), held_data.delete, name="your_data_delete"),
    path(
        _("delete-everything/"),
        held_data.delete_everything,
        name="your_data_delete_all",
    ),
    path(_("close/"), held_data.close, name="your_data_close"),
]
