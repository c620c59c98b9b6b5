"""The committed style sheet, script and lock file are whole, unbranded and tied to no machine."""

import re
from pathlib import Path

import pytest

import safereturn.web

ASSETS = Path(safereturn.web.__file__).parent / "static" / "safereturn"
ROOT = Path(__file__).parents[3]
STYLES = (ASSETS / "app.css").read_text(encoding="utf-8")


def test_every_picture_that_the_style_sheet_names_is_there():
    named = re.findall(r"url\(([^)]+)\)", STYLES)
    assert named
    assert [name for name in named if not (ASSETS / name).is_file()] == []


@pytest.mark.parametrize("brand", ["GDS Transport", "crown", "crest", "govuk-header", "govuk-footer"])
def test_nothing_of_govuks_brand_is_in_the_style_sheet(brand):
    assert brand.lower() not in STYLES.lower()


def test_the_notices_of_what_was_compiled_in_are_beside_it():
    notices = (ASSETS / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    lock = (ROOT / "frontend" / "package.json").read_text(encoding="utf-8")
    for package, version in re.findall(r'"(govuk-frontend|@ministryofjustice/frontend)": "([\d.]+)"', lock):
        assert f"{version} (npm: {package})" in notices


def test_the_lock_file_names_no_registry():
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
    for folder in (ROOT, ROOT / "frontend"):
        assert "omit-lockfile-registry-resolved=true" in (folder / ".npmrc").read_text(encoding="utf-8")
