"""What a partnership settled otherwise than it stands in `docs/readings`, and its term dates, each from a file."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from safereturn.config.term_dates import take_term_dates
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.settings import BadSetting, settings_from

VARIABLE = "SAFERETURN_READINGS"


def settle(environment: Mapping[str, str] = os.environ) -> None:
    """Read each edition as the file says that `SAFERETURN_READINGS` names, if there is one; take the term dates.

    The file is JSON: `{"2016": {"night_begins": "22:30"}}`. Raises `SystemExit` with what is wrong and what would be
    right: nothing starts on settings that it does not understand.
    """
    take_term_dates(environment)
    path = environment.get(VARIABLE)
    if not path:
        return
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{VARIABLE} names {path}, which cannot be read: {error}") from None
    if not isinstance(told, dict) or not all(isinstance(values, dict) for values in told.values()):
        raise SystemExit(f'{path} is not settings by edition, such as {{"2016": {{"night_begins": "22:30"}}}}')
    for name, values in told.items():
        if name not in EDITIONS:
            raise SystemExit(f"{path}: {name!r} is not an edition; use {' or '.join(EDITIONS)}")
        try:
            EDITIONS[name] = EDITIONS[name].read_as(settings_from(values))
        except BadSetting as bad:
            raise SystemExit(f"{path}, edition {name}: {bad}") from None
