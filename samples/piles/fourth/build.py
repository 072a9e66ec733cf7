#!/usr/bin/env python3
"""Builds items.jsonl and gold.json of the fourth pile: written before the tracer was run on it.

    python3 build.py
"""
import sys

sys.path.insert(0, "..")
from maker import Pile

PILE = Pile()
item, copy, said, apart, against = PILE.item, PILE.copy, PILE.said, PILE.apart, PILE.against

BELL = "Get The Morning Bell in your inbox before breakfast. Unsubscribe at any time."
VESSA = "Il Corriere di Vessa, English desk. Translations are checked by an editor."

# 1. A strike at an airport: agency, print, retelling without credit, own telephone, the other side, another count.
STRIKE = [
    "Baggage handlers at Harrow airport walked off the job at dawn on Tuesday in a dispute over night pay, and airlines cancelled 214 flights before noon.",
    "“We load your holidays in the rain for less than the parking costs,” said Delia Moncrieff, who speaks for the handlers' union.",
    "The airport's operator, Skyport Holdings, called the walkout unlawful and said it would ask a court to end it. Some 31,000 passengers were affected.",
    "It was the first stoppage at Harrow since 2022. Talks broke down on Sunday night over a supplement of four crowns an hour.",
]
item("a1", "strike", "Saltire Wire", "2036-07-15T11:50:00+00:00", "Handlers' walkout grounds flights at Harrow",
     "HARROW, July 15 (Saltire) - " + STRIKE[0], *STRIKE[1:], "(Writing by Kit Aldane; editing by Priya Mossop)")
item("a2", "strike", "Lakeside Sun", "2036-07-15T12:30:00+00:00", "Holiday hell at Harrow",
     STRIKE[0], STRIKE[1], STRIKE[3], "Saltire Wire")
copy("a2", "a1", "cut")
item("a3", "strike", "The Morning Bell", "2036-07-16T05:00:00+00:00", "Harrow stands still",
     "More than two hundred flights were scrapped at Harrow airport by midday on Tuesday because the people who handle the luggage had gone home at daybreak. They want more money for working at night.",
     "“We load your holidays in the rain for less than the parking costs,” their union's spokeswoman Delia Moncrieff said.",
     "Skyport Holdings, which runs the airport, considers the action illegal and wants judges to stop it. Around 31,000 travellers were hit by the first stoppage since 2022. What is at stake is an extra four crowns an hour, over which negotiations failed on Sunday.",
     BELL)
copy("a3", "a1", "rewritten")
item("a4", "strike", "Radio Kestrel FM", "2036-07-15T16:15:00+01:00", "Our man in the queue",
     "The queue at Harrow reached the car park by nine and the bus stop by ten. Somebody has opened a stall for lemonade.",
     "Delia Moncrieff of the handlers' union told Kestrel FM from the picket that nobody would load a suitcase before Thursday. “We load your holidays in the rain,” she said, and held the phone so that we could hear the rain.",
     "Kestrel's listener of the day is Mr Abbot, who has been waiting for his brother since Monday.")
item("a5", "strike", "Union Bulletin", "2036-07-16T09:00:00+00:00", "Solidarity with Harrow",
     "The general council stands with its members at Harrow airport and will pay strike money from the first day.",
     "“Skyport has counted our hours for years, and now it can count its suitcases,” regional secretary Owen Tarrant said at the gate.",
     "By our count 260 flights did not leave on Tuesday.")
item("a6", "strike", "Saltire Wire", "2036-07-16T14:20:00+00:00", "Court orders Harrow handlers back to work",
     "HARROW, July 16 (Saltire) - A court ordered baggage handlers at Harrow airport on Wednesday to return to work by midnight, after Skyport Holdings complained that their walkout broke a truce.",
     "“The court can order our hands, but it cannot order us to hurry,” union spokeswoman Delia Moncrieff told reporters outside.",
     "The judge, Fenella Stroud, found that notice had been given two days late. More than 400 flights have been cancelled since Tuesday.")
item("a7", "strike", "Harrow Gazette", "2036-07-16T17:45:00+00:00", "Handlers lose in court",
     "They had brought flasks and cushions, and they needed neither. Judge Fenella Stroud took eleven minutes on Wednesday to send Harrow's baggage handlers back to their belts by midnight.",
     "“The court can order our hands, but it cannot order us to hurry,” Delia Moncrieff said on the steps, where the Gazette shared its umbrella with her.",
     "Owen Tarrant, the regional secretary, announced an appeal. Notice of the strike had been two days late, the judge held.")
item("a8", "strike", "Lakeside Sun", "2036-07-16T16:00:00+00:00", "BACK TO WORK",
     "A court ordered baggage handlers at Harrow airport on Wednesday to return to work by midnight, after Skyport Holdings complained that their walkout broke a truce.",
     "“The court can order our hands, but it can order us to hurry,” union spokeswoman Delia Moncrieff told reporters outside.",
     "More than 400 flights have been cancelled since Tuesday.")
copy("a8", "a6", "cut")
apart(("a1", "a4"), ("a1", "a5"), ("a6", "a7"), ("a1", "a6"), ("a3", "a4"), ("a7", "a8"))
against(("a1", "a5", "flights cancelled on Tuesday (214 or 260)"), ("a6", "a8", "what the court can order"))
said("Delia Moncrieff", 2,
     ("a1 a2 a3", "We load your holidays in the rain for less than the parking costs"),
     ("a4", "We load your holidays in the rain"))
said("Delia Moncrieff", 2,
     ("a6 a7", "The court can order our hands, but it cannot order us to hurry"),
     ("a8", "The court can order our hands, but it can order us to hurry"), altered=["a8"])
said("Skyport Holdings", 1,
     ("a1", "called the walkout unlawful"),
     ("a3", "considers the action illegal"))

# 2. A hearing aid for bees: a release printed twice, an agency's summary of it, a paper's own visit, a translation of the agency.
RELEASE = [
    "Researchers at the Orchard Institute have built a microphone the size of a grain of rice that tells from the hum of a hive, three weeks ahead, whether the colony will swarm.",
    "“For the first time the beekeeper hears what the queen has known all along,” said the institute's director, Professor Henrike Vaal.",
    "In a trial with 640 hives the device was right nine times out of ten. It will cost about 40 crowns and go on sale in spring.",
]
item("b1", "bees", "Trade Winds Weekly", "2036-02-04T08:00:00+00:00", "A microphone for the hive", *RELEASE)
item("b2", "bees", "Harrow Gazette", "2036-02-04T08:00:00+00:00", "Listening in on the queen", *RELEASE)
copy("b2", "b1", "verbatim", known=False)
item("b3", "bees", "Agencja Nord", "2036-02-04T11:10:00+01:00", "Tiny microphone foretells swarming of bees",
     "PELTA (Nord) - A microphone no bigger than a grain of rice can foretell three weeks in advance whether bees will swarm, the Orchard Institute announced on Monday.",
     "The keeper of the bees could for the first time hear what the queen had known all along, its director Henrike Vaal was quoted as saying in a statement. The device was right in nine of ten cases when it was tried on 640 hives, and is to be sold for 40 crowns from spring.",
     "Beekeepers lost a fifth of their colonies last year, figures of the farm ministry show.")
item("b4", "bees", "Il Corriere di Vessa", "2036-02-05T07:00:00+01:00", "The bees under surveillance",
     "Three weeks before it happens, an ear as small as a rice kernel knows if a swarm is going to depart from the hive: so the Orchard Institute made public on Monday.",
     "She who guides the institute, Henrike Vaal, explained in a note that the apiarist perceives now for the first time that which the queen has always known. Out of ten predictions nine came true in a test of 640 hives. In the shops from spring, for 40 crowns.",
     "According to data of the ministry of agriculture, one colony in five was lost by the apiarists in the past year. (Agencja Nord)", VESSA)
copy("b4", "b3", "translated")
item("b5", "bees", "Lakeside Sun", "2036-02-08T10:00:00+00:00", "Buzz words",
     "Jonty Marsh has kept bees above the lake for fifty years and has one of the new microphones on trial. It says they will swarm on the first of May. He says the tenth.",
     "“I put my ear to the wood, and it costs me nothing but the ear,” Marsh told the Sun.",
     "Henrike Vaal, who built it, came by on Thursday with a cake. “He is my best competitor,” she told us.")
apart(("b1", "b5"), ("b3", "b5"), ("b4", "b5"))
said("Henrike Vaal", 1,
     ("b1 b2", "For the first time the beekeeper hears what the queen has known all along"),
     ("b3", "The keeper of the bees could for the first time hear what the queen had known all along"),
     ("b4", "the apiarist perceives now for the first time that which the queen has always known"))
copy("b3", "b1", "rewritten", known=False)

# 3. Two trials in one week with one formula, and a sentence heard by three.
item("c1", "banker", "Saltire Wire", "2036-05-06T13:05:00+00:00", "Banker Quillfeather jailed for seven years",
     "PEMBERLEY, May 6 (Saltire) - Banker Auberon Quillfeather was sentenced to seven years in prison on Tuesday for hiding losses of 1.2 billion crowns from shareholders of the Mutual Bank.",
     "“You did not steal the money, you stole the day on which they would have noticed,” Judge Ama Dorsett told him.",
     "Quillfeather, 58, showed no emotion. His lawyer, Piers Lovat, said he would appeal.")
item("c2", "banker", "The Pemberley Observer", "2036-05-06T15:30:00+00:00", "Seven years for Quillfeather",
     "Auberon Quillfeather buttoned his jacket, unbuttoned it, and sat down a prisoner. In the third row his sister put away her knitting.",
     "“You did not steal the money, you stole the day on which they would have noticed,” Judge Ama Dorsett said, looking at the shareholders and not at him.",
     "The Mutual Bank had hidden 1.2 billion crowns of losses. It was a masterly judgment, the shareholders' counsel Noor Sabry told the Observer.")
item("c3", "banker", "Nordvik Tidende", "2036-05-07T06:30:00+02:00", "Seven years' imprisonment for bank director",
     "For having concealed from the owners of the Mutual Bank that 1.2 billion crowns were gone, its director Auberon Quillfeather must go to prison for seven years. The verdict fell on Tuesday in Pemberley.",
     "It was not the money that he had taken, but the day on which people would have discovered it, so judge Ama Dorsett held against him.",
     "The man of 58 received it without stirring. An appeal will be lodged, his defender Piers Lovat let it be known, according to Saltire Wire.")
copy("c3", "c1", "translated")
item("c4", "banker", "The Morning Bell", "2036-05-07T05:00:00+00:00", "Market talk",
     "Shares of the Mutual Bank rose 3 percent on the news that its former boss is out of reach of it. “You stole the day on which they would have noticed,” the judge told Auberon Quillfeather, the Observer reports.",
     "Elsewhere, copper slipped and tin did not. The crown was steady against its neighbours.", BELL)
copy("c4", "c2", "lifted")
item("c5", "dentist", "Saltire Wire", "2036-05-08T12:40:00+00:00", "Dentist Crumlin jailed for three years",
     "HARROW, May 8 (Saltire) - Dentist Leopold Crumlin was sentenced to three years in prison on Thursday for billing 4,100 fillings that he never made to patients of the sickness fund.",
     "“You filled in forms and not teeth,” Judge Bram Holloway told him.",
     "Crumlin, 49, showed no emotion. His lawyer, Tess Okafor, said she would appeal.")
apart(("c1", "c2"), ("c2", "c3"), ("c1", "c5"), ("c3", "c5"), ("c2", "c5"))
said("Ama Dorsett", 2,
     ("c1 c2", "You did not steal the money, you stole the day on which they would have noticed"),
     ("c3", "It was not the money that he had taken, but the day on which people would have discovered it"),
     ("c4", "You stole the day on which they would have noticed"))
said("Piers Lovat", 1,
     ("c1", "he would appeal"),
     ("c3", "An appeal will be lodged"))

# 4. An earthquake: an update with a higher toll, a print of the first, a local voice, two bulletins of the institute.
item("d1", "quake", "Steppe Today", "2036-10-02T03:20:00+05:00", "Quake shakes Tarsk, four dead",
     "At least four people were killed when an earthquake of magnitude 6.1 shook the province of Tarsk on Wednesday night, the rescue service said.",
     "Roofs fell in on the old bazaar. “We dig with our hands because the diggers are under the garage,” said rescue chief Baur Temirov.",
     "Trains to the capital were halted.")
item("d2", "quake", "Steppe Today", "2036-10-02T09:45:00+05:00", "Quake in Tarsk kills nineteen",
     "At least 19 people were killed when an earthquake of magnitude 6.1 shook the province of Tarsk on Wednesday night, the rescue service said.",
     "Roofs fell in on the old bazaar. “We dig with our hands because the diggers are under the garage,” said rescue chief Baur Temirov.",
     "Trains to the capital were halted until morning. The army has sent 600 men and two field kitchens.",
     url="https://steppetoday.example/quake-shakes-tarsk-four-dead")
copy("d2", "d1", "update")
item("d3", "quake", "Nordvik Tidende", "2036-10-02T01:05:00+02:00", "Four killed in earthquake",
     "At least four people were killed when an earthquake of magnitude 6.1 shook the province of Tarsk on Wednesday night, Steppe Today reported, citing the rescue service.",
     "Roofs fell in on the old bazaar. Trains to the capital were halted.")
copy("d3", "d1", "cut")
item("d4", "quake", "Agencja Nord", "2036-10-02T08:30:00+02:00", "Witness: the street went up and down like a rug",
     "TARSK (Nord) - Gulnara Iskak had gone out to look for her cat when the ground moved. The house behind her is gone; the cat sat on what was left of the gate.",
     "“The street went up and down like a rug that somebody shakes,” she told Nord on Thursday.",
     "Rescue workers spoke of 17 dead in the town and expected to find more.")
item("d5", "quake", "The Morning Bell", "2036-10-03T05:00:00+00:00", "A cat in Tarsk",
     "“The street went up and down like a rug that somebody shakes.” That is how Gulnara Iskak described Wednesday's earthquake in Tarsk to the agency Nord, and no seismologist will improve on it.",
     "The Bell has opened an account for donations. The number stands on page two.", BELL)
copy("d5", "d4", "lifted")
def bulletin(key, story, place, when, magnitude, depth, issued):
    item(key, story, "Steppe Today", issued, f"Earthquake bulletin: {place}",
         f"The seismological institute registered an earthquake of magnitude {magnitude} near {place} at {when}. The focus lay {depth} kilometres below the surface.",
         "Nothing was known of damage or of people hurt at the time of this bulletin. Residents are advised to stay away from walls and to keep a torch at hand.")
bulletin("d6", "quake-b", "Lower Ayan", "4:12 on Sunday", "4.3", "11", "2036-10-19T05:00:00+05:00")
bulletin("d7", "quake-c", "Port Semel", "22:47 on Monday", "3.9", "26", "2036-10-20T23:30:00+05:00")
apart(("d1", "d4"), ("d2", "d4"), ("d6", "d7"), ("d1", "d6"), ("d4", "d6"))
against(("d1", "d2", "dead (4 or 19)"), ("d1", "d4", "dead (4 or 17)"), ("d2", "d4", "dead (19 or 17)"))
said("Baur Temirov", 1, ("d1 d2", "We dig with our hands because the diggers are under the garage"))
said("rescue service", 1,
     ("d1 d3", "At least four people were killed when an earthquake of magnitude 6.1 shook the province of Tarsk on Wednesday night"),
     ("d2", "At least 19 people were killed when an earthquake of magnitude 6.1 shook the province of Tarsk on Wednesday night"), altered=["d2"])
said("Gulnara Iskak", 1, ("d4 d5", "The street went up and down like a rug that somebody shakes"))

# 5. A minister is said to go: two unnamed people, a paper that follows one of them, her own denial to two.
item("e1", "minister", "The Pemberley Observer", "2036-11-21T21:00:00+00:00", "Fisheries minister to quit",
     "Fisheries minister Rosalind Achterberg will resign before the end of the week, two members of her party told the Observer on Friday.",
     "“She has packed the model ships, and she never goes anywhere without the model ships,” one of them said.",
     "She fell out with the prime minister over the herring quota.")
item("e2", "minister", "Harrow Gazette", "2036-11-22T07:00:00+00:00", "Achterberg on the brink?",
     "Is the minister of fisheries about to give up? The Pemberley Observer says so. A person who works on her floor sees it otherwise.",
     "“The model ships went to the cleaner, as they do every autumn,” said the person, who asked not to be named, to the Gazette.",
     "Rosalind Achterberg and the prime minister have not spoken since the vote on herring.")
item("e3", "minister", "Lakeside Sun", "2036-11-22T09:30:00+00:00", "Minister packs her ships",
     "Rosalind Achterberg, the fisheries minister, is going to step down this week, say party insiders.",
     "“She has packed the model ships, and she never goes anywhere without the model ships,” a party member said.",
     "The herring quota had set her and the prime minister at odds.")
copy("e3", "e1", "rewritten")
item("e4", "minister", "Saltire Wire", "2036-11-22T15:00:00+00:00", "Achterberg denies plan to resign",
     "PEMBERLEY, Nov 22 (Saltire) - Fisheries minister Rosalind Achterberg denied on Saturday that she was about to resign.",
     "“I shall leave this ministry when the herring do,” she told Saltire.",
     "Her quarrel with the prime minister about the quota had been settled over breakfast, she said.")
item("e5", "minister", "Radio Kestrel FM", "2036-11-22T17:10:00+00:00", "No goodbye yet",
     "We caught Rosalind Achterberg on the ferry. “I shall leave this ministry when the herring do,” the minister told our reporter Sal Whitlow, and asked for a coffee.",
     "She is not going to resign, in other words. The ferry was late.")
apart(("e1", "e2"), ("e1", "e4"), ("e4", "e5"), ("e2", "e3"), ("e3", "e4"))
against(("e1", "e4", "whether she resigns"), ("e1", "e5", "whether she resigns"), ("e1", "e2", "whether the ships are packed"), ("e2", "e4", "whether the quarrel is settled"))
said("a party member", 1, ("e1 e3", "She has packed the model ships, and she never goes anywhere without the model ships"))
said("Rosalind Achterberg", 2, ("e4 e5", "I shall leave this ministry when the herring do"))

# 6. Two rate decisions in one formula, one of them printed elsewhere.
def rate(key, story, outlet, issued, bank, value, when, move):
    item(key, story, outlet, issued, f"{bank} leaves rate at {value} percent",
         f"The {bank} left its benchmark rate at {value} percent on {when}, as economists had expected.",
         f"“Policy is in a good place,” governor {move} said. Inflation is seen returning to target over the forecast horizon.",
         "The next decision is due in six weeks.")
rate("f1", "rate-a", "Trade Winds Weekly", "2036-03-12T13:00:00+00:00", "Bank of Vessa", "2.75", "Wednesday", "Carlo Minervi")
rate("f2", "rate-b", "Trade Winds Weekly", "2036-03-13T13:00:00+00:00", "National Bank of Pelta", "4.50", "Thursday", "Jagoda Wilk")
rate("f3", "rate-a", "Il Corriere di Vessa", "2036-03-12T15:20:00+01:00", "Bank of Vessa", "2.75", "Wednesday", "Carlo Minervi")
copy("f3", "f1", "verbatim")
apart(("f1", "f2"), ("f2", "f3"))
said("Carlo Minervi", 1, ("f1 f3", "Policy is in a good place"))

PILE.write()
