"""The handbook on paper: whole, in its language, with an outline, and tagged for those who have it read to them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from safereturn.config.command_line import main
from safereturn.handbook import contents, tables
from safereturn.handbook.pdf import as_pdf
from safereturn.protocol.editions import EDITIONS


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_names_itself_says_its_language_and_is_tagged(edition: str) -> None:
    document = PdfReader(BytesIO(as_pdf(edition)))
    root = document.root_object
    assert document.metadata is not None
    assert document.metadata.title == f"Safe Return handbook, {edition} edition"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]  # an entry of the document's own
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize("edition", EDITIONS)
def test_its_outline_leads_to_every_chapter_and_section(edition: str) -> None:
    def titles(outline: object) -> list[str]:
        return [
            title
            for one in outline  # type: ignore[attr-defined]  # a list of entries and of lists
            for title in (titles(one) if isinstance(one, list) else [one.title])
        ]

    told = titles(PdfReader(BytesIO(as_pdf(edition))).outline)
    assert [section.heading for section in contents.sections(edition).values()] == told[: len(tables.titles()[edition])]
    assert told[-3:] == ["Words", "The law that it names", "Readings"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_holds_every_duty(edition: str) -> None:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(as_pdf(edition))).pages)
    letters = "".join(text.split())
    for duty in EDITIONS[edition].duties:
        assert "".join(duty.name.split()) in letters, duty.id


@pytest.mark.django_db
def test_a_page_of_the_service_gives_it_out(reader: Client) -> None:
    answer = reader.get("/handbook/2019/handbook.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content == as_pdf("2019")


def test_the_command_writes_it_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "handbook.pdf"
    assert main(["handbook", "2019", "--pdf", str(file)]) == 0
    assert file.read_bytes() == as_pdf("2019")


def test_the_command_names_the_editions_that_there_are_and_minds_where_it_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handbook", "2017", "--pdf", str(tmp_path / "handbook.pdf")]) == 2
    assert "Use one of 2016, 2019." in capsys.readouterr().err
    assert main(["handbook", "2019", "--pdf", str(tmp_path / "nowhere" / "handbook.pdf")]) == 2
    assert "cannot be written" in capsys.readouterr().err
