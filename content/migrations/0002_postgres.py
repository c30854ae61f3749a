"""What listings and search need of PostgreSQL itself."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    # The search columns have a trigram index from their first migration on.
    run_before = [("search", "0001_initial")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            sql="CREATE SEQUENCE IF NOT EXISTS content_listing_version",
            reverse_sql="DROP SEQUENCE IF EXISTS content_listing_version",
        ),
    ]
