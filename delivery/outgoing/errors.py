"""What can go wrong on the way out."""

from delivery.enums import SendingFailure


class NotSent(Exception):
    """Nothing was sent, or no answer came that can be read."""

    def __init__(self, failure: SendingFailure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else str(failure))
        self.failure = failure
        self.detail = detail
