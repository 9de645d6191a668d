"""What is wrong with a variable, without the words of the language this is written in.

The engine ends its sentences with the value as Python writes it (`None`, `True`, `<Decimal
instance>`). The caller knows the value; which variable, where in it, and what is wanted is
what the sentence is for. So nothing that was sent, a password included, comes back either.
"""

import re

WHERE = re.compile(r"(Variable '\$\w+' has invalid value(?: at [^:]+)?: )(.*)", re.DOTALL)
#: The value: behind what was found, or behind the last word of the sentence.
SHOWN = re.compile(r"(,? [Ff]ound: .*|(?<= value): .*)$", re.DOTALL)


def plain(message: str) -> str:
    """Return *message* without the value it shows.

    >>> plain("Variable '$f' has invalid value at .a: Int cannot represent such a value: True")
    "Variable '$f' has invalid value at .a: Int cannot represent such a value."
    """
    found = WHERE.fullmatch(message)
    if found is None:
        return message
    where, problem = found.groups()
    wanted = SHOWN.sub(".", problem.replace("not to be None", "not to be null"))
    return where + wanted.replace("?.", "?")
