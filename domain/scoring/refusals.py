"""What is refused about figures, answers, component entries and rulesets.

Refusal
├── AmountRefused           a number that cannot be taken as it stands
│   ├── AmountUnreadable
│   ├── ThousandsSeparators
│   ├── AmountNotFinite
│   └── AmountTooLong
├── FigureRefused           a figure of the statements
│   ├── UnknownFigure
│   ├── FigureMayNotBeNegative
│   └── FigureContradictsParts
├── ComponentRefused        a component entered directly, or ruled on
│   ├── UnknownComponent
│   ├── WrongWayOfEntry
│   ├── TooManyYesAnswers
│   ├── AnswersIncomplete
│   ├── AnswersContradictCount
│   ├── ValueOutOfRange
│   ├── ComponentMayNotBeNegative
│   └── ScoreAboveWeight
├── AdjustmentRefused       a correction factor or fatal fault
│   ├── UnknownAdjustment
│   └── LevelsOutOfRange
└── RulesetUnreadable
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class AmountRefused(Refusal):
    """A number cannot be taken as it stands."""


class AmountUnreadable(AmountRefused):
    """A text is not a plain decimal number."""

    code = "amount_unreadable"
    what = Text(
        "“{given}” bukan angka yang dapat dibaca.",
        "“{given}” is not a number that can be read.",
    )
    remedy_text = Text(
        "Tulis angka biasa dengan titik sebagai tanda desimal, misalnya 1500000 atau 12.5.",
        "Write a plain number with a point for decimals, such as 1500000 or 12.5.",
    )


class ThousandsSeparators(AmountRefused):
    """A text groups its digits, so a point or comma could mean two things."""

    code = "thousands_separators"
    what = Text(
        "“{given}” memakai pemisah ribuan.",
        "“{given}” has thousands separators.",
    )
    remedy_text = Text(
        "Tulis tanpa pemisah: {plain}.",
        "Write it without separators: {plain}.",
    )


class AmountNotFinite(AmountRefused):
    """A number is NaN or infinite."""

    code = "amount_not_finite"
    what = Text("{given} bukan bilangan.", "{given} is not a number.")
    remedy_text = Text(
        "Isi dengan bilangan, atau kosongkan bila tidak diketahui.",
        "Enter a number, or leave it out when it is not known.",
    )


class AmountTooLong(AmountRefused):
    """A number has more digits than money can need."""

    code = "amount_too_long"
    what = Text("Bilangan lebih dari {most} angka.", "A number of more than {most} digits.")
    remedy_text = Text(
        "Periksa jumlah nol dan desimalnya, lalu isi kembali dalam rupiah.",
        "Check its zeros and decimals, then enter it again in rupiah.",
    )


class FigureRefused(Refusal):
    """A figure of the statements cannot be taken."""


class UnknownFigure(FigureRefused):
    """The ruleset names no such figure."""

    code = "unknown_figure"
    what = Text(
        "Angka {name} tidak dikenal dalam {ruleset}.",
        "{ruleset} knows no figure {name}.",
    )
    remedy_text = Text("Gunakan nama dari daftar: {known}.", "Use a name from the list: {known}.")


class FigureMayNotBeNegative(FigureRefused):
    """A figure is below nought that cannot be."""

    code = "figure_may_not_be_negative"
    what = Text(
        "{name} tidak mungkin negatif, tetapi diisi {given}.",
        "{name} cannot be negative, but {given} was entered.",
    )
    remedy_text = Text(
        "Isi jumlah tanpa tanda minus; beban dan kewajiban ditulis positif.",
        "Enter the amount without a minus sign; expenses and liabilities are written positive.",
    )


class FigureContradictsParts(FigureRefused):
    """A figure and all its parts were entered, and they do not agree."""

    code = "figure_contradicts_parts"
    what = Text(
        "{name} diisi {given}, tetapi bagian-bagiannya berjumlah {sum}.",
        "{name} was entered as {given}, but its parts make {sum}.",
    )
    remedy_text = Text(
        "Perbaiki salah satu, atau isi bagian-bagiannya saja: {parts}.",
        "Correct one of them, or enter the parts alone: {parts}.",
    )


class ComponentRefused(Refusal):
    """A component cannot be entered or ruled on like this."""


class UnknownComponent(ComponentRefused):
    """The ruleset has no such component."""

    code = "unknown_component"
    what = Text(
        "Komponen {name} tidak ada dalam {ruleset}.",
        "{ruleset} has no component {name}.",
    )
    remedy_text = Text("Gunakan kunci dari daftar: {known}.", "Use a key from the list: {known}.")


class WrongWayOfEntry(ComponentRefused):
    """A ratio was given for a questionnaire, or answers for a ratio."""

    code = "wrong_way_of_entry"
    what = Text(
        "Komponen {name} tidak dapat diisi sebagai “{way}”.",
        "Component {name} cannot be entered as “{way}”.",
    )
    remedy_text = Text(
        "Isi “{instead}”, “value” (nilai), atau “score” (skor).",
        "Enter “{instead}”, “value” or “score”.",
    )


class TooManyYesAnswers(ComponentRefused):
    """More answers, or more yes answers, than there are questions."""

    code = "too_many_yes_answers"
    what = Text(
        "{name} mempunyai {questions} pertanyaan, tetapi diisi {given}.",
        "{name} has {questions} questions, but {given} was entered.",
    )
    remedy_text = Text(
        "Isi jumlah jawaban ya dari 0 sampai {questions}.",
        "Enter the number of yes answers, 0 to {questions}.",
    )


class AnswersIncomplete(ComponentRefused):
    """Questions were answered one by one, and some were left out."""

    code = "answers_incomplete"
    what = Text(
        "{name} mempunyai {questions} pertanyaan, tetapi hanya {given} yang dijawab.",
        "{name} has {questions} questions, but only {given} were answered.",
    )
    remedy_text = Text(
        "Jawab ke-{questions} pertanyaan, atau isi jumlah jawaban ya saja.",
        "Answer all {questions}, or enter the number of yes answers alone.",
    )


class AnswersContradictCount(ComponentRefused):
    """Answers and a count of yes were both given, and they disagree."""

    code = "answers_contradict_count"
    what = Text(
        "{name} mempunyai {yes} jawaban ya, tetapi jumlahnya diisi {given}.",
        "{name} has {yes} yes answers, but their number was entered as {given}.",
    )
    remedy_text = Text(
        "Isi jawaban saja, atau jumlahnya saja.",
        "Enter the answers alone, or their number alone.",
    )


class ValueOutOfRange(ComponentRefused):
    """A value is above 100."""

    code = "value_out_of_range"
    what = Text(
        "Nilai {given} untuk {name} melebihi 100.",
        "Value {given} for {name} is above 100.",
    )
    remedy_text = Text(
        "Isi nilai 0 sampai 100; nilai dikalikan bobot menjadi skor.",
        "Enter a value from 0 to 100; value times weight makes the score.",
    )


class ComponentMayNotBeNegative(ComponentRefused):
    """A count, value or score is below nought."""

    code = "component_may_not_be_negative"
    what = Text(
        "{name} tidak mungkin negatif, tetapi diisi {given}.",
        "{name} cannot be negative, but {given} was entered.",
    )
    remedy_text = Text("Isi 0 atau lebih, tanpa tanda minus.", "Enter 0 or more, without a minus.")


class ScoreAboveWeight(ComponentRefused):
    """A score is above the component's weight."""

    code = "score_above_weight"
    what = Text(
        "Skor {given} untuk {name} melebihi bobotnya, {weight}.",
        "Score {given} for {name} is above its weight, {weight}.",
    )
    remedy_text = Text("Isi skor 0 sampai {weight}.", "Enter a score from 0 to {weight}.")


class AdjustmentRefused(Refusal):
    """A correction factor or fatal fault cannot be recorded like this."""


class UnknownAdjustment(AdjustmentRefused):
    """The ruleset has no such correction factor or fatal fault."""

    code = "unknown_adjustment"
    what = Text("{ruleset} tidak memuat faktor {name}.", "{ruleset} has no factor {name}.")
    remedy_text = Text("Gunakan kunci dari daftar: {known}.", "Use a key from the list: {known}.")


class LevelsOutOfRange(AdjustmentRefused):
    """The number of levels does not fit the number of corrections."""

    code = "levels_out_of_range"
    what = Text(
        "{given} tingkat tidak sesuai dengan {count} faktor koreksi.",
        "{given} levels do not fit {count} correction factors.",
    )
    remedy_text = Text(
        "Isi tingkat dari 1 sampai jumlah faktor, hanya bila ada beberapa faktor.",
        "Give levels from 1 to the number of factors, only where there are several.",
    )


class RulesetUnreadable(Refusal):
    """Bytes are not a ruleset in the project's format."""

    code = "ruleset_unreadable"
    what = Text("Ruleset tidak dapat dibaca: {reason}.", "The ruleset cannot be read: {reason}.")
    remedy_text = Text(
        "Perbaiki bagian yang disebut; docs/rulesets.md menjelaskan bentuk berkasnya.",
        "Mend the place named; docs/rulesets.md explains how a file reads.",
    )
