"""Processes that are started again when they die, and that do not outlive the one who started them."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

_PARENT = "SAFERETURN_STOPS_WITH"
PATIENCE = 10  # seconds for a process to finish what it is doing
SHORT_LIFE = 5  # seconds; who dies sooner, three times in a row, will not live
ATTEMPTS = 3


class CannotLive(RuntimeError):
    """A process dies as often as it is started; it has said itself why."""


class KeptAlive:
    """A sub-command of `safereturn` that runs until we stop it."""

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._short_lives = 0

    @property
    def pid(self) -> int:
        """The number of its process, and of the process group it leads. Raises `RuntimeError` before it was started."""
        if self._process is None:
            raise RuntimeError(f"`safereturn {self.arguments[0]}` was not started.")
        return self._process.pid

    def start(self) -> None:
        """Start it, in a process group of its own, so that Ctrl-C in the terminal reaches us alone."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            command(*self.arguments),
            env=os.environ | {_PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def start_again_if_dead(self) -> None:
        """Start it anew when it has died, without what is left of it. Raises `CannotLive` when that does not help."""
        if self._process is None or self._process.poll() is None:
            return
        self._signal(signal.SIGKILL)
        lived = time.monotonic() - self._started
        self._short_lives = self._short_lives + 1 if lived < SHORT_LIFE else 0
        if self._short_lives == ATTEMPTS:
            raise CannotLive(f"`safereturn {' '.join(self.arguments)}` cannot run: the reason stands above.")
        print(f"`safereturn {self.arguments[0]}` died and is started again.", file=sys.stderr)
        self.start()

    def stop(self) -> None:
        """Let it finish what it is doing, for at most `PATIENCE` seconds."""
        if self._process is not None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
            self._signal(signal.SIGKILL)
            self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


def command(*arguments: str) -> list[str]:
    """The command line of a sub-command of `safereturn` under this very Python."""
    return [sys.executable, "-m", "safereturn.config.command_line", *arguments]


def stop_with_the_one_who_started_us() -> None:
    """End this process, when `KeptAlive` started it, as soon as its starter is gone: even killed, it leaves nobody."""
    starter = os.environ.get(_PARENT)
    if starter is not None:
        threading.Thread(target=_watch, args=(int(starter),), daemon=True).start()


def _watch(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
