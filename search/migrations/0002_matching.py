"""The function that collects what matches words."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        # Its settings hold inside of it only. Sequential scans are off and plans are the same for all values, because
        # the planner takes a word that it never saw for a frequent one and unpacks every row instead of asking the
        # index; the expressions around kind and city keep their index out of it.
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION search_matching(
                    asked text, of_kind text = NULL, of_city text = NULL, ended_after timestamptz = NULL, most bigint = NULL
                ) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 500
                SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
                BEGIN
                    RETURN QUERY SELECT entry.public_id FROM search_entry AS entry
                    WHERE entry.words @@ asked::tsquery
                    AND (of_kind IS NULL OR entry.kind || '' = of_kind)
                    AND (of_city IS NULL OR entry.city || '' = of_city)
                    AND (ended_after IS NULL OR entry.ended_at IS NULL OR entry.ended_at > ended_after)
                    LIMIT most;
                END $$;
            """,
            reverse_sql="DROP FUNCTION search_matching(text, text, text, timestamptz, bigint)",
        ),
    ]
