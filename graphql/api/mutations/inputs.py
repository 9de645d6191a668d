"""What the inputs of all mutations have in common."""

from datetime import date

import strawberry

from api.mutations.fields import of_the_request, optional


@strawberry.input(description="What every command may carry.")
class CommandInput:
    """The base of every input whose command may be repeated without happening twice."""

    command_id: strawberry.ID | None = of_the_request(
        "Your own id of this command, such as a UUID (for guests always a UUID). Sent again with "
        "the same input, the command is answered as the first time and nothing happens twice."
    )
    effective_on: date | None = of_the_request(
        "The day from which it counts, where that is another than today: a decision letter's date."
    )


@strawberry.input(description="A command about something that exists.")
class ChangeInput(CommandInput):
    """The base of inputs that change something."""

    expected_version: int | None = optional(
        "The `version` you have seen; refused as stale when somebody changed it since."
    )
