"""A receipt is a code of plain signs; whoever writes it down wrongly has none."""

from application.access.receipt_codes import SIGNS, new_receipt, tidied_receipt


def test_a_receipt_has_seven_groups_of_plain_signs() -> None:
    """27 signs of 31 are 133 bits and more; none of them looks like another."""
    receipt = new_receipt()
    assert [len(group) for group in receipt.split("-")] == [4] * 7
    assert set(receipt) <= {*SIGNS, "-"}
    assert not set("01OIL") & set(SIGNS)
    assert len(SIGNS) ** 27 > 2**133
    assert new_receipt() != receipt


def test_it_is_read_however_it_is_typed() -> None:
    """Small letters, spaces and no hyphens are the same code."""
    receipt = new_receipt()
    for typed in (receipt.lower(), receipt.replace("-", ""), f" {receipt.replace('-', ' ')}\n"):
        assert tidied_receipt(typed) == receipt


def test_every_single_mistake_shows() -> None:
    """Another sign in one place, and two neighbours that changed places, make no code."""
    signs = new_receipt().replace("-", "")
    for at, sign in enumerate(signs):
        for other in set(SIGNS) - {sign}:
            assert tidied_receipt(signs[:at] + other + signs[at + 1 :]) is None
        swapped = signs[:at] + signs[at : at + 2][::-1] + signs[at + 2 :]
        assert swapped == signs or tidied_receipt(swapped) is None


def test_what_is_no_code_is_none() -> None:
    """Too short, too long, of other signs, or endless."""
    for typed in ("", "ABCD", new_receipt() + "A", "0" * 28, "\uff21" * 28, "A" * 1_000_000):
        assert tidied_receipt(typed) is None
