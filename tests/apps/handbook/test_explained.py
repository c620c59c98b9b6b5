"""A word of the protocol is explained where it first stands, and a reading wherever it is named."""

from safereturn.handbook.explained import Explained, Place


def places(explained: Explained, text: str) -> list[str]:
    return [part.text for part in explained.parts(text) if isinstance(part, Place)]


def test_a_word_is_explained_at_its_first_use_alone() -> None:
    page = Explained()
    assert places(page, "The lead worker tells the IRO.") == ["lead worker", "IRO"]
    assert places(page, "The Independent Reviewing Officer answers the lead worker and the MAT.") == ["MAT"]


def test_no_letter_of_the_text_is_lost_or_added() -> None:
    text = "Within 5 working days (A09), the carer's placing authority."
    parts = Explained().parts(text)
    assert "".join(part if isinstance(part, str) else part.text for part in parts) == text


def test_a_reading_leads_to_its_line_each_time() -> None:
    page = Explained()
    assert places(page, "A46: the exemptions are narrow. A46, A4 and Z99.") == ["A46", "A46"]


def test_part_of_another_word_is_no_word() -> None:
    assert places(Explained(), "It matters; formats; placing-authority-led") == []
