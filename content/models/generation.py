"""How often the public content of each city has changed."""

from django.db import models


class Generation(models.Model):
    """One database process's count of changes of a table of public rows in a city (0: rows without a city).

    The generation of a city's content is the **sum** over all writers: it grows with every commit that changed
    something, and is read in the reader's own snapshot. Triggers (``content.generation_triggers``) write it.
    """

    source = models.CharField(max_length=63)
    city_id = models.BigIntegerField()
    writer = models.IntegerField()
    number = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "city_id", "writer"], name="content_generation_of_a_writer")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.city_id}: {self.number}"
