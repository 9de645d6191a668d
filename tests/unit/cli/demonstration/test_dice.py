"""The dice of the demonstration fall the same way everywhere."""

from decimal import Decimal

from cli.demonstration.dice import Dice, shuffled


def test_a_throw_is_fixed_for_all_time() -> None:
    """These numbers were thrown once; a command id depends on each of them."""
    assert [Dice("a", number).below(1000, "x") for number in range(5)] == [987, 330, 669, 480, 936]


def test_two_questions_about_one_thing_have_answers_of_their_own() -> None:
    """The house number does not follow the street."""
    dice = Dice("address", 7)
    assert dice.below(1_000_000, "street") != dice.below(1_000_000, "house")


def test_a_part_of_a_subject_has_dice_of_its_own() -> None:
    """The dice of component 1a are those of the assessment, asked about 1a."""
    assert Dice("x", 1).about("1a").below(100) == Dice("x", 1, "1a").below(100)


def test_chances_come_about_as_often_as_they_say() -> None:
    """Of ten thousand throws at 30 percent, some three thousand say yes."""
    hits = sum(Dice("chance", number).chance(30) for number in range(10_000))
    assert 2_800 < hits < 3_200


def test_an_amount_stays_within_its_ends() -> None:
    """From 2.5 up to, and without, 2.6."""
    low, high = Decimal("2.5"), Decimal("2.6")
    assert all(low <= Dice("x", number).between(low, high) < high for number in range(500))


def test_shuffling_loses_nothing() -> None:
    """A shuffled alphabet still has every letter, in another order."""
    letters = tuple("abcdefghij")
    assert sorted(shuffled(letters, "once")) == list(letters)
    assert shuffled(letters, "once") != letters
