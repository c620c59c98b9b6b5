"""The `safereturn` command: one sub-command for each thing that people do with the service outside a browser.

Each sub-command is imported when it is asked for: `replay` must run without Django, and promptly.
"""

import argparse
import datetime as dt
import sys
from importlib import import_module
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the sub-command that the arguments (those of the process by default) name. Returns the exit code.

    Raises `SystemExit` for a partnership's settings that make no sense, whatever is asked.
    """
    asked = vars(_parser().parse_args(arguments))

    from safereturn.config.readings import settle  # brings the editions, for which nobody waits who asks for help

    settle()
    command = import_module(asked.pop("module"))
    try:
        return int(command.main(**asked) or 0)
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="safereturn", description="What must be done for a missing child.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, module: str, says: str) -> argparse.ArgumentParser:
        shows_defaults = argparse.ArgumentDefaultsHelpFormatter
        added = commands.add_parser(name, help=says, description=says, formatter_class=shows_defaults)
        added.set_defaults(module=f"safereturn.config.{module}")
        return added

    replay = command("replay", "replay", "Print every duty of one scenario. Needs no database and no server.")
    replay.add_argument("file", metavar="FILE", help="a scenario in JSON; - for standard input")
    replay.add_argument("--explain", action="store_true", help="in plain English, one paragraph for each duty")

    replay.add_argument("--why-not", metavar="ID", help="why this duty, by its id in the register, does not follow")

    registered = command("register", "commands.register", "What became of every statement of both editions.")
    registered.add_argument("--check", action="store_true", help="only what is unaccounted for; exit 1 if anything is")
    registered.add_argument("--json", dest="as_json", action="store_true", help="the table as JSON")

    demo = command("demo", "commands.demo", "Run everything on this machine, with invented children.")
    demo.add_argument("--port", type=int, default=8000, help="of the web pages")
    demo.add_argument("--data", type=Path, default=Path("var/demo"), help="the folder that keeps it")
    demo.add_argument("--days", type=int, default=365, help="of invented children, at the first start")

    reset = command("demo-reset", "commands.demo_reset", "Forget what was typed into the demonstration.")
    reset.add_argument("--data", type=Path, default=Path("var/demo"), help="the folder that keeps it")

    serve = command("serve", "commands.serve", "Serve the web pages.")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", type=int, default=8000, help="the port to listen on")
    serve.add_argument("--workers", type=int, default=2, help="processes")

    worker = command("worker", "commands.worker", "Do what falls due in the background: reminders, seals, rescues.")
    worker.add_argument("--concurrency", type=int, default=2, help="jobs at a time")

    command("migrate", "commands.migrate", "Make or update the tables, as their owner: before each new release.")
    begun = command("begin-agency", "commands.begin_agency", "Let an agency begin, with its first two administrators.")
    begun.add_argument("name", metavar="NAME", help="of the agency, such as 'Derby City Council'")
    begun.add_argument(
        "--kind", required=True, help="council, police, home, fostering, health, school, other-authority"
    )
    begun.add_argument("--area", default="", help="derby, derbyshire or elsewhere; left out, the whole force")
    begun.add_argument(
        "--administrator",
        dest="administrators",
        action="append",
        required=True,
        metavar="'NAME <ADDRESS>'",
        help="given twice: one alone could make no second",
    )
    begun.add_argument("--address", required=True, metavar="URL", help="of the service, for the link that they get")
    derived = command(
        "derive-again", "commands.derive_again", "Derive the duties of open episodes again, by changed rules or dates."
    )
    derived.add_argument("--only-say", action="store_true", help="say what would change, and store nothing")
    command("missing-migrations", "commands.missing_migrations", "Fail when a model has changed without a migration.")
    checked = command("verify", "commands.verify", "Check every chain of the logs: that nothing was changed or cut.")
    checked.add_argument(
        "--heads",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what was kept outside the database: lines of day seals, or heads that were taken; may be given again",
    )
    checked.add_argument(
        "--take",
        type=Path,
        metavar="FILE",
        help="when all is well, write the heads of all chains as they are now, to be kept outside",
    )

    handbook = command("handbook", "commands.handbook", "Write what an edition asks as a PDF. Needs no database.")
    handbook.add_argument("edition", metavar="EDITION", help="such as 2019")
    handbook.add_argument("--pdf", type=Path, required=True, metavar="FILE", help="where to write it")

    editions = command("editions", "commands.editions", "Compare editions of the protocol, and try one on the past.")
    asks = editions.add_subparsers(required=True, metavar="QUESTION", dest="asks")
    in_json = argparse.ArgumentParser(add_help=False)
    in_json.add_argument("--json", action="store_true", dest="in_json", help="for programs")
    says = "What differs between two editions."
    compared = asks.add_parser("compare", help=says, description=says, parents=[in_json])
    compared.add_argument("before", metavar="EDITION", help="such as 2016")
    compared.add_argument("after", metavar="EDITION", help="such as 2019")
    says = "What duties would have followed if another edition had held."
    tried = asks.add_parser("what-if", help=says, description=says, parents=[in_json])
    tried.add_argument("edition", metavar="EDITION", help="the edition to try")
    tried.add_argument("--from", type=_day, required=True, dest="first", metavar="DAY", help="the first day")
    tried.add_argument("--to", type=_day, required=True, dest="last", metavar="DAY", help="the last day")
    tried.add_argument(
        "--episodes", action="store_true", dest="all_episodes", help="name every episode behind a number"
    )

    load = command("load", "commands.load", "Put a scenario into the service as an episode.")
    load.add_argument("file", metavar="FILE", help="a scenario in JSON; - for standard input")
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-01-31") from None


if __name__ == "__main__":
    sys.exit(main())
