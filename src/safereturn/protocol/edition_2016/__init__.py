"""The 2016 edition, whole, in the order of the document."""

import datetime as dt

from .. import vocabulary as v
from ..came_about import coming_about
from ..events import CameAbout, Categorised, FactRecorded
from ..history import grading, recording
from ..notation import Edition
from . import (
    appendix_1,
    appendix_5,
    appendix_6,
    appendix_7,
    appendix_8,
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
    "2016",
    title="Derby and Derbyshire Runaway and Missing from Home or Care protocol, 2016",
    in_force_from=dt.date(2016, 2, 1),
    categories=(v.ABSENT, v.MEDIUM, v.HIGH),
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
        *appendix_1.DUTIES,
        *appendix_5.DUTIES,
        *appendix_6.DUTIES,
        *appendix_7.DUTIES,
        *appendix_8.DUTIES,
    ),
    constraints=(*section_3.CONSTRAINTS, *section_4.CONSTRAINTS, *section_6.CONSTRAINTS),
    folds={Categorised: grading, FactRecorded: recording, CameAbout: coming_about},
    prevention_visit_name="safe and well check",
)
