#!/usr/bin/env python3
"""Builds items.jsonl and gold.json of the third pile: written after the second one was mended.

    python3 build.py
"""
import sys

sys.path.insert(0, "..")
from maker import Pile

PILE = Pile()
item, copy, said, apart = PILE.item, PILE.copy, PILE.said, PILE.apart

FOOT = "More from the Quayside Mercury: sign up for The Tide Table, our noon letter."

# 1. A power cut: an agency, a print, a retelling, a rival's own call, a figure that was changed.
CUT = [
    "A fire in a transformer station left 61,000 homes in Ostrava Bay without electricity on Thursday evening, the grid operator Norgrid said.",
    "“It is one burnt cable and four hundred traffic lights, and the lights are the worse of the two,” Norgrid's dispatcher Eline Sund told Polar Newswire.",
    "Hospitals ran on generators. Two lifts in the Harbour Tower were opened with crowbars, and nobody was hurt, firefighters said.",
    "Power came back in most districts by midnight. The station was built in 1979.",
]
item("p1", "cut", "Polar Newswire", "2035-01-11T20:10:00+00:00", "Fire in substation blacks out 61,000 homes", "OSTRAVA BAY (PNW) – " + CUT[0], *CUT[1:])
item("p2", "cut", "Quayside Mercury", "2035-01-11T20:45:00+00:00", "Lights out along the bay", *CUT[:3], "PNW", FOOT)
copy("p2", "p1", "cut")
item("p3", "cut", "Morning Lantern", "2035-01-12T04:00:00+00:00", "Bay dark after cable fire",
     "Sixty-one thousand households around Ostrava Bay sat in the dark on Thursday night because a transformer station had caught fire, according to Norgrid, which runs the network.",
     "Its dispatcher, Eline Sund, was more worried about the streets. “It is one burnt cable and four hundred traffic lights, and the lights are the worse of the two,” she said.",
     "Generators kept the hospitals going, and the fire service freed people from two lifts in the Harbour Tower with crowbars. By midnight nearly all districts had current again. The station dates from 1979.")
copy("p3", "p1", "rewritten")
item("p4", "cut", "Radio Fjell", "2035-01-11T21:30:00+01:00", "Candles in the bay",
     "In the café by the tram depot they play cards by candlelight. Our reporter Asbjørn Lie reached the control room by phone just before nine.",
     "“It is one burnt cable and four hundred traffic lights, and the lights are the worse of the two,” said Eline Sund of Norgrid, with an alarm ringing behind her.",
     "The tram to Skei stands on the bridge with thirty passengers, who have started to sing.")
item("p5", "cut", "The Bay Shopper", "2035-01-12T08:00:00+00:00", "Frozen goods: your rights",
     "Did your freezer thaw on Thursday? Norgrid pays up to 900 crowns, its customer desk told the Shopper, if you keep the receipts and, where possible, the fish.",
     "A fire in a transformer station left 16,000 homes in Ostrava Bay without electricity on Thursday evening, the grid operator Norgrid said.",
     "Claims close on the last day of the month.")
copy("p5", "p1", "lifted")
apart(("p1", "p4"), ("p2", "p4"), ("p3", "p4"))
said("Eline Sund", 2, ("p1 p2 p3 p4", "It is one burnt cable and four hundred traffic lights, and the lights are the worse of the two"))
said("Norgrid", 1, ("p1 p2", "A fire in a transformer station left 61,000 homes in Ostrava Bay without electricity on Thursday evening"),
     ("p5", "A fire in a transformer station left 16,000 homes in Ostrava Bay without electricity on Thursday evening"), altered=["p5"])

# 2. A professor and a fossil: a journal's note, a weekly of its own, a translation, a quotation carried.
item("q1", "fossil", "Stone & Star", "2035-03-03T09:00:00+00:00", "Whale with knees",
     "A quarry worker at Hallin has found the skeleton of a whale that still had knees, palaeontologist Greta Oyelund reported in Karsten on Saturday.",
     "“She could have walked to the water, but I would not have liked to watch it,” Oyelund told Stone & Star.",
     "The animal lived 41 million years ago and was three metres long. The bones will be shown at the Karsten museum from September.")
item("q2", "fossil", "La Gazette d'Ombre", "2035-03-04T10:00:00+01:00", "A whale that had legs",
     "In the quarry of Hallin a labourer has come upon the remains of a cetacean endowed with knees, so Greta Oyelund, specialist in fossils, made known at Karsten on Saturday.",
     "“She might have gone to the sea on foot, though it would have been no pretty sight,” the scholar confided to the review Stone & Star.",
     "Three metres in length, the beast lived 41 million years before us. From September it can be admired in the museum of Karsten.")
copy("q2", "q1", "translated")
item("q3", "fossil", "Hallin Local", "2035-03-03T15:00:00+00:00", "Per Brask and his whale",
     "Per Brask stopped the digger because the stone looked like a plate of ribs. It was a plate of ribs. He has worked in the Hallin quarry for thirty years and has never kept a find.",
     "“I rang my wife first and the museum second,” he told Hallin Local.",
     "Professor Greta Oyelund has promised him that the whale will be called Brask's whale, in Latin.")
item("q4", "fossil", "Morning Lantern", "2035-03-05T04:00:00+00:00", "Word of the week: knee",
     "“She could have walked to the water, but I would not have liked to watch it,” Greta Oyelund told Stone & Star about her whale. We would not have liked to either.",
     "Knees are late inventions. Snakes gave them up, birds hide theirs, and the Lantern's own have been bad since the winter.")
copy("q4", "q1", "lifted")
apart(("q1", "q3"), ("q2", "q3"))
said("Greta Oyelund", 1, ("q1 q4", "She could have walked to the water, but I would not have liked to watch it"),
     ("q2", "She might have gone to the sea on foot, though it would have been no pretty sight"))

# 3. A leak about a merger, denied to two who rang; two papers with the same unnamed words.
item("r1", "merger", "Ledger Daily", "2035-06-20T05:30:00+00:00", "Brewers Stolt and Hammer in talks",
     "The breweries Stolt and Hammer are in talks about a merger worth 2.3 billion crowns, three people with knowledge of the matter told Ledger Daily.",
     "“They have agreed on everything but the name of the beer,” one of the people said.",
     "Together the two would brew every third bottle in the country. Both declined to comment on Tuesday night.")
item("r2", "merger", "Quayside Mercury", "2035-06-20T07:00:00+00:00", "Beer giants to merge, say sources",
     "Stolt and Hammer, the two large breweries, are negotiating a merger of 2.3 billion crowns, the Mercury understands.",
     "“They have agreed on everything but the name of the beer,” a person close to the talks said.",
     "Every third bottle drunk in the country would come from the new house. Neither firm wished to comment on Tuesday night.", FOOT)
copy("r2", "r1", "rewritten")
item("r3", "merger", "Polar Newswire", "2035-06-20T09:15:00+00:00", "Stolt denies merger talks with Hammer",
     "KARSTEN (PNW) – The brewery Stolt denied on Wednesday that it was in talks about a merger with its rival Hammer.",
     "“We talk to Hammer about bottle caps and about football,” chief executive Mona Stolt told PNW.",
     "Ledger Daily had reported that the two were close to an agreement. Shares of Hammer gave up their gains.")
item("r4", "merger", "Radio Fjell", "2035-06-20T12:00:00+01:00", "No wedding at the brewery",
     "We asked Mona Stolt at the factory gate whether she was about to marry Hammer.",
     "“We talk to Hammer about bottle caps and about football,” she answered and got on her bicycle.",
     "The works council of Hammer knows of nothing either, its chairman told Radio Fjell.")
item("r5", "merger", "Morning Lantern", "2035-06-21T04:00:00+00:00", "Bottle caps and football",
     "The brewery Stolt denied on Wednesday that it was in talks about a merger with its rival Hammer.",
     "“We talk to Hammer about bottle caps and about football,” chief executive Mona Stolt told PNW.",
     "The works council of Hammer knows of nothing either, its chairman told Radio Fjell.",
     "Polar Newswire/Radio Fjell")
copy("r5", "r3", "cut")
copy("r5", "r4", "lifted")
apart(("r1", "r3"), ("r3", "r4"), ("r1", "r4"))
said("a person with knowledge", 1, ("r1 r2", "They have agreed on everything but the name of the beer"))
said("Mona Stolt", 2, ("r3 r4 r5", "We talk to Hammer about bottle caps and about football"))

# 4. Template news: two tides, two signings; one of them printed twice.
def tide(key, story, outlet, issued, place, metres, hour):
    item(key, story, outlet, issued, f"High water at {place}",
         f"The tide office expects water {metres} metres above the mark at {place} at about {hour} on Sunday.",
         "Gates are closed two hours before. Owners of boats are asked to look after their ropes, and owners of cellars after their pumps.",
         "The office gives its warnings free of charge and without guarantee.")
tide("t1", "tide-a", "Hallin Local", "2035-11-10T14:00:00+00:00", "Skei", "1.9", "six")
tide("t2", "tide-b", "Hallin Local", "2035-11-10T14:02:00+00:00", "Lower Ombre", "2.4", "nine")
tide("t3", "tide-a", "The Bay Shopper", "2035-11-10T15:30:00+00:00", "Skei", "1.9", "six")
copy("t3", "t1", "verbatim")
item("t4", "sign-a", "Ledger Daily", "2035-07-01T10:00:00+00:00", "Skei Rovers sign Dahlgren",
     "Skei Rovers have signed defender Olav Dahlgren, 24, from Karsten on a contract until 2038. The fee was not disclosed.",
     "“I am looking forward to the challenge,” the player said. The club will present him on Monday.")
item("t5", "sign-b", "Ledger Daily", "2035-07-01T10:20:00+00:00", "Ombre United sign Castellan",
     "Ombre United have signed striker Ruy Castellan, 29, from Porto Lume on a contract until 2037. The fee was not disclosed.",
     "“I am looking forward to the challenge,” the player said. The club will present him on Tuesday.")
apart(("t1", "t2"), ("t2", "t3"), ("t4", "t5"), ("p2", "r2"))

# 5. A chain, and a clock that misleads.
item("u1", "goat", "Hallin Local", "2035-09-09T08:30:00+02:00", "Goat on the roof of the town hall",
     "A goat named Duchess spent Saturday night on the roof of the town hall of Hallin and came down by the same way at breakfast, caretaker Signe Moe said.",
     "“She had the view and I had the stairs,” Moe told Hallin Local.",
     "How the animal got past two locked doors is not known.")
item("u2", "goat", "Polar Newswire", "2035-09-09T10:00:00+00:00", "Goat spends night on town hall",
     "HALLIN (PNW) – A goat spent the night to Sunday on the roof of the town hall of Hallin before it walked down at breakfast, its caretaker Signe Moe told Hallin Local.",
     "“She had the view and I had the stairs,” she said.",
     "It remained unclear how the animal, whose name is Duchess, had got past two locked doors.")
copy("u2", "u1", "rewritten")
item("u3", "goat", "La Gazette d'Ombre", "2035-09-09T00:00:00+02:00", "A goat with a view",
     "A goat spent the night to Sunday on the roof of the town hall of Hallin before it walked down at breakfast, its caretaker Signe Moe told Hallin Local.",
     "“She had the view and I had the stairs,” she said. (PNW)")
copy("u3", "u2", "cut")
said("Signe Moe", 1, ("u1 u2 u3", "She had the view and I had the stairs"))

PILE.write()
