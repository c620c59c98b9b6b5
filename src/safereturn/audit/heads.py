"""What is kept outside the database: lines of day seals, and the heads of all chains as they stood at one moment.

A head is one line for each chain (log, chain, rows, seal) and not one line for all: so the file says by itself which
chain was cut and how much is gone, and leans on nothing that whoever rewrites the database could rewrite too.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TextIO

from .logs import LOGS, Head


class KeptSeal(NamedTuple):
    """The line of a day seal that was kept outside the database."""

    day: str
    place: int
    seal: str


class KeptHeads(NamedTuple):
    """What some files hold: day seals, and heads that are read again each time, so that no file need fit in memory."""

    files: Sequence[Path]
    seals: Sequence[KeptSeal]

    def heads_of(self, log: str) -> list[Iterator[Head]]:
        """The heads of a log that each file holds, ordered by chain."""
        return [(head for head in _heads_in(file) if head.log == log) for file in self.files]


def kept_in(files: Sequence[Path]) -> KeptHeads:
    """Read what was kept outside, in one or several files.

    Raises `ValueError` for a line that is neither a day seal nor a head of one of our logs, or that stands out of its
    order; `OSError` for a file that cannot be read.
    """
    seals, known = [], {log.name for log in LOGS}
    for file in files:
        before = ("", -1)
        for number, line in _lines(file):
            match _read(line):
                case KeptSeal() as kept:
                    seals.append(kept)
                case Head(log=log, chain=chain) if log in known and (log, chain) > before:
                    before = (log, chain)
                case Head(log=log) if log in known:
                    raise ValueError(
                        f"{file}, line {number}: out of order. Keep the heads of each taking in a file of its own."
                    )
                case _:
                    raise ValueError(
                        f"{file}, line {number}: neither the seal of a day nor the head of a chain. They look like "
                        "2026-11-24 12 and events 7 31, each followed by 64 letters and digits."
                    )
    return KeptHeads(files, seals)


class Taking:
    """Writes heads to a file as they are taken: all of them, or after a failure none. Use it with `with`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.count = 0
        self._part = file.with_name(f"{file.name}.part")
        self._writing: TextIO

    def __enter__(self) -> Self:
        self._writing = self._part.open("w", encoding="utf-8")
        return self

    def add(self, head: Head) -> None:
        """Write one head."""
        self._writing.write(f"{head.log} {head.chain} {head.count} {head.seal.hex()}\n")
        self.count += 1

    def keep(self) -> None:
        """The heads are what is to be kept: on disk, in place of what the file held before."""
        self._writing.flush()
        os.fsync(self._writing.fileno())
        self._part.replace(self.file)

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._writing.close()
        self._part.unlink(missing_ok=True)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open(encoding="utf-8") as text:
        yield from ((number, line) for number, line in enumerate(text, start=1) if line.strip())


def _heads_in(file: Path) -> Iterator[Head]:
    return (read for _, line in _lines(file) if isinstance(read := _read(line), Head))


def _read(line: str) -> KeptSeal | Head | None:
    match line.split():
        case [day, place, sealed] if place.isdecimal() and _is_seal(sealed):
            return KeptSeal(day, int(place), sealed.lower())
        case [log, chain, count, sealed] if chain.isdecimal() and count.isdecimal() and _is_seal(sealed):
            return Head(log, int(chain), int(count), bytes.fromhex(sealed))
    return None


def _is_seal(word: str) -> bool:
    return len(word) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in word)
