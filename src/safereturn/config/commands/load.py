"""`safereturn load FILE`: a scenario becomes an episode in the service."""

import sys

from safereturn.config.django_setup import set_up_django
from safereturn.config.scenario_file import scenario_in
from safereturn.protocol.scenario import BadScenario


def main(*, file: str) -> int:
    """Load the scenario in `file` ("-": standard input). Returns the exit code: 0, or 2 for bad input."""
    set_up_django()

    from safereturn.config.load import load

    try:
        episode = load(scenario_in(file))
    except BadScenario as bad:
        print(*bad.faults, sep="\n", file=sys.stderr)
        return 2
    print(f"Loaded as episode {episode.reference}.")
    return 0
