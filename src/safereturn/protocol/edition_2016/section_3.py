"""Section 3: definitions and assessment of risk (2016 edition)."""

from . import section_3_1, section_3_3

CONSTRAINTS = section_3_1.CONSTRAINTS

DUTIES = (*section_3_1.DUTIES, *section_3_3.DUTIES)
