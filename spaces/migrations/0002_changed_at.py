"""When facts last changed, for the sitemap."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spaces", "0001_spaces")]

    operations = [
        migrations.AddField(
            model_name="space",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, default=django.utils.timezone.now
            ),
            preserve_default=False,
        ),
    ]
