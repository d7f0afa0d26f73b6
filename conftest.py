"""How nbval compares a notebook's stored outputs with new ones.

Text must agree to the letter and whole numbers exactly; a number with decimals may differ
by one in its last digit, since processors do not round alike. Spaces do not count: arrays
are padded to the width of their longest number.
"""

import os
import re
from decimal import Decimal

from nbval.plugin import IPyNbCell

NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:e[-+]?\d+)?")


class Printed(str):
    """A printed text that equals another if all their numbers agree as far as printed."""

    def __eq__(self, other):
        """Return whether both texts agree, and their numbers to one in the last digit."""
        texts = [re.sub(r"\s", "", NUMBER.sub("#", text)) for text in (self, other)]
        numbers = zip(NUMBER.findall(self), NUMBER.findall(other), strict=False)
        return texts[0] == texts[1] and all(_agree(*pair) for pair in numbers)

    def __ne__(self, other):
        """Return the contrary: nbval asks for differences."""
        return not self == other

    __hash__ = None


def _agree(left, right):
    left, right = Decimal(left), Decimal(right)
    last_digit = min(left.as_tuple().exponent, right.as_tuple().exponent)
    allowed = Decimal(1).scaleb(last_digit) if last_digit < 0 else 0
    return abs(left - right) <= allowed


def pytest_collection_modifyitems(items):
    """Have every notebook cell compare its outputs as `Printed`, without progress bars."""
    os.environ["TQDM_DISABLE"] = "1"
    for item in items:
        if isinstance(item, IPyNbCell):
            item.sanitize = _printed(item.sanitize)


def _printed(sanitize):
    def wrapped(value):
        value = sanitize(value)
        return Printed(value) if isinstance(value, str) else value

    return wrapped
