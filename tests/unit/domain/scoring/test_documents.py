"""The score document as it is stored: compact, and the same after reading back."""

import msgspec

from domain.scoring.document import ScoreDocument
from domain.scoring.engine import score
from domain.scoring.result import Scoring
from tests.unit.domain.scoring.rules import OF_2009
from tests.unit.domain.scoring.test_full_case_by_figures import CASE


def test_a_document_is_read_back_unchanged() -> None:
    """Decimals keep their digits and enumerations their names."""
    document = score(OF_2009, CASE).document
    assert msgspec.json.decode(msgspec.json.encode(document), type=ScoreDocument) == document


def test_a_document_leaves_out_what_does_not_apply() -> None:
    """No corrections, no rulings: their names do not appear, and 22 components fit in 8 KB."""
    data = msgspec.json.encode(score(OF_2009, CASE).document)
    assert b"ruling" not in data
    assert b"corrections" not in data
    assert len(data) < 8_000


def test_the_whole_answer_can_be_sent_and_read() -> None:
    """A partial answer with its questions survives as well."""
    scoring = score(OF_2009, msgspec.structs.replace(CASE, yes_counts={}))
    assert msgspec.json.decode(msgspec.json.encode(scoring), type=Scoring) == scoring
