"""How deep and how wide a document may be: validation rules that never see variables.

What depends on variables is the business of `cost`. The rule classes are built once per
schema and never per request, because a cache of validations is keyed by them.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from graphql import (
    ASTValidationRule,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValidationContext,
    specified_rules,
)
from graphql.validation import OverlappingFieldsCanBeMergedRule
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api.execution.costliness import TOO_COSTLY, TOO_DEEP
from api.execution.merging import FieldsMergeRule

#: Characters that a token of a document has at most on average, blanks and comments included.
CHARACTERS = 25


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may ask for; *cost* is counted by `api.execution.cost`.

    Introspection counts for neither depth nor cost, as
    `api.execution.introspection` has a bound of its own.
    """

    tokens: int = 1_200
    depth: int = 15
    aliases: int = 50
    cost: int = 20_000


def too_long(text: str, limits: Limits) -> str | None:
    """Say what is too long about the document *text*, None when nothing is.

    Blanks, comments and long texts are no tokens, and are read sign by sign all the same; an
    error is placed by counting lines.
    """
    longest = limits.tokens * CHARACTERS
    if len(text) > longest:
        return f"The document is {len(text)} characters long; at most {longest} are allowed."
    lines = text.count("\n") + text.count("\r")
    if lines > limits.tokens:
        return f"The document has {lines} lines; at most {limits.tokens} are allowed."
    return None


def rules(limits: Limits) -> tuple[type[ASTValidationRule], ...]:
    """Return every validation rule of this schema; call it once."""
    return (
        *(each for each in specified_rules if each is not OverlappingFieldsCanBeMergedRule),
        FieldsMergeRule,
        MaybeNullValidationRule,
        OneOfInputValidationRule,
        _depth_rule(limits.depth),
        _alias_rule(limits.aliases),
        StorableTextRule,
    )


class StorableTextRule(ASTValidationRule):
    """Refuses texts that neither UTF-8 nor PostgreSQL can hold."""

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        """Look at one literal."""
        if "\x00" in node.value or any("\ud800" <= sign <= "\udfff" for sign in node.value):
            message = "A text holds a NUL character or half of a UTF-16 pair."
            self.report_error(GraphQLError(message, node))


def _alias_rule(most: int) -> type[ASTValidationRule]:
    class AliasRule(ASTValidationRule):
        """Counts aliases, which repeat a field under other names."""

        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self.aliases = 0

        def enter_field(self, node: FieldNode, *_: Any) -> None:
            """Count one field, and complain once."""
            self.aliases += node.alias is not None
            if node.alias is not None and self.aliases == most + 1:
                message = f"The document has more than {most} aliases."
                self.report_error(GraphQLError(message, node, extensions={"code": TOO_COSTLY}))

    return AliasRule


def _depth_rule(most: int) -> type[ASTValidationRule]:
    class DepthRule(ASTValidationRule):
        """Measures how many fields lie inside each other, through fragments."""

        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self.depths: dict[str, int] = {}

        def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
            """Measure one operation."""
            depth = self._depth(node.selection_set)
            if depth > most:
                message = f"The operation is {depth} fields deep; at most {most} are allowed."
                self.report_error(GraphQLError(message, node, extensions={"code": TOO_DEEP}))

        def _depth(self, selections: SelectionSetNode | None) -> int:
            return max(self._depths(selections), default=0)

        def _depths(self, selections: SelectionSetNode | None) -> Iterator[int]:
            for selection in selections.selections if selections else ():
                if isinstance(selection, FragmentSpreadNode):
                    yield self._fragment(selection.name.value)
                elif not isinstance(selection, FieldNode):
                    yield self._depth(selection.selection_set)  # type: ignore[attr-defined]
                elif not selection.name.value.startswith("__"):
                    yield 1 + self._depth(selection.selection_set)

        def _fragment(self, name: str) -> int:
            """Measure a fragment once; a cycle is reported by another rule."""
            if name not in self.depths:
                self.depths[name] = 0
                fragment = self.context.get_fragment(name)
                self.depths[name] = self._depth(fragment.selection_set) if fragment else 0
            return self.depths[name]

    return DepthRule
