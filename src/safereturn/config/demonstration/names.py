"""Invented names. Any likeness to a person is chance."""

from collections.abc import Iterator

from .chance import Chance

GIRLS = (
    "Abigail", "Aisha", "Alana", "Alicja", "Amara", "Amelia", "Anya", "Ayesha", "Beatrix", "Bethan", "Caitlin",
    "Carys", "Chantelle", "Chloe", "Corrie", "Daisy", "Delilah", "Demi", "Ebony", "Edie", "Elif", "Ellie-Mae", "Elsie",
    "Emilia", "Erin", "Esme", "Evie", "Fatima", "Freya", "Gabija", "Georgia", "Gracie", "Hafsa", "Hannah", "Harriet",
    "Imogen", "Iqra", "Isla", "Jasmine", "Jodie", "Kacey", "Keira", "Kelsey", "Lacey", "Leah", "Lexi", "Libby",
    "Lilia", "Lola", "Mabel", "Maisie", "Mariam", "Martha", "Maya", "Millie", "Mollie", "Nadia", "Nancy", "Nell",
    "Niamh", "Nikita", "Noor", "Orla", "Paige", "Poppy", "Rhianna", "Robyn", "Roksana", "Rosie", "Ruby", "Sadie",
    "Saffron", "Scarlett", "Shanice", "Skye", "Sofia", "Summer", "Tamsin", "Tegan", "Tia", "Tilly", "Willow", "Yasmin",
    "Zainab", "Zara", "Zuzanna",
)  # fmt: skip
BOYS = (
    "Aaron", "Adam", "Aidan", "Alfie", "Anton", "Archie", "Ashton", "Bailey", "Ben", "Billy", "Blake", "Bradley",
    "Caleb", "Callum", "Charlie", "Connor", "Corey", "Dariusz", "Declan", "Dexter", "Dominic", "Dylan", "Eesa", "Eli",
    "Ethan", "Ezra", "Finlay", "Frankie", "Freddie", "George", "Haris", "Harley", "Harvey", "Hassan", "Ibrahim",
    "Isaac", "Jack", "Jaden", "Jago", "Jake", "Jamal", "Jayden", "Joel", "Jonah", "Josh", "Jude", "Kai", "Kaiden",
    "Kacper", "Kieran", "Kyle", "Lennon", "Leo", "Levi", "Lewis", "Liam", "Logan", "Lucas", "Luke", "Malachi",
    "Marcus", "Mason", "Max", "Mikey", "Mohammed", "Nathan", "Noah", "Olly", "Omar", "Oskar", "Owen", "Reece", "Reggie",
    "Reuben", "Rhys", "Riley", "Ronnie", "Rowan", "Ryan", "Sam", "Sami", "Sonny", "Stanley", "Taylor", "Theo", "Toby",
    "Tommy", "Tyler", "Yusuf", "Zac",
)  # fmt: skip
FAMILIES = (
    "Abney", "Adlam", "Akinola", "Alderton", "Allcock", "Appleyard", "Ashmole", "Attenborrow", "Bagshawe", "Bakewell",
    "Baptiste", "Barkby", "Beardow", "Begum", "Belfield", "Bembridge", "Birkin", "Blackwell", "Bonsall", "Boothroyd",
    "Bowdler", "Brassington", "Brough", "Buxton", "Calladine", "Cartledge", "Chadfield", "Chaudhry", "Clewlow",
    "Clowes", "Coates", "Cokayne", "Cowlishaw", "Cresswell", "Cutts", "Dakin", "Darwent", "Dethick", "Doxey",
    "Drabble", "Dudek", "Eccleston", "Ellershaw", "Eyre", "Fearn", "Fenwick", "Flint", "Foljambe", "Frith", "Gaskin",
    "Gaunt", "Gell", "Gilbody", "Goodwin", "Gratton", "Gyte", "Hallam", "Handford", "Hardstaff", "Hawksley",
    "Heathcote",
    "Hibbert", "Hickinbottom", "Hollis", "Hulland", "Hussain", "Iqbal", "Jephson", "Kaczmarek", "Keeling", "Kirkland",
    "Knifton", "Kowal", "Lathbury", "Leaper", "Limb", "Longden", "Lomas", "Lowe", "Mahmood", "Marples", "Marsden",
    "Mellor", "Mensah", "Mistry", "Moffatt", "Mycroft", "Nadin", "Needham", "Nightingale", "Nowak", "Oakden",
    "Okafor", "Oldfield", "Orme", "Osborne", "Palfreyman", "Peat", "Pegg", "Pickering", "Pilkington", "Plackett",
    "Purdy", "Quarmby", "Radford", "Raynes", "Redfern", "Renshaw", "Rouse", "Rowarth", "Sandhu", "Saxton", "Severn",
    "Shacklock", "Shardlow", "Sherwin", "Skidmore", "Slack", "Sneath", "Spendlove", "Stainsby", "Statham", "Sutcliffe",
    "Swindell", "Tagg", "Thacker", "Thorpe", "Tomlin", "Towle", "Turton", "Twigg", "Udall", "Varley", "Vickers",
    "Wagstaffe", "Walthall", "Wardman", "Wheatcroft", "Whittaker", "Wildgoose", "Winfield", "Wolstenholme", "Wragg",
    "Yeomans", "Youlgrave",
)  # fmt: skip
ADULTS = (
    "Adele", "Alan", "Alison", "Amit", "Andrea", "Angela", "Bernadette", "Carl", "Carole", "Ceri", "Colin", "Dawn",
    "Deepa", "Delroy", "Denise", "Dermot", "Donna", "Eileen", "Elaine", "Farah", "Fiona", "Gareth", "Gemma", "Glenn",
    "Graham", "Helen", "Imran", "Ingrid", "Jackie", "Jagdeep", "Janine", "Jerome", "Joanne", "Karen", "Keith", "Kerry",
    "Lorna", "Lorraine", "Maggie", "Malcolm", "Marcia", "Marek", "Martin", "Maureen", "Mehmet", "Michelle", "Nasreen",
    "Neil", "Nicola", "Nigel", "Olwen", "Pamela", "Parveen", "Patrick", "Paula", "Petra", "Phil", "Rachel", "Raj",
    "Rita", "Robert", "Rosalind", "Roy", "Sandeep", "Sandra", "Sharon", "Shaun", "Sheila", "Simon", "Stacey", "Stella",
    "Steve", "Sunita", "Suzanne", "Tariq", "Teresa", "Tracey", "Trevor", "Ursula", "Val", "Vikram", "Vivienne", "Wendy",
    "Winston", "Yvonne", "Zofia",
)  # fmt: skip
NICKNAMES = {
    "Abigail": "Abbie", "Amelia": "Millie", "Beatrix": "Bea", "Charlie": "Chaz", "Dominic": "Dom", "Emilia": "Emmy",
    "Gabija": "Gabi", "Ibrahim": "Ibz", "Isaac": "Zac", "Jasmine": "Jaz", "Kacper": "Kas",
    "Malachi": "Mal", "Mohammed": "Mo", "Nathan": "Nate", "Roksana": "Roxy", "Scarlett": "Scar", "Stanley": "Stan",
    "Tamsin": "Tam", "Zuzanna": "Zuza",
}  # fmt: skip


def names(chance: Chance, given: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Given and family names, never the same two together twice; about as many as the two lists multiply to."""
    pairs = [(first, last) for first in given for last in FAMILIES]
    chance.shuffle(pairs)
    yield from pairs
