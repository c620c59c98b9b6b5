"""The 2019 edition, whole, in the order of the document."""

import datetime as dt

from .. import vocabulary as v
from ..came_about import coming_about
from ..events import CameAbout, Categorised, FactRecorded
from ..history import grading, recording
from ..notation import Edition
from . import (
    section_3,
    section_4,
    section_5_1,
    section_5_1_publicity_and_powers,
    section_5_2,
    section_5_3,
    section_5_4,
    section_6,
    section_7,
)

EDITION = Edition(
    "2019",
    title="Derby and Derbyshire Runaway and Missing from Home or Care protocol, 2019",
    in_force_from=dt.date(2019, 1, 1),
    categories=(v.NO_APPARENT_RISK, v.MEDIUM, v.HIGH),
    duties=(
        *section_3.DUTIES,
        *section_4.DUTIES,
        *section_5_1.DUTIES,
        *section_5_1_publicity_and_powers.DUTIES,
        *section_5_2.DUTIES,
        *section_5_3.DUTIES,
        *section_5_4.DUTIES,
        *section_6.DUTIES,
        *section_7.DUTIES,
    ),
    constraints=(*section_4.CONSTRAINTS, *section_6.CONSTRAINTS),
    folds={Categorised: grading, FactRecorded: recording, CameAbout: coming_about},
)
