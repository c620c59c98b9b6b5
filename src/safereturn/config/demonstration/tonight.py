"""Who is on the board at the very moment of loading, whatever the hour: one of each situation that a shift knows."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from safereturn.protocol import vocabulary as v

from .chance import chance_of
from .children import InventedChild
from .scene import (
    Moment,
    Scene,
    accepted,
    back,
    came,
    done,
    found,
    graded,
    held,
    known,
    met,
    noted,
    offered,
    reported,
    told_worker,
    visited,
)


def _in(home: str) -> Callable[[InventedChild], bool]:
    return lambda child: child.home == home


def _placed(placement: str, area: str) -> Callable[[InventedChild], bool]:
    return lambda child: child.facts.get("placement") == placement and child.facts["area"] == area and bool(child.home)


def _at_home(area: str, ages: range) -> Callable[[InventedChild], bool]:
    def fits(child: InventedChild) -> bool:
        return not child.in_care and child.facts["area"] == area and child.age in ages and child.times < 6

    return fits


_OURS: dict[str, Any] = {
    "looked_after_by": v.DERBY,
    "open_to": [v.SOCIAL_CARE],
    "registered_home": True,
    "exploitation_concern": False,
}
_COUNTYS = _OURS | {"looked_after_by": v.DERBYSHIRE}
_UNKNOWN: dict[str, Any] = {
    "looked_after_by": None,
    "open_to": [],
    "child_protection_plan": False,
    "significant_harm_concern": False,
}
_FLAT = "A flat over the baker’s in Fallow Street, second floor"

GONE = (
    Scene(
        "high risk, believed exploited, from a city home",
        _in("Larkspur House"),
        seen=9.2,
        reason="used",
        facts=_OURS | {"exploitation_concern": True, "significant_harm_concern": True, "missing_plan": True},
        moments=(
            reported(7.6),
            graded(7.2, v.HIGH),
            done(7.0, "high-deploy-immediately", note="Two units to the home and the railway station"),
            done(6.9, "la-notified-by-secure-email"),
            done(6.8, "high-appoint-investigating-officer"),
            done(6.5, "high-notify-childrens-services"),
            *known(5.5, v.SOCIAL_CARE),
            noted(6.2, "Part of the car's number matches a hire car. Cameras on the ring road asked for."),
            noted(4.1, "{His} phone was last on near {further} station. Officers there are told, with a picture."),
            came(7.6, "immediate-risk", v.CARER),
            came(4.1, "may-be-in-another-area", note="{His} phone, near {further} station"),
            came(3.6, "very-serious-concern"),
            came(1.2, "publicity-proposed", note="A picture on the force's own page, for {further} alone"),
            came(1.3, "significant-development", note="A house in {further}, by way of {friend}"),
            noted(1.3, "{friend} was spoken to with {friend}'s mother: a house in {further}, no number."),
            accepted(5.0, "la-check-child-known", v.FRONT_DOOR),
            accepted(4.5, "missing-meeting-three-days", v.CHILDRENS_SERVICES),
        ),
    ),
    Scene(
        "medium, from home in the city",
        _at_home(v.DERBY, range(14, 16)),
        seen=5.1,
        reason="argument",
        facts=_UNKNOWN,
        moments=(
            reported(3.2, v.PARENT),
            graded(2.6, v.MEDIUM),
            done(2.4, "la-notified-by-secure-email"),
            noted(1.1, "Bedroom, shed and loft searched with the mother. Coat and phone charger are gone."),
        ),
    ),
    Scene(
        "reported minutes ago, nobody has decided",
        _in("Hawthorn Bank"),
        seen=1.4,
        reason="friends",
        facts=_COUNTYS,
        moments=(reported(0.12),),
    ),
    Scene(
        "reported hours ago, nobody has decided, and much is not recorded",
        _at_home(v.DERBYSHIRE, range(12, 15)),
        seen=4.0,
        reason="low",
        gaps=("open_to", "looked_after_by", "child_protection_plan", "significant_harm_concern", "with_family"),
        moments=(reported(2.7, v.PARENT),),
    ),
    Scene(
        "no apparent risk, close to the 24 hours",
        _at_home(v.DERBYSHIRE, range(17, 18)),
        seen=25.0,
        reason="friends",
        facts=_UNKNOWN,
        moments=(
            reported(23.6, v.PARENT),
            graded(22.85, v.NO_APPARENT_RISK),
            done(22.5, "la-notified-by-secure-email"),
            *known(20.0),
            noted(16.0, "Mother has had a message: with friends, back tomorrow. No place named."),
            noted(3.0, "Mother rings: no further message. Would like somebody to look for {him} now."),
        ),
    ),
    Scene(
        "away, close to the six hours, only told",
        _in("Larkspur House"),
        seen=5.15,
        kind=v.AWAY,
        reason="family",
        told="{He} is at {his} {relative}'s in {town}, who has rung us. Not agreed, but {he} is safe there.",
        facts=_OURS | {"plan_notify_after": None},
        moments=(
            noted(4.6, "Told {him} by telephone when {he} is expected. {He} wants to stay for the film.", v.CARER),
            told_worker(2.5, agreed=False),
        ),
    ),
    Scene(
        "away for an hour, from a flat",
        _in("Canal Wharf"),
        seen=1.3,
        kind=v.AWAY,
        reason="friends",
        facts={"plan_notify_after": None},
        told="{He} is at {friend}'s flat, two doors down, and was due back for the evening round.",
        moments=(noted(0.9, "Knocked. Music. {He} opened, and was well. Says an hour more.", v.CARER),),
    ),
    Scene(
        "gone for nearly three days, the meeting is due",
        _in("Renshaw foster home"),
        seen=68.5,
        reason="family",
        facts={"looked_after_by": v.DERBY, "open_to": [v.SOCIAL_CARE]},
        moments=(
            reported(66.0),
            graded(65.5, v.MEDIUM),
            done(65.2, "la-notified-by-secure-email"),
            *known(63.0, v.SOCIAL_CARE),
            done(62.0, "iro-told-missing", v.CHILDRENS_SERVICES),
            noted(60.0, "Mother's address in {town}: no reply. Neighbours have not seen {him}."),
            noted(41.0, "{His} bank card was used at a supermarket in {further}, once."),
            noted(22.0, "Second visit to mother's. She let officers look. Not there."),
            came(58.0, "something-learnt", v.CARER, "A letter from {his} {relative} in {his} room, from {further}"),
            came(20.0, "publicity-proposed"),
            accepted(40.0, "missing-meeting-three-days", v.CHILDRENS_SERVICES),
        ),
    ),
    Scene(
        "gone for eight days, another authority's child, the review is late",
        lambda child: child.home in ("The Old Dairy", "Quarry Cottage", "Kestrel Rise"),
        seen=8.2 * 24,
        reason="placement",
        facts={"looked_after_by": v.OTHER, "open_to": [v.SOCIAL_CARE], "child_protection_plan": False},
        moments=(
            reported(8.1 * 24),
            graded(8.05 * 24, v.MEDIUM),
            done(8.0 * 24, "la-notified-by-secure-email"),
            *known(7.9 * 24, v.SOCIAL_CARE),
            graded(7.0 * 24, v.HIGH),
            done(6.98 * 24, "high-deploy-immediately"),
            done(6.95 * 24, "high-appoint-investigating-officer"),
            done(6.97 * 24, "high-senior-command-involved"),
            done(6.9 * 24, "high-notify-missing-persons-bureau"),
            done(6.9 * 24, "high-notify-childrens-services"),
            done(6.85 * 24, "high-agency-contact"),
            done(6.8 * 24, "iro-told-missing", v.CHILDRENS_SERVICES),
            done(6.5 * 24, "high-media-strategy", note="None for now: an appeal would put {him} at more risk"),
            met(5.5 * 24, "missing-meeting"),
            noted(4.0 * 24, "Police in {further} have been to five addresses of old friends. Nothing."),
            noted(30.0, "Seen by a former carer in {further}, from a bus. Recent picture sent to officers there."),
            came(29.5, "significant-development", note="The first sighting that is certain"),
            came(6.0 * 24, "may-be-in-another-area", note="Ties to {further}, where {he} lived until the spring"),
            came(3.0 * 24, "police-want-to-use-the-media", note="Local radio and press in {further}"),
        ),
    ),
    Scene(
        "located, not yet back",
        _at_home(v.DERBY, range(15, 18)),
        seen=15.5,
        reason="partner",
        facts={"open_to": [v.SOCIAL_CARE], "child_protection_plan": True, "significant_harm_concern": True},
        moments=(
            reported(14.0, v.PARENT),
            graded(13.4, v.MEDIUM),
            done(13.1, "la-notified-by-secure-email"),
            *known(10.0, v.SOCIAL_CARE, plan=True),
            Moment(1.2, "located", v.INVESTIGATING_OFFICER, {"confirmed_by": "police", "place": _FLAT}),
            noted(1.2, "Officer outside a flat in {town}. {He} spoke through the door, is well, will not come out."),
            came(0.9, "will-not-come-back", note="An hour of talking through the door"),
            came(0.8, "coercive-power-considered", note="The tenant is an adult whom we do not know"),
        ),
    ),
    Scene(
        "found, on the way back",
        _placed(v.CHILDRENS_HOME, v.DERBYSHIRE),
        seen=10.4,
        reason="party",
        facts=_COUNTYS,
        moments=(
            reported(9.0),
            graded(8.5, v.MEDIUM),
            done(8.2, "la-notified-by-secure-email"),
            *known(6.0, v.SOCIAL_CARE),
            *found(0.65, "Found by officers at {place}, cold and hungry, otherwise well. In the car with them."),
        ),
    ),
    Scene(
        "the third time in thirty days",
        _in("Rowan Lodge"),
        seen=12.5,
        reason="friends",
        facts=_OURS,
        before=(21.0, 8.0),
        moments=(
            reported(11.0),
            graded(10.6, v.MEDIUM),
            done(10.2, "la-notified-by-secure-email"),
            *known(9.0, v.SOCIAL_CARE),
            noted(7.0, "The same three addresses as last week were tried. Nobody has seen {him}."),
            accepted(8.0, "strategy-meeting-three-in-30", v.CHILDRENS_SERVICES),
        ),
    ),
    Scene(
        "a family under a protection plan",
        _at_home(v.DERBYSHIRE, range(4, 12)),
        seen=8.4 * 24,
        reason="little",
        facts={"open_to": [v.SOCIAL_CARE], "child_protection_plan": True, "significant_harm_concern": True},
        about={"with_family": True},
        moments=(
            reported(8.0 * 24, "agency"),
            graded(7.95 * 24, v.MEDIUM),
            done(7.9 * 24, "la-notified-by-secure-email"),
            *known(7.7 * 24, v.SOCIAL_CARE, plan=True),
            done(7.5 * 24, "cp-manager-told-missing", v.CHILDRENS_SERVICES),
            came(8.0 * 24, "family-left-without-telling", v.FRONT_DOOR, "No word at school, or at ours"),
            noted(7.2 * 24, "House empty, beds and toys gone. School and health visitor have heard nothing."),
            came(6.5 * 24, "family-not-traced", v.FRONT_DOOR),
            came(5.7 * 24, "family-agreed-missing", v.FRONT_DOOR),
            met(5.6 * 24, "missing-meeting"),
            noted(3.0 * 24, "Grandmother has had a postcard from the coast. Police there are told."),
            met(0.9 * 24, "missing-review"),
        ),
    ),
    Scene(
        "gone for a day, and the county has not said whether it knows the child",
        _at_home(v.DERBYSHIRE, range(15, 17)),
        seen=28.0,
        reason="worry",
        facts=_UNKNOWN | {"open_to": [v.MAT]},
        moments=(
            reported(26.0, v.PARENT),
            graded(25.3, v.MEDIUM),
            done(25.0, "la-notified-by-secure-email"),
            noted(18.0, "Bus company asked. Off at {town} with another young person."),
            noted(6.0, "Father on 01632 960417 has heard from {friend} that {he} is well and scared to come home."),
        ),
    ),
    Scene(
        "away, then lost, and reported",
        _in("Wheatcroft foster home"),
        seen=5.2,
        kind=v.AWAY,
        reason="partner",
        told="{He} is at {friend}'s house in {town}, address known, and will not come to the car.",
        facts={"looked_after_by": v.DERBYSHIRE, "open_to": [v.SOCIAL_CARE], "plan_notify_after": None},
        moments=(
            noted(4.6, "Spoke to {friend}'s mother. {He} may stay for now; we fetch {him} after.", v.CARER),
            told_worker(3.8, agreed=True),
            Moment(1.1, "location-lost", v.CARER),
            noted(1.05, "Went to fetch {him} as agreed. {friend}'s mother says {he} left an hour before.", v.CARER),
            reported(0.8),
        ),
    ),
)
LATELY_BACK = (
    Scene(
        "back three hours ago, not yet seen by the police",
        _in("Larkspur House"),
        seen=17.0,
        reason="placement",
        facts=_OURS,
        moments=(
            reported(15.0),
            graded(14.5, v.MEDIUM),
            done(14.2, "la-notified-by-secure-email"),
            *known(12.0, v.SOCIAL_CARE),
            back(3.0, "placement"),
            accepted(2.0, "return-interview", v.SOCIAL_WORKER),
        ),
    ),
    Scene(
        "the interview is due within the hour",
        _at_home(v.DERBY, range(13, 17)),
        seen=90.0,
        reason="school",
        facts={"looked_after_by": None, "open_to": [v.SOCIAL_CARE], "child_protection_plan": False},
        moments=(
            reported(86.0, v.PARENT),
            graded(85.0, v.MEDIUM),
            done(84.8, "la-notified-by-secure-email"),
            *known(80.0, v.SOCIAL_CARE),
            back(71.2, "home", v.INVESTIGATING_OFFICER),
            *visited(69.0, "Seen with mother. Upset about school, otherwise well."),
            offered(50.0, v.LEAD_WORKER),
            accepted(60.0, "return-interview", v.LEAD_WORKER),
        ),
    ),
    Scene(
        "the interview is late, with a reason",
        _at_home(v.DERBY, range(14, 18)),
        seen=140.0,
        reason="online",
        facts=_UNKNOWN,
        moments=(
            reported(137.0, v.PARENT),
            graded(136.0, v.MEDIUM),
            done(135.5, "la-notified-by-secure-email"),
            *known(130.0),
            back(125.0, "home", v.INVESTIGATING_OFFICER),
            *visited(122.0, "Seen alone in {his} room. Says that nobody came to the station."),
            offered(100.0, v.RUNAWAYS_WORKER),
            Moment(77.0, "interview-not-possible", v.RUNAWAYS_WORKER, {"reason": "Did not open the door, twice"}),
            Moment(
                56.0, "deadline-exception", v.RUNAWAYS_WORKER,
                {"duty": "return-interview", "reason": "{He} asked for a day after the exams this week"},
            ),
        ),
    ),
    Scene(
        "the interview waits for the manager, in the city",
        _in("Sycamore House"),
        seen=75.0,
        reason="family",
        facts=_OURS,
        moments=(
            reported(73.0),
            graded(72.4, v.MEDIUM),
            done(72.0, "la-notified-by-secure-email"),
            *known(70.0, v.SOCIAL_CARE),
            back(62.0, "placement"),
            *visited(60.0, "Seen at the home. Talked about {his} brothers."),
            offered(40.0, v.SOCIAL_WORKER),
            held(21.0, v.SOCIAL_WORKER, parent_seen=True),
        ),
    ),
    Scene(
        "the interview waits for the manager, in the county",
        _at_home(v.DERBYSHIRE, range(13, 18)),
        seen=60.0,
        reason="argument",
        facts=_UNKNOWN,
        moments=(
            reported(57.0, v.PARENT),
            graded(56.5, v.MEDIUM),
            done(56.0, "la-notified-by-secure-email"),
            *known(52.0),
            *found(48.0, "Mother found {him} at {place} and drove {him} home."),
            back(47.5, "home", v.INVESTIGATING_OFFICER),
            *visited(46.0, "Seen with both parents, then alone. No injuries."),
            offered(24.0, v.MAT_WORKER),
            held(5.0, v.MAT_WORKER, parent_seen=True),
        ),
    ),
    Scene(
        "the child said no, and the manager has not signed",
        _placed(v.SEMI_INDEPENDENT, v.DERBYSHIRE),
        seen=66.0,
        reason="friends",
        facts={"looked_after_by": v.DERBYSHIRE, "open_to": [v.SOCIAL_CARE]},
        moments=(
            reported(64.0),
            graded(63.0, v.MEDIUM),
            done(62.5, "la-notified-by-secure-email"),
            *known(60.0, v.SOCIAL_CARE),
            back(55.0, "placement"),
            *visited(50.0, "Seen at the flat. In good spirits."),
            offered(30.0, v.SOCIAL_WORKER),
            Moment(
                29.5, "interview-declined", v.SOCIAL_WORKER,
                {"reason": "I am seventeen, I was at a mate's, and I do not need to talk about it"},
            ),
        ),
    ),
    Scene(
        "back from being away, an interview may be had",
        _in("Hawthorn Bank"),
        seen=31.0,
        kind=v.AWAY,
        reason="family",
        told="{He} got off the school bus at {his} {relative}'s in {town}, and stays the night. Not agreed.",
        facts=_COUNTYS | {"plan_notify_after": None},
        moments=(
            noted(30.5, "{His} {relative} will bring {him} back tomorrow. {He} is well.", v.CARER),
            told_worker(28.0, agreed=True),
            back(22.0, "placement"),
        ),
    ),
)  # fmt: skip


def cast_of(children: Sequence[InventedChild], *, seed: str) -> dict[int, list[Scene]]:
    """Which child plays in which scene, by the child's number; the child's facts become those of the scene."""
    shuffled = list(children)
    chance_of(seed, "tonight").shuffle(shuffled)
    playing: dict[int, list[Scene]] = defaultdict(list)
    for scene in (*GONE, *LATELY_BACK):
        child = next((one for one in shuffled if one.number not in playing and scene.fits(one)), None)
        if child is not None:
            playing[child.number].append(scene)
            child.facts |= dict(scene.facts)
            for gap in scene.gaps:
                child.facts.pop(gap, None)
    return playing
