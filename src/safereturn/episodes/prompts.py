"""What the protocol wants to be written down, as prompts in our words: by the occasion, then by the answer's name.

The answers stand in the log, each under its name; an answer may be "nothing known", and none must be given.
"""

from typing import Any

Prompts = tuple[tuple[str, str], ...]

# 3.1: the ten prompts before a grading.
TEN_QUESTIONS: Prompts = (
    ("worry", "What is the worry this time?"),
    ("traced", "What has been done so far to find the child?"),
    ("unusual", "Is this very unlike the child?"),
    ("medical", "Are there medical needs, or medicine the child must have?"),
    ("victim", "Could the child be the victim of a crime?"),
    ("abused", "Could the child come to be abused?"),
    ("exploited", "Could the child be exploited now, sexually or otherwise?"),
    ("suicide", "Might the child try to take their own life, or hurt themselves?"),
    ("others", "Could the child be a danger to others?"),
    ("else", "Is there anything else that makes this dangerous, such as the weather, the hour or the child's age?"),
)
# 3.2: what weighs in setting the level; the last two in 2019 alone.
RISK_FACTORS: Prompts = (
    ("age", "Age, or a disability"),
    ("history", "What the child has done before"),
    ("trafficking", "Possible trafficking"),
    ("known_harm", "Known risk of harm, exploitation included"),
    ("mood", "State of mind: a change of mood, or talk of hurting themselves or others"),
    ("running", "Running to, or away from, someone or something"),
    ("offending", "Risk of offending"),
    ("fgm_or_forced_marriage", "Taken away for female genital mutilation or a forced marriage"),
    ("radicalisation", "Radicalisation"),
)
FACTORS_OF_2019 = frozenset({"fgm_or_forced_marriage", "radicalisation"})
# 4.1: what a reporter shares with the police.
REPORT: Prompts = (
    ("risks", "Is there a particular danger for this child?"),
    ("gone_with", "Could they have gone with relatives, or with somebody known to be a danger?"),
    ("looks", "What do they look like, what are they wearing, and who has a recent photograph?"),
    ("telephones", "Which mobile numbers do they use?"),
    ("social_media", "Which social media do they use, and under which names?"),
    ("placed_by", "If another council placed them: which?"),
    ("last_sighting", "Where were they last seen, when, and with whom?"),
    ("haunts", "Which addresses, friends and places do they go to?"),
    ("before", "Were they gone before? When, how long, with whom, where were they found?"),
    ("led_up", "What led up to this, such as a row or bullying?"),
    ("vulnerable", "Does anything make them easier to harm, such as a learning disability, or exploitation?"),
)
# 5.4: what a missing meeting and each review come to.
MEETING: Prompts = (
    ("reviewed", "What has been done so far, and was it enough?"),
    ("intelligence", "Which information and intelligence was looked at?"),
    ("risk", "How high is the risk now?"),
    ("section_47", "Is a section 47 enquiry called for?"),
    ("when_found", "Where does the child go when found, and who supports them?"),
    ("next", "What is done next, by whom, by when?"),
)
# 7.3: what a strategy for a child who goes missing again and again holds.
STRATEGY: Prompts = (
    ("away_or_missing", "After how long is the child away, and after how long missing?"),
    ("council_enquiries", "What does the council always ask and check?"),
    ("police_enquiries", "What do the police always ask and check?"),
    ("on_return", "Who sees the child on each return, for the police visit and for the interview?"),
    ("long_term", "What is done in the long run?"),
)
# 6.6: what the visit of the police looks for.
VISIT: Prompts = (
    ("harm", "Was there any sign that the child was hurt or harmed?"),
    ("whereabouts", "Where was the child, and with whom?"),
    ("offending", "What did the child say about crimes by them or against them?"),
)

# What may be written up in an episode, by the key under which the log holds its answers.
OCCASIONS: dict[str, Prompts] = {
    "risk": RISK_FACTORS,
    "report": REPORT,
    "meeting": MEETING,
    "strategy": STRATEGY,
    "visit": VISIT,
}


def answered(prompts: Prompts, answers: dict[str, Any]) -> str:
    """Prompts with their answers, a line each; a factor that weighs has no words of its own."""
    lines = ((label, answers[name]) for name, label in prompts if name in answers)
    return "\n".join(label if words is True else f"{label} {words}" for label, words in lines)
