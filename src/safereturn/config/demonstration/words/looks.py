"""What a child looks like and wears, as a carer says it on the telephone."""

from ..chance import Chance

BUILDS = (
    "Slim",
    "Very slim",
    "Average build",
    "Stocky",
    "Tall for {his} age",
    "Small for {his} age",
    "Broad shoulders",
)
GIRLS_HAIR = (
    "long dark brown hair, usually down", "shoulder-length fair hair", "long black hair in two plaits", "dyed red hair",
    "short bleached hair", "curly brown hair tied up", "hair in box braids", "wears a headscarf, often navy",
    "straight light brown hair with a fringe", "auburn hair in a bun",
)  # fmt: skip
BOYS_HAIR = (
    "short dark hair, faded at the sides", "curly brown hair on top", "shaved head",
    "fair hair, quite long at the front",
    "black hair in short twists", "ginger hair under a cap", "mousy hair, needs a cut", "dark hair in a bowl cut",
)  # fmt: skip
COATS = (
    "a black puffer jacket", "a grey hoodie", "a navy tracksuit top", "a green parka", "a denim jacket",
    "a red body warmer",
    "no coat, just a jumper", "a cream fleece", "a black school blazer", "a camouflage jacket", "a purple raincoat",
)  # fmt: skip
LEGS = (
    "grey joggers", "black leggings", "blue jeans ripped at the knee", "black cargo trousers", "school trousers",
    "tracksuit bottoms with a white stripe", "pyjama bottoms", "shorts, in spite of the weather",
)  # fmt: skip
FEET = ("white trainers", "black trainers", "sliders and socks", "black boots", "school shoes", "grey trainers")
MARKS = (
    "Wears glasses.", "Brace on {his} top teeth.", "Small scar through the left eyebrow.", "Bites {his} nails.",
    "Nose stud.", "Hearing aid in {his} right ear.", "Always has earphones in.", "Birthmark on the neck.",
    "Carries a black cross-body bag.", "Has a pink rucksack.", "Has {his} skateboard.", "Usually vapes, sweet smell.",
    "Plaster cast on the left wrist.", "Walks with a slight limp.", "", "", "", "",
)  # fmt: skip


def looks(chance: Chance, *, age: int, is_girl: bool) -> str:
    """A description that fits in a few lines."""
    build = chance.choice(BUILDS)
    of_the_age = chance.randrange(3, 8) + min(max(age, 4), 17) * 2 + 30
    feet, inches = divmod(of_the_age + 5 * build.startswith("Tall") - 5 * build.startswith("Small"), 12)
    hair = chance.choice(GIRLS_HAIR if is_girl else BOYS_HAIR)
    wearing = f"{chance.choice(COATS)}, {chance.choice(LEGS)} and {chance.choice(FEET)}"
    said = f"{build}, about {feet} foot {inches}, {hair}. Wearing {wearing}. {chance.choice(MARKS)}"
    return said.format(his="her" if is_girl else "his").strip()
