"""Which database the service speaks to, and as whom."""

import os
from pathlib import Path

from safereturn.config.postgres import Cluster
from safereturn.config.roles import APP, OWNER


def cluster_in(data: Path) -> Cluster:
    """The embedded cluster that keeps the database of a data folder."""
    return Cluster(data / "postgres")


def service_address(role: str, data: Path) -> str:
    """The address of the database for the `role` "owner" or "app".

    A server of one's own is named by DATABASE_URL (owner) and DATABASE_APP_URL; otherwise the embedded cluster in
    the `data` folder is meant, whether or not it runs. Raises `ValueError` for another role.
    """
    if role not in ("owner", "app"):
        raise ValueError(f"SAFERETURN_ROLE is {role!r}, and can be owner (to migrate) or app (to run the service).")
    own = os.environ.get("DATABASE_URL")
    if own is None:
        return cluster_in(data).url(OWNER if role == "owner" else APP)
    return own if role == "owner" else os.environ.get("DATABASE_APP_URL", own)
