"""Durations and numbers in legal prose ("not less than forty-five days") and as ISO 8601 (P45D)."""

from lexmatch.quantity.iso import Duration, compare, days, difference, parse, words
from lexmatch.quantity.prose import Quantity, find

__all__ = ["Duration", "Quantity", "compare", "days", "difference", "find", "parse", "words"]
