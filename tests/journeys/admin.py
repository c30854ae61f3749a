"""The admin as a browser sees it: pages are fetched, their forms filled in and sent back."""

from dataclasses import dataclass, field
from typing import Self

from django.http import HttpResponse
from django.test import Client
from lxml import html


@dataclass
class AdminForm:
    """The editing form of one page, with everything the page put into it."""

    client: Client
    url: str
    values: dict[str, object] = field(default_factory=dict)

    @classmethod
    def open(cls, client: Client, url: str) -> Self:
        """Fetch a page and read its largest form."""
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        forms = html.fromstring(answer.content.decode()).forms
        largest = max(forms, key=lambda form: len(form.fields))
        values = {name: value or "" for name, value in largest.form_values()}
        return cls(client=client, url=url, values=values)

    def send(self, button: str, **changes: object) -> HttpResponse:
        """Send the form back as the button named ``button`` would (``action-submit=…``)."""
        name, _, value = button.partition("=")
        return self.client.post(self.url, {**self.values, **changes, name: value or "1"}, follow=True)
