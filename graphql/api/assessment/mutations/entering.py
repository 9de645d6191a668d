"""Opening an assessment, and entering what it is scored by."""

import strawberry

from api.assessment.entries import (
    ComponentInput,
    FigureInput,
    ManagementAnswersInput,
    components_of,
    counted_of,
    figures_of,
    single_of,
)
from api.assessment.inputs import AssessmentChange
from api.assessment.result import RESULT
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import CommandInput
from api.mutations.readers import text_if_any, uuid
from domain.assessment import commands


@strawberry.input(description="A new assessment.")
class OpenAssessmentInput(CommandInput):
    """Opening."""

    cooperative: strawberry.ID = required(
        "Id of the cooperative to assess.", reads=uuid("Cooperative")
    )
    book_year: int = required("The book year.")
    ruleset: str = required('Id or digest of the ruleset, such as "perdep-06-2016".')
    what_if_reason: str | None = optional(
        "Why it is opened although its score shall not count: needed for a ruleset that does not "
        "count for the year.",
        reads=text_if_any,
    )


open_assessment = builds(
    commands.OpenAssessment,
    OpenAssessmentInput,
    RESULT,
    "Open an assessment. The cooperative's operator, or officers of its territory.",
    new="assessment",
)


@strawberry.input(description="Figures of the balance sheet and the income statement.")
class EnterStatementsInput(AssessmentChange):
    """Statements."""

    figures: list[FigureInput] = required(
        "The figures; the last word on each counts.", reads=figures_of
    )


enter_statements = builds(
    commands.EnterStatements,
    EnterStatementsInput,
    RESULT,
    "Enter figures of the statements. Operator, officers, or a key for statements.",
)


@strawberry.input(description="Supplementary figures on loans.")
class EnterLoanDataInput(AssessmentChange):
    """Loan data."""

    figures: list[FigureInput] = required(
        "The figures; the last word on each counts.", reads=figures_of
    )


enter_loan_data = builds(
    commands.EnterLoanData,
    EnterLoanDataInput,
    RESULT,
    "Enter figures on loans. Operator or officers.",
)


@strawberry.input(description="Answers to the management questionnaire.")
class EnterManagementAnswersInput(AssessmentChange):
    """Management answers."""

    answers: list[ManagementAnswersInput] = required(
        "Per component, a count or the answers.",
        into={"yes_counts": counted_of, "answers": single_of},
    )


enter_management_answers = builds(
    commands.EnterManagementAnswers,
    EnterManagementAnswersInput,
    RESULT,
    "Enter answers to the management questionnaire. Operator or officers.",
)


@strawberry.input(description="Components entered directly, as ratio, yes count, value or score.")
class EnterComponentsInput(AssessmentChange):
    """Direct entries."""

    components: list[ComponentInput] = required(
        "The entries; one without a number takes it back.", reads=components_of
    )


enter_components = builds(
    commands.EnterComponents,
    EnterComponentsInput,
    RESULT,
    "Enter components directly. Officers only.",
)


@strawberry.input(description="A document that you uploaded to /documents within the last day.")
class AttachDocumentInput(AssessmentChange):
    """Attachment."""

    digest: str = required("What the upload answered.", fills="document.digest")
    name: str = required("File name, for people.", fills="document.name")
    media_type: str = optional(
        "Need not be given: the bytes decide.", default="", fills="document.media_type"
    )
    size: int = optional("Need not be given: the bytes decide.", default=0, fills="document.size")
    kind: str = optional("What it is, such as neraca.", default="supporting", fills="document.kind")


attach_document = builds(
    commands.AttachDocument,
    AttachDocumentInput,
    RESULT,
    "Attach a document that you uploaded to /documents. Operator or officers.",
)
