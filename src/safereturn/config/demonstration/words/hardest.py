"""The hardest reasons, of children at home and in care: used by others, bullied, low, deceived, grieving, afraid."""

from .reason import Reason

USED = Reason(
    at_home=(
        "{He} got a call {left}, went white and went straight out. {He} has two phones and neither is answered.",
        "{He} has new trainers and I do not know where the money comes from. Collected by a car {left}.",
        "{He} has been gone since {left}. A lad came to the door yesterday saying that {he} owes him.",
    ),
    in_care=(
        "A grey hatchback waited at the end of the road {left}. {He} got in. Staff have part of the number.",
        "{He} had a call, became agitated and left {left} with a bag. Third time this month at the same hour.",
        "Not back from school. {He} was seen at the railway station with two older males and a ticket to {further}.",
        "Left {left} with a phone that we had not seen before. Rail tickets to {further} were found in {his} room.",
    ),
    worries=(
        "We think that {he} is being made to carry for somebody.",
        "{He} owes money and is frightened.",
        "{He} was found with a train ticket and cash the last time.",
        "{He} is picked up in different cars.",
        "{He} came back last time with a burn on {his} arm and would not say how.",
    ),
    said=(
        (
            "I am not a grass.",
            "I cannot say much.",
            "It is sorted now.",
            "You would not get it.",
            "I had to do something for someone and then I could come back.",
        ),
        (
            "I went to {further}. I was at a house. I was not on my own.",
            "They pick me up and they drop me off. That is it.",
            "I only kept something for someone.",
            "They were nice at first. They bought me stuff.",
            "There was a man there who uses. It was his flat. It was horrible, there was no electric.",
        ),
        (
            "If I say no they know where my mum lives.",
            "I lost something and now I have to pay it back.",
            "I want it to stop but I do not want anyone to do anything.",
            "I was hungry most of the time.",
            "I slept with my shoes on.",
        ),
    ),
    why=(
        "Is made to work off a debt by older people, whom {he} will not name. Goes when they ring.",
        "Goes when a car comes. Frightened for {his} family if {he} does not.",
    ),
    happened=(
        "Was taken to a flat in {further}, and stayed there with an adult who uses drugs. Came back by train.",
        "Driven about by two men. Was given food and a phone. Will not say what {he} did.",
    ),
    company=(
        "Will not say.",
        "Two males in their twenties, known by street names.",
        "A person called Uncle. {other} was there too.",
    ),
    helps=(
        "Not to be fetched by the front of the house, and not to be seen with us. A worker will meet {him} at school.",
        "To have the number of the phone changed. To have {his} mother's address kept out of everything.",
        "To be away from here for a while. {He} asked this twice.",
    ),
    adults=(
        "Afraid for {him} and for the younger ones. Would move if they could.",
        "Staff have logged cars and numbers since May and will send them on tonight.",
        "",
    ),
)

SCHOOL = Reason(
    at_home=(
        "School rang: {he} registered and was gone by second lesson, {friend} says to {place}. {He} has not come home.",
        "{He} was meant to go in again after being excluded. {He} left {left} in uniform and never arrived.",
        "{He} has been picked on by some girls and did not want to go. Left {left}. {friend} says {he} was crying.",
    ),
    in_care=(
        "Taken to the gate by staff, did not register. School looked on site. {He} is not answering.",
        "Walked out of school at break after something that {friend} said to {him}. Not back at the home.",
    ),
    worries=(
        "{He} is being bullied, and it has got worse.",
        "{He} said {he} would rather be dead than go back.",
        "It is not like {him}.",
    ),
    said=(
        (
            "I cannot go in there.",
            "They say things about me.",
            "I have got nobody to sit with.",
            "I failed the test and I knew they would go mad.",
        ),
        (
            "I just walked. I went along the canal till I got to {town}.",
            "I sat in the library all day, then I was scared to go home.",
            "I went round to my {relative}'s but nobody was in.",
        ),
        (
            "If they would let me start later I would go.",
            "No one hurt me. I just wanted to disappear for a bit.",
            "Please do not ring the school and make it worse.",
        ),
    ),
    why=("Bullied at school, online too.", "Dreads school. Has fallen behind and is ashamed of it."),
    happened=(
        "Walked along the canal. Sat in a library until it closed.",
        "Hid at {place} in uniform. Went home when {he} was hungry.",
    ),
    company=("Nobody.", "{friend} for part of the day."),
    helps=(
        "A later start and a named adult at school. The school has agreed.",
        "To sit somewhere else. Help with maths.",
    ),
    adults=("Had told the school three times.", "Did not know how bad it was.", ""),
)

LOW = Reason(
    at_home=(
        "{He} has been very quiet all week. I found a note that says sorry. {He} went {left}.",
        "{He} told {his} {relative} {he} wanted it all to go away, and went out {left}. {He} has self-harmed before.",
        "{He} went to bed early. I looked in {left} and the bed was empty and the back door open.",
    ),
    in_care=(
        "Low in mood since contact was cancelled. Went for a walk {left} and has not come back. Phone is on {his} bed.",
        "{He} said goodnight in a way that staff did not like. Not in {his} room {left}. Window open.",
        "Upset after a call. Asked to be left alone {left}. {He} has harmed {himself} this month.",
    ),
    worries=(
        "{He} may hurt {himself}.",
        "{He} has not been taking {his} tablets.",
        "{He} has talked about the bridge.",
        "{He} left {his} phone behind, and {he} never does.",
    ),
    said=(
        ("I needed it to be quiet.", "Everything was too much.", "I felt like everyone would be better off."),
        (
            "I went up to the top and looked at the lights.",
            "I walked till my feet hurt.",
            "I sat in the church porch, it was dry there.",
            "I was at {place}. A lady with a dog asked if I was all right.",
        ),
        (
            "I did not do anything. I thought about it.",
            "I am glad the police came in the end.",
            "Talking helps a bit. Not loads, a bit.",
        ),
    ),
    why=("Very low. Leaves when thoughts get too loud.", "Contact was cancelled again, and {he} felt forgotten."),
    happened=(
        "Walked alone for hours. Sat at {place}. A passer-by stayed with {him} until the police came.",
        "Stayed in a church porch until morning. Did not harm {himself}.",
    ),
    company=("Nobody.", "A woman with a dog, who rang the police."),
    helps=(
        "To be seen sooner by the mental health team: asked for today.",
        "A safety plan that {he} wrote with us. It is on the fridge and on {his} phone.",
        "Contact that is not cancelled.",
    ),
    adults=("Terrified. Wants to know what to look for.", "Staff will check at night without waking {him}.", ""),
)

ONLINE = Reason(
    at_home=(
        "{He} has been talking to somebody on a game for weeks. {His} bag and savings are gone. Left {left}.",
        "{His} tablet shows directions to {further} and a picture of a station. {He} never got to school.",
    ),
    in_care=("{He} has met someone online who says he is seventeen. {He} left {left} with an overnight bag.",),
    worries=(
        "Nobody knows who this person is.",
        "{He} believes everything that people tell {him}.",
        "{He} has sent pictures.",
    ),
    said=(
        ("We had been talking for ages.", "I thought he was my age.", "They get me more than anyone here."),
        (
            "I got the train to {further} and waited, and nobody came.",
            "He was way older, so I went back inside the station.",
            "We just had a burger and talked.",
        ),
        ("I felt daft.", "I have blocked him now.", "I do not want my dad to know about the pictures."),
    ),
    why=("To meet somebody {he} knows from a game.", "Lonely. Says that online friends are kinder."),
    happened=(
        "Went to {further} by train and waited at the station. Nobody came. Staff there rang the police.",
        "Met a man in his twenties. Left when {he} saw him.",
    ),
    company=("A person known as Kestrel99.", "Nobody, in the end."),
    helps=(
        "Help with what to do about the pictures. Told how to have them taken down.",
        "A club with children who like the same things.",
    ),
    adults=("Shocked. Will look at the settings together, not take the tablet away.", ""),
)

GRIEF = Reason(
    at_home=(
        "It is a year since {his} {relative} died. {He} went out {left}. {He} is not at the cemetery.",
        "{He} has not been right since the funeral. Left {left}, nothing said.",
    ),
    in_care=("It is {his} brother's birthday, who died. {He} left {left} and would not have anyone walk with {him}.",),
    worries=("{He} is not sleeping.", "Today is a hard day for {him}.", "{He} drinks when {he} is sad."),
    said=(
        ("It was the day. Nobody else remembered.", "I miss my {relative} all the time."),
        (
            "I took some flowers and then I just stayed.",
            "I went to the old house and sat on the wall.",
            "I walked where we used to walk.",
        ),
        (
            "I was not running away from anyone.",
            "Next time I would like somebody to come with me.",
            "I got dark and I got scared.",
        ),
    ),
    why=("Grief. Wanted to be near the person who died.",),
    happened=("Was at the cemetery and then at the house where they used to live.", "Walked from {town} and back."),
    company=("Nobody.", "{friend}, for a while."),
    helps=(
        "Somebody to go with {him} on the day. Put in the diary.",
        "Bereavement counselling: on the list, asked to be moved up.",
    ),
    adults=("Had not realised the date.", "The family do not talk about it.", ""),
)

WORRY = Reason(
    at_home=(
        "{He} has court tomorrow and went out {left}. {His} suit is still on the bed.",
        "{He} heard that we may have to move again. Left {left} and {friend} will not say where {he} is.",
    ),
    in_care=(
        "There is a review tomorrow about where {he} will live. {He} left {left} and said nobody could make {him} go.",
        "{He} turns eighteen this year and had a meeting about moving on. Walked out of it {left}.",
    ),
    worries=(
        "{He} panics.",
        "{He} may try to get as far away as {he} can.",
        "Breaching bail will make it worse for {him}.",
    ),
    said=(
        (
            "I did not want to hear what they were going to say.",
            "I thought that if I was not there they could not decide.",
        ),
        (
            "I hid at {friend}'s.",
            "I slept in a van that my {relative} has.",
            "I went to {further}, I do not even know why.",
        ),
        (
            "It will happen anyway, will it not?",
            "I would have come if someone had told me what it was about.",
            "I want to stay where I am.",
        ),
    ),
    why=("Frightened of a decision about {him}.", "Court. Did not understand what could happen there."),
    happened=("Hid at a friend's until the day had passed.", "Slept in a van. Was cold."),
    company=("{friend}.", "{His} {relative}."),
    helps=(
        "To be told before, in plain words, what the meeting is for; and to bring somebody.",
        "The worker will go to court with {him}.",
    ),
    adults=("Had tried to keep it from {him}, which made it worse.", ""),
)
