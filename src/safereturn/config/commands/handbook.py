"""`safereturn handbook EDITION --pdf FILE`: the handbook of an edition on paper. Needs no database and no server."""

import sys
from pathlib import Path

from safereturn.protocol.editions import EDITIONS


def main(*, edition: str, pdf: Path) -> int:
    """Write the handbook of an edition to a file. Returns the exit code: 0; 2 for an unknown edition or a bad path."""
    if edition not in EDITIONS:
        print(f"There is no edition {edition!r}. Use one of {', '.join(EDITIONS)}.", file=sys.stderr)
        return 2

    from safereturn.handbook.pdf import as_pdf  # brings Typst, for which nobody waits who misspelt the edition

    try:
        pdf.write_bytes(as_pdf(edition))
    except OSError as error:
        print(
            f"{pdf} cannot be written: {error.strerror}. Give the path of a file in a folder that is there.",
            file=sys.stderr,
        )
        return 2
    print(f"Written to {pdf}.")
    return 0
