"""What else the protocol names that may come about in an episode, where no other event tells it.

The keys are the words of the scenario files and of the stored log; the texts say to people what came about. What is
never told starts nothing and asks nothing: nobody is asked about each of these for each child.
"""

from typing import Final

CAN_COME_ABOUT: Final = {
    "ten-school-days-absent": "Ten school days without attendance, and no reasonable explanation",
}
