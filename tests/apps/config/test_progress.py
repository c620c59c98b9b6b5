"""How far the work has come is said where people look, and not too often."""

from io import StringIO

from safereturn.config.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def said_of_a_thousand_steps(stream: StringIO) -> str:
    progress = Progress("Inventing:", stream)
    for step in range(1, 1001):
        progress(step / 1000)
    return stream.getvalue()


def test_a_file_gets_a_line_for_each_quarter() -> None:
    assert said_of_a_thousand_steps(StringIO()).splitlines() == [
        "Inventing: 0 %", "Inventing: 25 %", "Inventing: 50 %", "Inventing: 75 %", "Inventing: 100 %",
    ]  # fmt: skip


def test_a_terminal_gets_one_line_that_changes() -> None:
    said = said_of_a_thousand_steps(Terminal())

    assert said.count("\n") == 1
    assert said.endswith("\rInventing: 100 %\n")
    assert "\rInventing: 42 %" in said
