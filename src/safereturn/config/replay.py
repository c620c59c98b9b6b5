"""`safereturn replay FILE`: one scenario in, every duty out. Needs no database, no server and no clock."""

import json
import sys
from pathlib import Path

from safereturn.protocol.replay import answer, explanation, parsed
from safereturn.protocol.scenario import BadScenario


def main(file: str, *, explain: bool = False) -> int:
    """Print the answer to the scenario in `file` ("-": standard input). Returns 0, or 2 for bad input."""
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        data = parsed(text.decode("utf-8-sig"))
        printed = explanation(data) if explain else json.dumps(answer(data), indent=2, ensure_ascii=False)
    except OSError as error:
        print(f"{file} cannot be read: {error.strerror}. Give the path of a scenario file.", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print(f"{file} is not text in UTF-8. Save the scenario as UTF-8.", file=sys.stderr)
        return 2
    except BadScenario as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        return 2
    print(printed)
    return 0
