"""The sign-in services (OpenID Connect) of the agencies that have their own, from a file."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VARIABLE = "SAFERETURN_OIDC"
_KEYS = {"id", "agency", "server", "client", "secret"}
_VOUCHES = "vouches"  # that each address is the person's own, where the service does not say so itself
_SECOND_PROOF = "second_proof"  # by which words the service says that somebody gave one there
_MAY = {_VOUCHES, _SECOND_PROOF}
_WAYS = {"acr", "amr"}


def agency_sign_ins(environment: Mapping[str, str] = os.environ) -> list[dict[str, Any]]:
    """The services that the file lists which `SAFERETURN_OIDC` names, as the sign-in library takes them; none without.

    The file is JSON: `[{"id": "city", "agency": "Derby City Council", "server": "https://login.example", "client":
    "safe-return", "secret": "…"}]`; with `"vouches": true` for a service that says nothing of `email_verified`, and
    with `"second_proof": {"acr": ["…"], "amr": ["mfa"], "required": true}`, or a part of it, for one whose signed token
    says by one of these words that somebody gave a second proof there. Raises `SystemExit` with what is wrong: nothing
    starts on half a sign-in.
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
        if not all(isinstance(one[key], str) and one[key] for key in _KEYS):
            raise SystemExit(f"{path}: {', '.join(sorted(_KEYS))} are words, in quotation marks and not empty")
        if not isinstance(one.get(_VOUCHES, False), bool):
            raise SystemExit(f"{path}, {one['id']}: {_VOUCHES} is true or false, without quotation marks")
        if _SECOND_PROOF in one and not _is_second_proof(one[_SECOND_PROOF]):
            raise SystemExit(
                f"{path}, {one['id']}: {_SECOND_PROOF} names acr, amr or both, each with a list of words without "
                "spaces, and may say that it is required: true or false"
            )
        if not one["id"].replace("-", "").isalnum():
            raise SystemExit(f"{path}: the id {one['id']!r} becomes part of an address; use letters and numbers")
        if not one["server"].startswith("https://"):
            raise SystemExit(f"{path}, {one['id']}: the server must be reached by https://, so that nobody listens")
    if len({one["id"] for one in told}) < len(told):
        raise SystemExit(f"{path}: two sign-ins have one id")
    return [as_app(**one) for one in told]


def _is_second_proof(told: Any) -> bool:
    """Whether the file says in a way that can be understood how a service tells of a second proof."""
    if not isinstance(told, dict) or not _WAYS & set(told) or set(told) - _WAYS - {"required"}:
        return False
    words = [told[way] for way in _WAYS & set(told)]
    return isinstance(told.get("required", False), bool) and all(
        isinstance(some, list) and some and all(isinstance(word, str) and word.split() == [word] for word in some)
        for some in words
    )


def as_app(
    *,
    id: str,
    agency: str,
    server: str,
    client: str,
    secret: str,
    vouches: bool = False,
    second_proof: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A sign-in service as the library takes it."""
    second_proof = dict(second_proof or {})
    asks = {"auth_params": {"acr_values": " ".join(second_proof["acr"])}} if "acr" in second_proof else {}
    return {
        "provider_id": id,
        "name": agency,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "agency": agency, "vouches": vouches, "second_proof": second_proof, **asks},
    }
