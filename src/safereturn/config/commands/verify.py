"""`safereturn verify`: every chain of the logs is walked and held to what was sealed, and to what was kept outside."""

import contextlib
import sys
from pathlib import Path

from safereturn.config.django_setup import set_up_django


def main(*, heads: list[Path], take: Path | None) -> int:
    """Print what is wrong in the logs, one line a fault, or one line with counts when all is well.

    `heads` are files with what was kept outside. Where all is well, the heads of all chains as they stand now are
    written to `take`. Returns the exit code: 0, 1 when anything is wrong, 2 when a file is not what it should be.
    """
    set_up_django()

    from safereturn.audit.heads import Taking, kept_in
    from safereturn.audit.verification import Walked, counted, faults

    walked, found = Walked(), 0
    try:
        kept = kept_in(heads)
        with contextlib.nullcontext() if take is None else Taking(take) as taking:
            for fault in faults(kept, walked=walked, taking=taking):
                found += 1
                print(fault)
            if taking is not None and not found:
                taking.keep()
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if found:
        print(
            f"{counted(found, 'faults')}. Keep the database as it is, and everything that was kept outside.",
            file=sys.stderr,
        )
        return 1
    outside = f"; as in {' and '.join(map(str, heads))}" if heads else "; nothing kept outside was asked"
    print(f"All is well: {walked}{outside}.")
    return 0
