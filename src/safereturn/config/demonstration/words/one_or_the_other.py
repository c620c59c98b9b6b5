"""Reasons of children at home alone, or in care alone; and those of the youngest."""

from .reason import Reason

FAMILY = Reason(
    at_home=(
        "{He} is not allowed at {his} dad's and I think that is where {he} is. Dad does not pick up. Left {left}.",
        "{He} wanted to live with {his} {relative}. There was a row, and {he} went {left} with a bag.",
    ),
    in_care=(
        "{He} went to see {his} mum in {town}, which is not agreed. Mum says that {he} left hers {left}. Not here yet.",
        "Contact was cancelled this afternoon. {He} left {left} saying that {he} would see {his} brothers anyway.",
        "Did not come back from contact. {His} {relative} put {him} on a bus {left}. It got in an hour ago.",
        "Thought to be at {his} {relative}'s in {town}. No reply at the door. {He} has been there before.",
        "{He} asked three times today when {he} can go home. Left {left} while staff were handing over.",
    ),
    worries=(
        "{His} stepfather is not allowed near {him}.",
        "There is drinking in that house.",
        "{He} will be let in, and then put out at night.",
        "None, if {he} is with {his} {relative}; but nobody will tell us that {he} is.",
    ),
    said=(
        (
            "I wanted to see my mum.",
            "They cancelled it again and no one told me why.",
            "I miss my little brothers.",
            "It is my family. I should not have to ask.",
        ),
        (
            "I got the bus to {town} and mum let me in.",
            "I stayed at my {relative}'s. I had my own bed there.",
            "I just stood across the road and watched the house.",
            "We had a takeaway and watched telly. It was normal.",
        ),
        (
            "Mum told me to go before I got her in trouble.",
            "I came back because my {relative} said to.",
            "If I could ring them every night I would not need to go.",
            "He was there, so I left. I was not staying with him there.",
        ),
    ),
    why=(
        "To be with {his} family. Contact was cancelled at short notice, twice this month.",
        "Misses brothers and sisters, and worries about who looks after them.",
    ),
    happened=(
        "Was at {his} mother's all night. Nothing happened. Mother rang in the morning.",
        "Stood outside the family's house, then stayed at {his} {relative}'s.",
    ),
    company=("{His} mother and brothers.", "{His} {relative}.", "Nobody would open, so nobody."),
    helps=(
        "A call with {his} brothers each evening. The social worker will set it up this week.",
        "To be told about a cancelled contact the same day, and why, by somebody {he} knows.",
        "{He} would like {his} {relative} to be assessed. The social worker knows.",
    ),
    adults=(
        "Mother says that she will not turn {him} away at night, and is sorry for the trouble.",
        "Staff feel that the contact plan is not kept, and that this is why.",
        "",
    ),
)

PLACEMENT = Reason(
    at_home=("{He} will not settle here since we moved. Left {left}.",),
    in_care=(
        "{He} moved in on Monday and has said that {he} will not stay. Left {left} with all {his} things.",
        "Another young person has been taking {his} things. {He} left {left} and said {he} was done here.",
        "{He} does not want to be in this area and has gone back to {further} before. Left {left} on foot.",
        "{He} heard that {his} key worker is leaving. Went out {left} and has not answered since.",
        "Noise in the house last night, the police were here for somebody else. {He} left {left} and has not slept.",
        "Flat check {left}: nobody in, lights on, a pan on the hob. {He} has not been seen since yesterday's session.",
    ),
    worries=(
        "{He} does not know the area.",
        "{He} will try to walk to {further}.",
        "{He} has no coat, no money and no phone.",
        "{He} has not eaten today.",
    ),
    said=(
        (
            "I hate it there.",
            "I did not get to choose.",
            "It is miles from everyone I know.",
            "It is too loud, I cannot sleep.",
            "Everyone leaves. I wanted to be the one who left.",
        ),
        (
            "I tried to get back to {further}.",
            "I was at {place} until it got light.",
            "I stayed with {friend}, on the settee.",
            "I got as far as {town} and my feet hurt.",
        ),
        (
            "I would stay if I had a lock on my door.",
            "It is a bit better now {other} has moved out.",
            "Nobody asked me until now.",
            "I want to go back to my old foster carers, they know that.",
        ),
    ),
    why=(
        "Did not choose the placement and does not feel safe in it.",
        "Is afraid of another young person there.",
        "Far from friends and school.",
    ),
    happened=(
        "Tried to walk to {further} along the main road. Was brought back by a lorry driver.",
        "Slept at a friend's in {town}.",
        "Sat up all night at {place}.",
    ),
    company=("Nobody.", "{friend}.", "A lorry driver, who was kind."),
    helps=(
        "A lock on {his} door, and a quiet room. Promised by Friday.",
        "A meeting about whether this is the right place. The reviewing officer is told.",
        "To keep {his} old school, whatever the taxi costs.",
    ),
    adults=(
        "The home thinks that the match was wrong, and has said so.",
        "Carers would like to keep {him}, and need a break.",
        "",
    ),
)

PARENTS = Reason(
    at_home=(
        "I am the neighbour. They were shouting again, and {he} ran past our window {left} with no shoes on.",
        "{His} dad came round and it kicked off. {He} ran {left}. I could not go after {him}, I had the baby.",
        "We had an argument, me and {his} mum. When it was over {he} had gone. That was {left}.",
    ),
    in_care=(),
    worries=("{He} is frightened of {his} stepdad.", "{He} tries to get between us.", "{He} ran without shoes."),
    said=(
        (
            "They were fighting. I cannot listen to it.",
            "He was going to hit her and I could not stop it.",
            "I hate it when they drink.",
        ),
        (
            "I ran to my {relative}'s but nobody was in.",
            "I hid in the shed with the dog.",
            "I went to {friend}'s. Her mum knows what it is like at ours.",
        ),
        (
            "I was scared to go back in.",
            "I worry about my sister when I am not there.",
            "Do not tell them that I told you.",
        ),
    ),
    why=(
        "Violence between the adults at home. Runs when it starts.",
        "Was pushed by {his} stepfather when {he} got in between.",
    ),
    happened=("Hid in a shed close by. Heard everything.", "Was at {friend}'s, where {he} is always let in."),
    company=("The dog.", "{friend} and {friend}'s mother.", "{His} little sister."),
    helps=(
        "A safe place to run to: {friend}'s house, agreed with both mothers.",
        "For the shouting to stop. A referral is made today; the social worker will visit.",
    ),
    adults=("Mother spoke alone, and wants help to have him leave.", "Father says that it was only words.", ""),
)

LITTLE = Reason(
    at_home=(
        "{He} was playing out the front and when I looked {left} {he} was gone. {He} is only little.",
        "{He} was cross about bedtime and must have let {himself} out. The door was open {left}.",
        "{He} did not come out of school with the others. The teacher saw {him} {left} by the gate.",
        "We were at {place} and {he} was next to me, and then {he} was not.",
    ),
    in_care=(
        "{He} was in the garden {left} and is not there now. The side gate is open. {He} wanted to find mummy.",
        "Ran from the car at {place} {left} when we stopped. {He} is quick, and small, and I lost sight of {him}.",
    ),
    worries=(
        "{He} would go with anybody.",
        "There is a river.",
        "{He} has autism and does not answer to {his} name.",
        "{He} has never been alone outside.",
    ),
    said=(
        (
            "I went to find my nan.",
            "I was hiding and nobody found me.",
            "I wanted to see the trains.",
            "I was being an explorer.",
        ),
        (
            "I walked and walked and there was a dog.",
            "I was in the den. It is a good den.",
            "A lady gave me a biscuit.",
            "I went on the bus on my own!",
        ),
        (
            "Then the policeman came and I went in the car.",
            "I was not lost. I knew where I was.",
            "I want my mum to stop being sad.",
            "It was dark and I cried a bit.",
        ),
    ),
    why=("Wandered. Wanted to see {his} grandmother.", "Was hiding, and stayed hidden because people shouted."),
    happened=(
        "Was in a den behind the garages all the time.",
        "Took a bus. The driver kept {him} until the police came.",
    ),
    company=("Nobody.", "A boy of the same age from next door.", "A lady from the shop."),
    helps=("A bolt at the top of the door. A card with a number in {his} pocket.", "More time with {his} grandmother."),
    adults=("Will never forget it. The gate is mended.", "Asks for help with the autism assessment.", ""),
)
