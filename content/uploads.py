"""Uploads that are far too large: they are counted, not kept."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# Forms refuse a file well before; this is what all files of one request may weigh on disk.
_FILES_OF_A_REQUEST: Final = 4


class OversizedUpload(SimpleUploadedFile):
    """Stands for a file that was not kept: it is empty but knows how large the real one was."""

    def __init__(self, name: str, *, size: int, content_type: str | None) -> None:
        super().__init__(name, b"", content_type or "application/octet-stream")
        self.size = size


class CappedUploadHandler(FileUploadHandler):
    """Stands before Django's handlers and passes on no more of a file than any form accepts.

    The rest is read and forgotten, so that the person gets the form back with a sentence instead of a broken
    connection, and a film of 200 MB fills neither memory nor disk.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._of_request = 0
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count a file."""
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand a chunk on to the handlers that keep it, up to the limit."""
        self._received += len(raw_data)
        self._of_request += len(raw_data)
        return None if self._is_too_much() else raw_data

    def file_complete(self, file_size: int) -> OversizedUpload | None:
        """Return the stand-in of a file that was not kept; the handlers after this one return the others."""
        if not self._is_too_much():
            return None
        # They have kept the beginning, and nobody else will tell them that the rest is not to come.
        for handler in self.request.upload_handlers if self.request else ():
            if handler is not self:
                handler.upload_interrupted()
        return OversizedUpload(self.file_name or "file", size=self._received, content_type=self.content_type)

    def _is_too_much(self) -> bool:
        limit: int = settings.UPLOAD_MAX_FILE_SIZE
        return self._received > limit or self._of_request > limit * _FILES_OF_A_REQUEST
