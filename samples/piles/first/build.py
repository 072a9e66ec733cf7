#!/usr/bin/env python3
"""Builds items.jsonl and gold.json, a pile of invented dispatches with its answers.

    python3 build.py

Keys and conventions are those of docs/trace.md: who copied whom, which dispatches tell one story,
which passages render one statement, from how many origins.
"""
import sys

sys.path.insert(0, "..")
from maker import Pile

PILE = Pile()
item, copy, said, apart = PILE.item, PILE.copy, PILE.said, PILE.apart

TAG = "The Orlow Bugle comes through your door on Thursdays. Ring us if it doesn't, and we shall send a boy."
LINE = "Subscribe to Fennmark Today for our morning letter, free for the first month."

# A dam: an agency, what was made of it, and a rival who was there.
DAM = [
    "Water from the Gorlin dam was let into the lower valley on Sunday night after a gate jammed, and the villages of Tresk and Upper Hale were cleared, the river authority said.",
    '"We opened two gates by hand because the motors had drowned, and the wall itself is sound," its chief engineer, Marit Olsrud, told Norrland Telegraph by radio.',
    "Some 640 people slept in the school at Brekka. The water stood 1.4 metres deep in the lower street of Tresk at midnight, according to the fire brigade.",
    "The dam was built in 1961 and is 48 metres high. Its gates were to have been renewed in the spring, but the money went to a road.",
]
item("d1", "dam", "Norrland Telegraph", "2031-10-06T01:12:00+01:00", "Villages cleared below Gorlin dam",
     "TRESK (Norrland Telegraph) - " + DAM[0], *DAM[1:])
item("d2", "dam", "The Orlow Bugle", "2031-10-06T05:30:00+00:00", "Flood in the Gorlin valley",
     *DAM[:3], TAG)
copy("d2", "d1", "cut")
item("d3", "dam", "Fennmark Today", "2031-10-06T07:45:00+01:00", "Dam gate jams, two villages emptied",
     DAM[0], DAM[3], DAM[1], "Norrland Telegraph", LINE)
copy("d3", "d1", "reordered")
item("d4", "dam", "Karsby Posten", "2031-10-06T08:20:00+01:00", "“The wall is sound”",
     "A jammed gate at the dam of Gorlin forced the river authority to release water into the lower valley late on Sunday. The people of Tresk and Upper Hale had to leave.",
     "“We opened two gates by hand because the motors had drowned, and the wall itself is sound,” chief engineer Marit Olsrud told the agency Norrland Telegraph over the radio.",
     "About 640 of them spent the night in Brekka's school. At midnight the lower street of Tresk lay under 1.4 metres of water, the fire brigade reported.",
     "New gates had been planned for the spring, but a road took the money. The dam, 48 metres high, dates from 1961.")
copy("d4", "d1", "rewritten")
item("d5", "dam", "Radio Vestra", "2031-10-06T06:10:00+01:00", "Night in the school of Brekka",
     "They sat between maps and stuffed owls and passed round a thermos. Our reporter Jon Aske counted 702 names on the list that the teacher kept at the door in Brekka.",
     "Marit Olsrud came in at three with wet boots. She told us that the wall was sound and that the gates had been opened by hand.",
     "An old man from Upper Hale had brought nothing but his accordion, and nobody asked him to play it.")
apart(("d1", "d5"), ("d4", "d5"))
item("d6", "dam", "Norrland Telegraph", "2031-10-06T11:40:00+01:00", "Villages cleared below Gorlin dam (new: minister)",
     "The minister of energy, Pål Winther, promised on Monday that every gate in the country would be tested before the first frost.",
     *DAM[:3], url="https://norrlandtelegraph.example/villages-cleared-below-gorlin-dam")
copy("d6", "d1", "update")
item("d7", "dam", "Highmoor Weekly", "2031-10-09T09:00:00+00:00", "Whose money, whose road?",
     "In the Gorlin valley the mud has dried on the pianos, and one can begin to ask. The road that was built instead of the gates leads to a ski lift that has not turned since 2028.",
     DAM[3],
     "Two members of the county board own land beside that road. Neither rang back. The third is on holiday and sent a picture of the sea.")
copy("d7", "d1", "lifted")
item("d8", "dam", "The Southshore Echo", "2031-10-06T13:00:00+01:00", "Winther wants all gates tested",
     "Every gate of every dam is to be tested before the first frost, energy minister Pål Winther promised on Monday, Norrland Telegraph reports.",
     "Here on the coast there is no dam, but there is the sluice of Ost, whose keeper retired in June. A successor has not been found, the harbour office says.",
     "The sluice has kept the cellars of Southshore dry since 1904.")
apart(("d8", "d1"))
said("Marit Olsrud", 2,
     *[(k, "We opened two gates by hand because the motors had drowned, and the wall itself is sound") for k in ("d1", "d2", "d3", "d4", "d6")],
     ("d5", "the wall was sound and that the gates had been opened by hand"))
said("the fire brigade", 1,
     *[(k, "The water stood 1.4 metres deep in the lower street of Tresk at midnight") for k in ("d1", "d2", "d6")],
     ("d4", "At midnight the lower street of Tresk lay under 1.4 metres of water"))
said("Pål Winther", 1,
     ("d6", "every gate in the country would be tested before the first frost"),
     ("d8", "Every gate of every dam is to be tested before the first frost"))

# A court: four reporters in one room, one copy that was altered, one translation.
item("k1", "court", "Merrin Press Agency", "2031-03-14T10:05:00+00:00", "Baker fined over glowing bread",
     "mpa ASTERBY. A court in Asterby fined the baker Ludo Carrow 9,000 crowns on Friday for selling bread that glowed in the dark.",
     '"You put on the tables of this city what belongs on the hands of a clock," judge Severine Dahl said.',
     "Carrow, 44, had bought flour from a closed watch factory. Nobody fell ill. He has a fortnight in which to appeal.",
     "The flour, eleven sacks of it, is to be buried under concrete.")
item("k2", "court", "Asterby Morning Post", "2031-03-14T12:30:00+00:00", "A light in the bakery goes out",
     "He wore his white jacket to the end. Ludo Carrow listened to the sentence standing and asked only whether he might keep the oven.",
     '"You put on the tables of this city what belongs on the hands of a clock," Severine Dahl told him, and two of the jurors bit their lips.',
     "In Hatter's Row people had left loaves on his step in the night, ordinary ones. Carrow told this newspaper that he would not appeal.")
item("k3", "court", "Glimt", "2031-03-14T13:15:00+01:00", "Glowing loaves: baker must pay",
     "A court in Asterby fined the baker Ludo Carrow 9,000 crowns on Friday for selling bread that glowed in the dark.",
     '"You put on the tables of this city what belongs on the wrist of a fool," judge Severine Dahl said.',
     "Carrow, 44, had bought flour from a closed watch factory. Nobody fell ill.",
     "With agencies")
copy("k3", "k1", "cut")
item("k4", "court", "Courrier de Valbonne", "2031-03-14T18:00:00+01:00", "The bread that shone by night",
     "In Asterby the justices have made a baker pay nine thousand crowns: his loaves gave off light once the lamp was out.",
     "“What you served our townsfolk should be painted on dials,” was how Severine Dahl, presiding, put it to Ludo Carrow.",
     "The man of forty-four got his flour out of a watchmaking plant that had shut. No one was taken sick, and he may appeal within two weeks. Eleven sacks will lie beneath concrete. (after the Merrin Press Agency)")
copy("k4", "k1", "translated")
item("k5", "court", "The Orlow Bugle", "2031-03-20T08:00:00+00:00", "Our bakers and the law",
     "Could it happen here? We rang all six bakers of Orlow. Five buy their flour from the mill at Senn and the sixth, Mrs Tolland, grinds her own and would like it to be known.",
     "Ludo Carrow of Asterby was told by his judge that he had put on the tables of the city what belonged on the hands of a clock. Mrs Tolland thinks this was well said.",
     "The mill will be open to visitors on Easter Monday.", TAG)
apart(("k1", "k2"), ("k2", "k3"), ("k2", "k4"), ("d2", "k5"))
said("Severine Dahl", 3,
     ("k1", "You put on the tables of this city what belongs on the hands of a clock"),
     ("k2", "You put on the tables of this city what belongs on the hands of a clock"),
     ("k3", "You put on the tables of this city what belongs on the wrist of a fool"),
     ("k4", "What you served our townsfolk should be painted on dials"),
     ("k5", "he had put on the tables of the city what belonged on the hands of a clock"),
     altered=["k3"])

# Templates: the weather desk and two sales reports.
def frost(key, story, outlet, issued, place, low, day, height):
    item(key, story, outlet, issued, f"Frost warning for {place}",
         f"Temperatures in {place} will fall to minus {low} degrees in the night to {day}, the Upland Weather Desk said.",
         f"Ground above {height} metres is likely to be icy by dawn. Drivers are asked to leave the passes to those who must cross them.",
         "The desk renews its warnings every six hours and withdraws them without notice.")
frost("w1", "frost-a", "Fennmark Today", "2031-11-02T16:00:00+01:00", "the Harl valley", "eleven", "Monday", "600")
frost("w2", "frost-b", "Fennmark Today", "2031-11-23T16:00:00+01:00", "Oster Dale", "seven", "Tuesday", "850")
frost("w3", "frost-a", "Karsby Posten", "2031-11-02T17:20:00+01:00", "the Harl valley", "eleven", "Monday", "600")
copy("w3", "w1", "verbatim")
item("t1", "sales-a", "Bourse Letter", "2031-05-05T07:00:00+00:00", "Quill Paper sells more",
     "Quill Paper of Karsby sold goods worth 88 million crowns in the first quarter, 6 percent more than a year before.",
     "Orders stood at 31 million. The board keeps to its forecast for the year and will propose a dividend in June.",
     "Shares are traded in the second segment.")
item("t2", "sales-b", "Bourse Letter", "2031-05-05T07:04:00+00:00", "Tarn Cables sells less",
     "Tarn Cables of Brekka sold goods worth 143 million crowns in the first quarter, 2 percent less than a year before.",
     "Orders stood at 57 million. The board keeps to its forecast for the year and will propose a dividend in June.",
     "Shares are traded in the second segment.")
apart(("w1", "w2"), ("w2", "w3"), ("t1", "t2"))

# A minister: a leak carried on, a second leak, a denial heard by two, a merged report.
item("p1", "zoo", "The Asterby Examiner", "2031-08-04T20:30:00+01:00", "City to sell the zoo",
     "The city of Asterby means to sell its zoo to a maker of garden furniture, the Examiner has learned.",
     '"The contract lies in the mayor\'s drawer and the lions are item nine," said an official who has seen it and would lose her post if she were named.',
     "The zoo lost 3.2 million crowns last year. Mayor Otto Brandis could not be reached on Monday evening.")
item("p2", "zoo", "Glimt", "2031-08-05T06:15:00+01:00", "Lions are item nine",
     "Asterby's zoo is to go to a garden furniture firm, according to The Asterby Examiner.",
     '"The contract lies in the mayor\'s drawer and the lions are item nine," the paper quotes a city official as saying.',
     "Children we met at the gate yesterday were against it. One offered seven crowns for the tapir.")
copy("p2", "p1", "lifted")
item("p3", "zoo", "Merrin Press Agency", "2031-08-05T09:10:00+00:00", "Mayor denies plan to sell zoo",
     "mpa ASTERBY. The mayor of Asterby, Otto Brandis, denied on Tuesday that the city was going to sell its zoo.",
     '"There is no contract, there is no drawer, and nobody has asked the lions," Brandis told Merrin on the town hall steps.',
     "The council meets on Thursday. The Greens want to see the books of the zoo since 2025.")
item("p4", "zoo", "Norrland Telegraph", "2031-08-05T10:20:00+01:00", "Asterby keeps its zoo, says mayor",
     "ASTERBY (Norrland Telegraph) - Otto Brandis swept past a row of microphones on Tuesday and stopped at the last.",
     '"There is no contract, there is no drawer, and nobody has asked the lions," the mayor said.',
     "The firm that is said to be the buyer, Lund & Tochter, makes benches of recycled nets. It employs 85 people in Fennmark and did not answer calls.")
item("p5", "zoo", "Karsby Posten", "2031-08-05T12:40:00+01:00", "Quarrel over lions",
     "The mayor of Asterby, Otto Brandis, denied on Tuesday that the city was going to sell its zoo.",
     "“There is no contract, there is no drawer, and nobody has asked the lions,” Brandis told Merrin on the town hall steps.",
     "The firm that is said to be the buyer, Lund & Tochter, makes benches of recycled nets. It employs 85 people in Fennmark and did not answer calls.",
     "Merrin/Norrland Telegraph")
copy("p5", "p3", "lifted")
copy("p5", "p4", "lifted")
item("p6", "zoo", "Asterby Morning Post", "2031-08-05T21:00:00+01:00", "The drawer exists",
     "A second person in the town hall has told this newspaper of talks about the zoo. The price was to be nineteen million crowns, he said, and the elephants were to stay for life.",
     "Mayor Brandis has no drawer in his desk, as we could see for ourselves on Tuesday. He has a cupboard.",
     "On Thursday the council will ask about the cupboard.")
item("p7", "zoo", "Fennmark Today", "2031-08-05T00:00:00+01:00", "Brandis: nobody asked the lions",
     "The mayor of Asterby, Otto Brandis, denied on Tuesday that the city was going to sell its zoo.",
     '"There is no contract, there is no drawer, and nobody has asked the lions," Brandis told Merrin on the town hall steps.',
     "Source: Merrin", LINE)
copy("p7", "p3", "cut")
apart(("p3", "p4"), ("p1", "p3"), ("p1", "p6"), ("d3", "p7"))
said("a city official", 1,
     ("p1", "The contract lies in the mayor's drawer and the lions are item nine"),
     ("p2", "The contract lies in the mayor's drawer and the lions are item nine"))
said("Otto Brandis", 2,
     *[(k, "There is no contract, there is no drawer, and nobody has asked the lions") for k in ("p3", "p4", "p5", "p7")])

# A find: one press release twice, two papers that name each other, a chain of three.
SHIP = [
    "Divers of the Maritime Museum have found the wreck of the mail packet Constance off Cape Sorrow, 212 years after she went down with 61 sacks of letters.",
    '"The wax has kept the sea out of every third envelope," says the museum\'s director, Halvor Brink.',
    "The letters will be dried for two years in a hall in Karsby that once held herring.",
]
item("s1", "ship", "Karsby Posten", "2031-06-10T10:00:00+01:00", "Letters from the sea", *SHIP)
item("s2", "ship", "Highmoor Weekly", "2031-06-10T09:00:00+00:00", "Mail packet found", *SHIP)
copy("s2", "s1", "verbatim", known=False)
item("s3", "ship", "Radio Vestra", "2031-06-10T18:30:00+01:00", "The postmaster of the deep",
     "Halvor Brink lets nobody touch the trays. He opened one letter for us, with a bone knife, and in it a sailor's wife complains of the price of candles.",
     '"I expected love and got accounts," the director told Radio Vestra.',
     "Sixty-four sacks have been brought up from the Constance, more than the ship's list has.")
item("s4", "ship", "Glimt", "2031-06-11T07:00:00+01:00", "Candles too dear in 1819",
     "The director of the Maritime Museum had hoped for tender words from the mail packet Constance, but he found bills.",
     '"I expected love and got accounts," Halvor Brink told Radio Vestra, for which he opened a letter with a bone knife.',
     "In it a sailor's wife complains that candles cost too much. Sixty-four sacks have come up so far, more than were on the ship's list.")
copy("s4", "s3", "rewritten")
item("s5", "ship", "The Orlow Bugle", "2031-06-12T08:00:00+00:00", "Love and accounts",
     "The director of the Maritime Museum had hoped for tender words from the mail packet Constance, but he found bills.",
     '"I expected love and got accounts," Halvor Brink told Radio Vestra, for which he opened a letter with a bone knife.',
     "From Glimt", TAG)
copy("s5", "s4", "cut")
item("s6", "ship", "Bourse Letter", "2031-06-11T12:00:00+00:00", "Herring hall gets a second life",
     "The old herring hall in Karsby has been let to the Maritime Museum for two years, The Southshore Echo reports. The rent is 400,000 crowns, and the smell is included.",
     "Behind the deal stands the Tidewater Fund, which bought the hall in 2027 for less than its scrap value.")
item("s7", "ship", "The Southshore Echo", "2031-06-11T12:00:00+00:00", "Museum rents herring hall",
     "The old herring hall in Karsby has been let to the Maritime Museum for two years, the Bourse Letter reports. The rent is 400,000 crowns, and the smell is included.",
     "Behind the deal stands the Tidewater Fund, which bought the hall in 2027 for less than its scrap value.")
copy("s7", "s6", "verbatim", known=False)
apart(("s1", "s3"), ("s2", "s4"), ("d2", "s5"))
said("Halvor Brink", 1, *[(k, "I expected love and got accounts") for k in ("s3", "s4", "s5")])
said("Halvor Brink", 1, *[(k, "The wax has kept the sea out of every third envelope") for k in ("s1", "s2")])

PILE.write()
