"""Words like no other, each of which says of which class it is: all that leaves the service is searched for them."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from zipfile import ZipFile, is_zipfile

_TOKEN = re.compile(r"tok-?([a-z]+(?:-[a-z]+)*?)-?\d{4}(?!\d)", re.IGNORECASE)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_numbers = count(1)


def token(field_class: str) -> str:
    """A new word of a class of fields, such as "Tok-notes-0017"."""
    return f"Tok-{field_class}-{next(_numbers) % 10000:04d}"


def classes_in(sent: str | bytes) -> set[str]:
    """The classes of the words that stand in what was sent: in a page, a header, a line, or any part of a file."""
    parts = [sent] if isinstance(sent, str) else [part.decode(errors="replace") for part in _parts(sent)]
    return {found.lower() for part in parts for found in _TOKEN.findall(part)}


def _parts(sent: bytes) -> Iterator[bytes]:
    """What can be read of some bytes: as they are; of a PDF each stream too, of a spreadsheet each file within."""
    yield sent
    if sent.startswith(b"%PDF"):
        for stream in _STREAM.findall(sent):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue  # it is not compressed, or a picture
    if is_zipfile(BytesIO(sent)):
        with ZipFile(BytesIO(sent)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _parts(archive.read(name))
