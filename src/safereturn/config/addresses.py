"""Which database the service speaks to, and as whom."""

import os
from pathlib import Path

from safereturn.config.postgres import Cluster
from safereturn.config.roles import APP, OWNER


def data_folder() -> Path:
    """The folder that keeps what the service keeps outside a database server of one's own."""
    return Path(os.environ.get("SAFERETURN_DATA", "var/demo")).absolute()


def embedded_cluster() -> Cluster | None:
    """The cluster in the data folder, or None when DATABASE_URL names a server of one's own."""
    return None if "DATABASE_URL" in os.environ else Cluster(data_folder() / "postgres")


def service_address(role: str) -> str:
    """The address of the database for the `role` "owner" or "app", whether or not the server runs.

    A server of one's own is named by DATABASE_URL (owner) and DATABASE_APP_URL. Raises `ValueError` for another role.
    """
    if role not in ("owner", "app"):
        raise ValueError(f"SAFERETURN_ROLE is {role!r}, and can be owner (to migrate) or app (to run the service).")
    cluster = embedded_cluster()
    if cluster is not None:
        return cluster.url(OWNER if role == "owner" else APP)
    owner = os.environ["DATABASE_URL"]
    return owner if role == "owner" else os.environ.get("DATABASE_APP_URL", owner)
