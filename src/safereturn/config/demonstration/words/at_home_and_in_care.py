"""Reasons that children at home and in care share: rows and friends, parties and partners."""

from .reason import Reason

ARGUMENT = Reason(
    at_home=(
        "We had words about {his} phone and {he} walked out {left}. {He} said not to wait up.",
        "I told {him} {he} was grounded. {He} slammed the door {left} and has not been back, and {his} phone is off.",
        "It started over nothing, {his} room. {He} went out {left} without a coat and would not say where.",
        "{He} asked to stay at a friend's and I said no because it is a school night. Gone through the back {left}.",
        "Big row at tea about money. {He} left {left}. I have driven round and rung everyone I can think of.",
    ),
    in_care=(
        "{He} was told at the house meeting that {his} phone stays downstairs at night. Left by the front door {left}.",
        "Argument with another young person over the television. {He} went out {left} and would not talk to staff.",
        "{He} was upset that the trip at the weekend is off. Staff walked with {him} as far as {place}, then {he} ran.",
        "Words with staff about vaping in {his} room. {He} said {he} needed air {left}. Two of us have looked locally.",
        "Refused to come in at the agreed time after a disagreement on the telephone. Last seen {left}.",
    ),
    worries=(
        "{He} does not think when {he} is angry.",
        "It is cold and {he} has no money on {him}.",
        "{He} has never been out this late.",
        "{He} said things about not being wanted, and that is not like {him}.",
        "Not a lot, to be honest. {He} has done it before and come back, but {he} is always in by now.",
    ),
    said=(
        (
            "We had a row and I just had to get out.",
            "Nobody was listening, they were all talking over me.",
            "I was that mad I could not stay in the same room.",
            "It was about my phone but it is never about my phone.",
            "I know it sounds stupid now but I was really upset.",
        ),
        (
            "I walked round {town} and then sat by {place} for ages.",
            "I went to {friend}'s and her mum let me stop.",
            "I got the bus into town and stayed on it, there and back.",
            "I was only at {place}. I could see the police car.",
            "I turned my phone off so nobody could go on at me.",
        ),
        (
            "I was always coming back, I just wanted to calm down first.",
            "I got cold so I came home.",
            "When I had calmed down I was scared of what they would say.",
            "I did not think they would ring the police.",
            "It is better when someone just sits with me and does not talk.",
        ),
    ),
    why=(
        "An argument that got out of hand. {He} leaves to calm down and then does not know how to come back.",
        "Feels that rules are made about {him} and never with {him}.",
        "Says that adults shout first. Would rather be given half an hour alone.",
    ),
    happened=(
        "Walked, sat at {place}, then went to a friend's house. Ate there. Slept on the sofa.",
        "Rode buses until the last one. Waited in a shop doorway. Nobody spoke to {him}.",
        "Stayed within a mile of home the whole time.",
    ),
    company=(
        "On {his} own.",
        "{friend}, from school, and {friend}'s mother.",
        "{friend} for the first hour, then alone.",
    ),
    helps=(
        "A place to go in the house when it gets loud. Agreed: the back room, half an hour, nobody comes in.",
        "One adult to ring who will not shout. {He} chose {his} {relative}.",
        "To have a say about the phone rule. A meeting is fixed for Thursday.",
        "To be told that {he} can come back and it will not be talked about that night.",
    ),
    adults=(
        "Mum says she knows that she raises her voice, and would like help with it.",
        "Staff will try leaving {him} be for half an hour. They had been following {him} from room to room.",
        "Says that things were said on both sides. Glad {he} is back.",
        "",
    ),
)

FRIENDS = Reason(
    at_home=(
        "{He} was due back from {friend}'s house by ten. {friend}'s mother says they left together {left}.",
        "Went to {place} after school with some mates. I rang {left} and {he} said ten minutes. Nothing since.",
        "{He} told me {he} was at {friend}'s and {friend} told her mum she was at ours.",
        "{He} has a curfew of nine. Seen {left} near {place} with a group. My messages are read, no more.",
        "{He} said {he} would be home for tea. {friend} has not seen {him} since {left}.",
    ),
    in_care=(
        "{He} had free time until nine and did not come back. Messages are read but not answered.",
        "{He} asked for another hour and was told no. Has not come home. Thought to be in {town} with {friend}.",
        "Left {left} to meet {friend} at {place}. Due in at half past nine. Staff have been there and found nobody.",
        "Dropped at college this morning, did not get on the taxi home. Friends say {he} went into {further}.",
        "{He} is with older friends that we do not know. Would not give an address. Due back two hours ago.",
    ),
    worries=(
        "{He} is easily led by this group.",
        "We do not know who the others are, and one of them drives.",
        "{He} takes tablets for asthma and the inhaler is here.",
        "Nothing special, it is only that {he} is so late.",
        "The last time {he} had been drinking.",
        "{His} phone has gone straight to voicemail for an hour.",
    ),
    said=(
        (
            "I was with my mates, that is all it was.",
            "I lost track of the time, honest.",
            "Everyone else is allowed out till eleven.",
            "I did text, but I had no credit.",
            "It was {friend}'s birthday and I did not want to be the first to go.",
        ),
        (
            "We went to {place} and then back to somebody's.",
            "We were just walking about, chatting, music and that.",
            "We got the train to {further} for a laugh and missed the last one back.",
            "There were about eight of us. I only knew {friend} and {other}.",
            "We had chips and then sat in a car park.",
        ),
        (
            "Nothing bad happened.",
            "I had a bit to drink but I was not drunk.",
            "I did not know anyone was worried.",
            "I felt safe, they look after me.",
            "I did not like it when the older ones came, so I kept near {friend}.",
        ),
    ),
    why=(
        "Wanted to stay with friends. Did not see the harm. Feels that the time to be in is for a younger child.",
        "Says that friends are the only people who do not ask questions.",
        "Did not want to be the one who goes first.",
    ),
    happened=(
        "At {place} until about eleven, then at {friend}'s. Nobody older was there.",
        "Took the train without a ticket. Missed the last one back. Waited in an all-night café.",
        "Went from house to house. Some drinking. {He} says that {he} had two cans.",
    ),
    company=(
        "{friend} and {other}, both from {his} year.",
        "A group of eight or so. {He} will name only {friend}.",
        "{friend}, {other}, and an older lad called T. who drives.",
        "Friends from before {he} moved.",
    ),
    helps=(
        "A later time at weekends, with a message at nine and at ten. To be tried for a month.",
        "Credit on the phone. To be able to ring for a lift with no questions asked that night.",
        "Friends to be allowed to come to the house.",
        "To see {his} old friends in the daytime, with the fare paid.",
    ),
    adults=(
        "Would rather have the friends round than not know where {he} is.",
        "Worried about one of the older ones.",
        "Staff agree that the time could move, if {he} answers {his} phone.",
        "",
    ),
)

PARTY = Reason(
    at_home=(
        "There is a party somewhere in {town}, that is all I could get out of {his} sister. {He} went {left}.",
        "{He} had a bag packed and said it was a sleepover. {friend}'s parents know nothing about it.",
        "{He} went out of the bedroom window {left}, over the garage. There is something on tonight in {further}.",
    ),
    in_care=(
        "{He} asked to go to a party and it was refused as we had no address. Left {left} dressed to go out.",
        "Fire door alarm {left}. {He} and another young person were seen getting into a car at the end of the lane.",
        "A video {he} has put up shows {him} at a house with music and people drinking.",
    ),
    worries=(
        "{He} mixes drink with {his} medicine.",
        "There will be older men there.",
        "{He} has taken money from my purse.",
        "Somebody collected {him} in a car, and we did not get the number.",
    ),
    said=(
        (
            "It was a party and they said no before I had even finished asking.",
            "Everybody was going.",
            "I had been looking forward to it for weeks.",
        ),
        (
            "It was at somebody's house in {town}. There must have been fifty people.",
            "It was all right until it got too full.",
            "Somebody's cousin took us. I do not know his name.",
            "I was sick in the garden and {friend} stayed with me.",
        ),
        (
            "I would have told them where if they were not going to stop me.",
            "I slept on the floor with the coats.",
            "I will not go again, it was rubbish.",
            "Some of the lads were too old. I kept my coat on.",
        ),
    ),
    why=("Was refused, and went in spite of it.", "Wanted to belong. Had told everyone that {he} would be there."),
    happened=(
        "A house in {town}. Drink, some cannabis. {He} slept there and left when it got light.",
        "Taken there and back by car by somebody's cousin. Says that nothing happened to {him}.",
    ),
    company=(
        "{friend} and {other}.",
        "Mostly strangers. {friend} was with {him} all the time.",
        "Says {he} knew nobody well.",
    ),
    helps=(
        "A plan for parties: an address, a lift both ways, a word to text when {he} wants to be fetched.",
        "Somebody to talk to about drink who will not lecture. A referral is made.",
    ),
    adults=("Would have said yes to a lift home at eleven, if asked.", "Frightened by the car.", ""),
)

PARTNER = Reason(
    at_home=(
        "{He} is seeing somebody we have never met. {He} left {left} and I am sure that is where {he} is.",
        "I found messages. {He} is only a child and this person is not. {He} went {left} when I took the phone.",
        "{He} said {he} was going to the shop {left}. They have been on the phone to each other all day.",
    ),
    in_care=(
        "{He} left {left} to be with {his} partner, who lives in {town}. We have no address.",
        "Believed to be with a partner aged about nineteen. {He} rang {left}, said {he} was fine and hung up.",
        "Did not come back from seeing {friend}, with whom {he} is in a relationship. {His} family have not seen them.",
    ),
    worries=(
        "We think that the partner is a good deal older.",
        "{He} has come back with bruises before.",
        "{He} does what this person says.",
        "{He} stopped seeing all {his} other friends.",
    ),
    said=(
        (
            "We are going out together and they treat me like I am five.",
            "I love {friend} and nobody wants to hear that.",
            "They took my phone so how was I meant to say where I was?",
        ),
        (
            "I was at {friend}'s. We watched films. That is it.",
            "We got a lift to {further} and stayed with a mate.",
            "{friend} gets upset if I go home.",
            "I pay for things when I can, {friend} has not got a job.",
        ),
        (
            "I know what you are going to say.",
            "I do not want to talk about {friend}.",
            "Sometimes I would rather be on my own.",
            "I did feel a bit stuck there, if I am honest.",
        ),
    ),
    why=("To be with {his} partner. Feels judged by everyone else.", "Says that {he} feels looked after there."),
    happened=(
        "Stayed at the partner's flat in {town}. Did not go out. Was asked to lend money.",
        "Watched films at {friend}'s house. {friend}'s father was in.",
    ),
    company=("{friend}, who is eighteen or nineteen.", "{friend}, who is in the year above."),
    helps=(
        "To talk to somebody about what a relationship should feel like. {He} has said yes to seeing the nurse.",
        "To be allowed to bring {friend} home and have us meet.",
    ),
    adults=(
        "Worried about the age, and about the money.",
        "Would like to meet the partner. Has never been asked to.",
        "",
    ),
)
