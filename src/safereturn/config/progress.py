"""How far a long piece of work has come: a line that changes on a terminal, a few plain lines elsewhere."""

import sys
from typing import TextIO

QUARTER = 25  # percent


class Progress:
    """Says on `stream` how much of `what` is done. Call it with the share, from 0 to 1, as often as it pleases."""

    def __init__(self, what: str, stream: TextIO = sys.stdout) -> None:
        self.what = what
        self.stream = stream
        self.said = -1

    def __call__(self, share: float) -> None:
        """Say the share in percent, if that is news."""
        percent = int(share * 100)
        if self.stream.isatty():
            if percent > self.said:
                end = "\n" if percent == 100 else ""
                print(f"\r{self.what} {percent} %", end=end, file=self.stream, flush=True)
                self.said = percent
        elif percent // QUARTER > self.said:
            print(f"{self.what} {percent} %", file=self.stream, flush=True)
            self.said = percent // QUARTER
