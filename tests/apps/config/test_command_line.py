"""The `safereturn` command."""

import subprocess
import sys
from pathlib import Path

import pytest

import safereturn
from safereturn.config.command_line import main

SCENARIO = """
{
  "edition": "2019",
  "child": {"born": "2011-03-04", "area": "derby"},
  "episode": {"kind": "missing", "last_seen": "2026-01-09T17:30"},
  "events": [{"type": "reported", "at": "2026-01-09T21:40", "by": "parent"}],
  "now": "2026-01-09T22:00"
}
"""


def test_replay_runs_with_nothing_installed_but_python() -> None:
    source = str(Path(safereturn.__file__).parents[1])
    program = "import sys; sys.path.append(sys.argv[1]); from safereturn.config.command_line import main; "
    program += "sys.exit(main(['replay', '--explain', '-']))"

    # -S leaves out every installed package: any import of Django, or of anything else, would fail.
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, source], input=SCENARIO, capture_output=True, text=True
    )

    assert (said.returncode, said.stderr) == (0, "")


def test_bad_input_for_replay_is_exit_code_2(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert main(["replay", str(tmp_path_factory.mktemp("nothing") / "missing.json")]) == 2


def test_a_command_that_does_not_exist_is_told_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["replays"])

    assert "replay" in capsys.readouterr().err


def test_a_command_without_its_database_says_how_to_start_one(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "SAFERETURN_DATA": str(tmp_path)}

    refused = subprocess.run(
        [sys.executable, "-m", "safereturn.config.command_line", "worker"],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert refused.returncode == 1
    assert "Start it with `safereturn demo`" in refused.stderr
