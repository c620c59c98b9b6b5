"""`safereturn replay FILE`: one scenario in, every duty out. Needs no database, no server and no clock."""

import json
import sys
from pathlib import Path

from safereturn.protocol.replay import answer, explanation, explanation_why_not, parsed
from safereturn.protocol.scenario import BadScenario
from safereturn.protocol.why_not import NoSuchDuty


def main(file: str, *, explain: bool = False, why_not: str | None = None) -> int:
    """Print the answer to the scenario in `file` ("-": standard input). Returns 0, or 2 for bad input."""
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        data = parsed(text.decode("utf-8-sig"))
        if why_not is not None:
            printed = explanation_why_not(data, why_not)
        else:
            printed = explanation(data) if explain else json.dumps(answer(data), indent=2, ensure_ascii=False)
    except OSError as error:
        print(f"{file} cannot be read: {error.strerror}. Give the path of a scenario file.", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print(f"{file} is not text in UTF-8. Save the scenario as UTF-8.", file=sys.stderr)
        return 2
    except NoSuchDuty as unknown:
        print(unknown, file=sys.stderr)
        return 2
    except BadScenario as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        return 2
    print(printed)
    return 0
