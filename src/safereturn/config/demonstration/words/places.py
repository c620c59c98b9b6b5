"""Towns of the two areas, and the kinds of places where children go and are found."""

from safereturn.protocol.vocabulary import DERBY, DERBYSHIRE

TOWNS = {
    DERBY: (
        "Allenton", "Alvaston", "Chaddesden", "Chellaston", "Littleover", "Mackworth", "Mickleover", "Normanton",
        "Oakwood", "Peartree", "Sinfin", "Spondon", "Stockbrook", "Sunnyhill",
    ),
    DERBYSHIRE: (
        "Alfreton", "Ashbourne", "Belper", "Bolsover", "Buxton", "Chapel-en-le-Frith", "Chesterfield", "Clay Cross",
        "Dronfield", "Eckington", "Glossop", "Heanor", "Ilkeston", "Killamarsh", "Long Eaton", "Matlock",
        "New Mills", "Ripley", "Sandiacre", "Shirebrook", "Staveley", "Swadlincote", "Wirksworth",
    ),
}  # fmt: skip
FURTHER = ("Birmingham", "Burton", "Leicester", "London", "Manchester", "Mansfield", "Nottingham", "Sheffield", "Stoke")
SPOTS = (
    "the bus station", "the retail park", "the skate park", "the canal", "the rec", "the precinct",
    "the leisure centre",
    "the railway station", "the allotments", "the park by the church", "the multi-storey car park", "the chip shop",
    "the cricket ground", "the old viaduct", "the supermarket car park", "the underpass", "the community centre",
    "the garages", "the playing fields", "the woods behind the estate",
)  # fmt: skip
FRIENDS = (
    "Ash", "Bee", "Caz", "Danni", "Dev", "Ellis", "Fern", "Gabe", "Haz", "Indie", "Jem", "Kas", "Kel", "Lou", "Mia",
    "Nico", "Ollie", "Priya", "Roo", "Shay", "Tay", "Ty", "Vee", "Woody", "Yaz",
)  # fmt: skip
RELATIVES = ("nan", "grandad", "aunt", "uncle", "older sister", "older brother", "cousin", "godmother")
