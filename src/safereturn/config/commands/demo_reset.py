"""`safereturn demo-reset`: forget what was typed into the demonstration."""

import os
import shutil
import sys
from pathlib import Path

from safereturn.config.addresses import embedded_cluster
from safereturn.config.sole_use import InUse, sole_use


def main(*, data: Path) -> int:
    """Remove the demonstration's database. Returns the exit code: 1 when it runs, or when the database is not ours."""
    os.environ["SAFERETURN_DATA"] = str(data.absolute())
    cluster = embedded_cluster()
    if cluster is None:
        print("DATABASE_URL names a server of your own: empty its database yourself.", file=sys.stderr)
        return 1
    try:
        with sole_use(data):
            cluster.remove()
            for outside in ("seals", "mail"):  # what left that database
                shutil.rmtree(data / outside, ignore_errors=True)
    except InUse as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Forgotten: {cluster.folder}. The next `make demo` starts afresh.")
    return 0
