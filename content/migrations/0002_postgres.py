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
        # Words of the media library, as content.image_queries.matching asks for them.
        migrations.RunSQL(
            sql="CREATE INDEX IF NOT EXISTS content_image_words ON content_image USING gin ("
            "upper(title) gin_trgm_ops, upper(alt_ru) gin_trgm_ops, upper(alt_kk) gin_trgm_ops, "
            "upper(credit) gin_trgm_ops)",
            reverse_sql="DROP INDEX IF EXISTS content_image_words",
        ),
    ]
