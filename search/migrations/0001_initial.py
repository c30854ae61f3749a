import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('public_id', models.UUIDField(primary_key=True, serialize=False, verbose_name='запись')),
                ('kind', models.CharField(max_length=20, verbose_name='вид')),
                ('wanted_version', models.BigIntegerField(verbose_name='версия')),
                ('enqueued_at', models.DateTimeField(verbose_name='поставлено')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                ('next_try_at', models.DateTimeField(db_index=True, verbose_name='следующая попытка')),
                ('last_error', models.TextField(blank=True, verbose_name='последняя ошибка')),
            ],
            options={
                'verbose_name': 'ожидающее изменение',
                'verbose_name_plural': 'ожидающие изменения',
                'db_table': 'search_outbox',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('public_id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('city', models.CharField(max_length=50)),
                ('category', models.CharField(blank=True, max_length=30)),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('folded', models.TextField()),
                ('starts_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_free', models.BooleanField(null=True)),
                ('version', models.BigIntegerField()),
                ('normaliser_version', models.PositiveSmallIntegerField()),
                ('document_version', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'запись поиска',
                'verbose_name_plural': 'записи поиска',
                'db_table': 'search_entry',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_entry_words'), django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='search_entry_folded', opclasses=['gin_trgm_ops']), models.Index(fields=['city', 'kind'], name='search_entry_city_kind')],
            },
        ),
        migrations.CreateModel(
            name='IndexPointer',
            fields=[
                ('prefix', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(default=0)),
                ('active', models.CharField(blank=True, max_length=120, verbose_name='индекс')),
                ('active_signature', models.CharField(blank=True, max_length=64)),
                ('active_created_at', models.CharField(blank=True, max_length=60)),
                ('building', models.CharField(blank=True, max_length=120)),
                ('switched_at', models.DateTimeField(null=True)),
                ('rebuild_wanted_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'индекс поиска',
                'verbose_name_plural': 'индексы поиска',
                'db_table': 'search_index_pointer',
            },
        ),
    ]
