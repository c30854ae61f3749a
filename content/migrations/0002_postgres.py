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
        # Every road to a revision passes here, bulk statements included: who may see a draft depends on it.
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION content_note_revision_city() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF jsonb_typeof(NEW.content -> 'city') = 'number' THEN
                        INSERT INTO content_revisioncity (revision_id, city_id)
                        VALUES (NEW.id, (NEW.content ->> 'city')::bigint)
                        ON CONFLICT (revision_id) DO UPDATE SET city_id = EXCLUDED.city_id
                        WHERE content_revisioncity.city_id <> EXCLUDED.city_id;
                    ELSE
                        DELETE FROM content_revisioncity WHERE revision_id = NEW.id;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER content_note_revision_city AFTER INSERT OR UPDATE OF content ON wagtailcore_revision
                FOR EACH ROW EXECUTE FUNCTION content_note_revision_city();
                INSERT INTO content_revisioncity (revision_id, city_id)
                SELECT id, (content ->> 'city')::bigint FROM wagtailcore_revision
                WHERE jsonb_typeof(content -> 'city') = 'number'
            """,
            reverse_sql="""
                DROP TRIGGER content_note_revision_city ON wagtailcore_revision;
                DROP FUNCTION content_note_revision_city
            """,
        ),
    ]
