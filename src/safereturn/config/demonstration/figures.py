"""How many, how often, how long: public figures of English children who go missing, and our fits to them.

One police area of this size has about 3,400 incidents a year by about 1,150 children, half of them by about 250
children in care (inferred from national rates). Where no source is named, the figure is ours.
"""

from typing import Final, NamedTuple


class Band(NamedTuple):
    """So many of a hundred or more children went missing between `least` and `most` times in a year."""

    children: int
    least: int
    most: int


AT_HOME: Final = 900  # children of an invented year
IN_CARE: Final = 250

# Episodes of a child in a year, Devon 2020-21
TIMES_AT_HOME: Final = (
    Band(273, 1, 1), Band(51, 2, 2), Band(21, 3, 3), Band(18, 4, 4), Band(7, 5, 5), Band(20, 6, 10), Band(4, 11, 20),
    Band(2, 21, 50),
)  # fmt: skip
TIMES_IN_CARE: Final = (
    Band(44, 1, 1), Band(19, 2, 2), Band(12, 3, 3), Band(15, 4, 4), Band(9, 5, 5), Band(21, 6, 10), Band(18, 11, 20),
    Band(9, 21, 50),
)  # fmt: skip
AWAY_TO_MISSING: Final = 0.28  # away episodes of a placed child, for each time that the child is missing
LOST_WHILE_AWAY: Final = 0.1

# From the report until back, in hours: 47 % within 8, 79 % within 24, 90 % within 48, under 2 % over a week
MEDIAN_HOURS: Final = 8.3
SIGMA: Final = 1.43
LONGEST_HOURS: Final = 45 * 24.0

# Of a hundred gradings
CATEGORIES: Final = {"high": 15, "medium": 75, "no-apparent-risk": 10}

# Of a thousand reports, how many in each hour of the day in Derby
REPORTS_BY_HOUR: Final = {
    0: 56, 1: 38, 2: 24, 3: 14, 4: 9, 5: 7, 6: 9, 7: 14, 8: 20, 9: 24, 10: 28, 11: 28, 12: 28, 13: 28, 14: 30, 15: 36,
    16: 46, 17: 56, 18: 66, 19: 76, 20: 86, 21: 98, 22: 104, 23: 96,
}  # fmt: skip

# Age today. Of the reports, 93 % are of 12 to 17 year olds and 58 % of 15 to 17 year olds
AGES_AT_HOME: Final = {
    4: 1, 6: 1, 8: 1, 9: 1, 10: 2, 11: 3, 12: 8, 13: 13, 14: 17, 15: 20, 16: 19, 17: 14,
}  # fmt: skip
AGES_IN_CARE: Final = {10: 1, 11: 3, 12: 6, 13: 11, 14: 17, 15: 22, 16: 24, 17: 16}

# Who has the child first, of a hundred
FOUND_BY: Final = {"police": 34, "self": 25, "family": 18, "carer": 15, "friends": 8}

# The return interview: offered, held, and held within 72 hours
OFFERED_IN_TIME: Final = 0.86
NEVER_OFFERED_OF_OTHERS: Final = 0.015  # a few children a year whom nobody ever asks
HELD_OF_OFFERED: Final = 0.64
IN_TIME_OF_HELD: Final = 0.73  # 63 % of all, with those offered late
HARM: Final = 0.015
EXPLOITATION: Final = 0.09
