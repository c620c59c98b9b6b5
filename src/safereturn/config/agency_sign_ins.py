"""The sign-in services (OpenID Connect) of the agencies that have their own, from a file."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VARIABLE = "SAFERETURN_OIDC"
_KEYS = {"id", "agency", "server", "client", "secret"}
_MAY = {"vouches"}  # that each address is the person's own, where the service does not say so itself


def agency_sign_ins(environment: Mapping[str, str] = os.environ) -> list[dict[str, Any]]:
    """The services that the file lists which `SAFERETURN_OIDC` names, as the sign-in library takes them; none without.

    The file is JSON: `[{"id": "city", "agency": "Derby City Council", "server": "https://login.example", "client":
    "safe-return", "secret": "…"}]`; with `"vouches": true` for a service that says nothing of `email_verified`.
    Raises `SystemExit` with what is wrong: nothing starts on half a sign-in.
    """
    path = environment.get(VARIABLE)
    if not path:
        return []
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{VARIABLE} names {path}, which cannot be read: {error}") from None
    if not isinstance(told, list) or not all(isinstance(one, dict) and set(one) - _MAY == _KEYS for one in told):
        raise SystemExit(f"{path} is not a list of sign-ins, each with {', '.join(sorted(_KEYS))}")
    for one in told:
        if not one["id"].replace("-", "").isalnum():
            raise SystemExit(f"{path}: the id {one['id']!r} becomes part of an address; use letters and numbers")
        if not one["server"].startswith("https://"):
            raise SystemExit(f"{path}, {one['id']}: the server must be reached by https://, so that nobody listens")
    if len({one["id"] for one in told}) < len(told):
        raise SystemExit(f"{path}: two sign-ins have one id")
    return [as_app(**one) for one in told]


def as_app(*, id: str, agency: str, server: str, client: str, secret: str, vouches: bool = False) -> dict[str, Any]:
    """A sign-in service as the library takes it."""
    return {
        "provider_id": id,
        "name": agency,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "agency": agency, "vouches": vouches},
    }
