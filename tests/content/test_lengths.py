from content.lengths import LENGTHS
from content.models import City
from directory.models import Business
from events.models import Event
from promos.models import Promotion


def test_every_range_is_one_and_fits_its_columns() -> None:
    for name, length in LENGTHS.items():
        assert 0 < length.least < length.most
        for model in (Event, Business, Promotion, City):
            for field in model._meta.get_fields():
                if field.name in {f"{name}_ru", f"{name}_kk"} and field.max_length:
                    assert length.most <= field.max_length, field
