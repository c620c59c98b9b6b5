"""The demonstration's data: an invented partnership, and a year of invented children who went missing.

Nobody in it is real. Telephone numbers are from the ranges kept for drama, and addresses end in `.example`.
"""

from .loading import load

__all__ = ["load"]
