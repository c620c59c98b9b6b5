"""A scenario from a file or from standard input."""

import sys
from pathlib import Path
from typing import Any

from safereturn.protocol.replay import parsed
from safereturn.protocol.scenario import BadScenario, Fault


def scenario_in(file: str) -> Any:
    """The JSON of the scenario in `file` ("-": standard input). Raises `BadScenario` when it cannot be read as such."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return parsed(content.decode("utf-8-sig"))
    except OSError as error:
        fault = Fault(file, f"cannot be read: {error.strerror}. Give the path of a scenario file.")
    except UnicodeDecodeError:
        fault = Fault(file, "is not text in UTF-8. Save the scenario as UTF-8.")
    raise BadScenario([fault])
