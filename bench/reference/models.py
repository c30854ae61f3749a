"""The same city guide as one table for each thing, with an index for every column that is filtered or sorted by."""

from django.db import models


class City(models.Model):
    """A city."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    name_kk = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Business(models.Model):
    """A business."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=255)
    name_kk = models.CharField(max_length=255)
    category = models.CharField(max_length=30, db_index=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT)
    address = models.CharField(max_length=255)
    phone = models.CharField(max_length=50)
    lat = models.FloatField()
    lon = models.FloatField()
    image_url = models.CharField(max_length=255)
    description = models.TextField()
    description_kk = models.TextField()
    moderation = models.CharField(max_length=10, db_index=True)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """An event."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=255)
    title_kk = models.CharField(max_length=255)
    summary = models.TextField()
    description = models.TextField()
    description_kk = models.TextField()
    category = models.CharField(max_length=30, db_index=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT)
    business = models.ForeignKey(Business, on_delete=models.PROTECT)
    start_at = models.DateTimeField(db_index=True)
    end_at = models.DateTimeField()
    is_free = models.BooleanField(db_index=True)
    price_from = models.PositiveIntegerField()
    image_url = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    moderation = models.CharField(max_length=10, db_index=True)

    def __str__(self) -> str:
        return self.title


class Promotion(models.Model):
    """A promotion of a business."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=255)
    title_kk = models.CharField(max_length=255)
    description = models.TextField()
    business = models.ForeignKey(Business, on_delete=models.PROTECT)
    city = models.ForeignKey(City, on_delete=models.PROTECT)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    discount = models.PositiveIntegerField()
    created_at = models.DateTimeField(db_index=True)
    moderation = models.CharField(max_length=10, db_index=True)

    def __str__(self) -> str:
        return self.title
