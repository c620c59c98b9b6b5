"""What the tests of the launcher and of the demonstration share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not pytest's own tmp_path: when we are root, nobody else can reach into that.
    folder = Path(tempfile.mkdtemp(prefix="safereturn-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
