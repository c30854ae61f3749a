"""In which city each version of an entry is, where the database can look it up."""

from django.db import models
from wagtail.models import Revision


class RevisionCity(models.Model):
    """The city that a revision names; only a trigger of the table of revisions (``0002_postgres``) writes it.

    Reading it out of the JSON means unpacking every draft of a list. Revisions of anything without a city have no row.
    """

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="in_city")
    # A version may name a city that is gone, as its JSON may.
    city = models.ForeignKey("content.City", models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.city_id}"
