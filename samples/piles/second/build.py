#!/usr/bin/env python3
"""Builds items.jsonl and gold.json of the second pile: written before the tracer was run on it.

    python3 build.py
"""
import sys

sys.path.insert(0, "..")
from maker import Pile

PILE = Pile()
item, copy, said, apart, against = PILE.item, PILE.copy, PILE.said, PILE.apart, PILE.against

SIX = "Watch the full report on Channel Six Teldan at seven. © Channel Six Teldan. All rights reserved."
KVARN = "Läs mer: Kvarn Bladet publishes selected articles in English every weekday. Tips? Mail the night desk."
RIDGE = "Our standards: The Ridgeway Times Charter of Fairness. Licensing rights are available on request."

# 1. A bridge is shut: agency, correction, prints of it, the engineer to two who rang, an opposition answer.
BRIDGE = [
    "Engineers shut the Ansel suspension bridge to all traffic on Wednesday after an inspection found cracks in three of its hangers, cutting the main road between Calder and the coast for at least six weeks.",
    '"If a hanger goes, the one beside it has a bad day, and I am not prepared to gamble on bad days," said Dr Imre Walloch, who leads the inspection for the roads agency.',
    "About 38,000 vehicles cross the bridge each day. Drivers are being sent over the Tolland dam, a detour of 54 kilometres, the roads agency said.",
    "The bridge opened in 1974 and was last repainted nine years ago. Shares of its operator, Ansel Crossings, fell 11 percent in early trading.",
    "Hauliers demanded compensation. Their federation put the losses at two million florins a day.",
]
item("a1", "bridge", "Halden News Service", "2033-09-14T07:20:00+00:00", "Cracks shut Ansel bridge for six weeks",
     "CALDER, Sept 14 (HNS) - " + BRIDGE[0], *BRIDGE[1:], "(Reporting by Tove Lindqvist; Editing by Sam Orre)")
item("a2", "bridge", "Mirefield Sentinel", "2033-09-14T07:41:00+00:00", "Ansel bridge closed as cracks are found",
     *BRIDGE)
copy("a2", "a1", "verbatim")
item("a3", "bridge", "Channel Six Teldan", "2033-09-14T10:05:00+02:00", "Bridge closure: what drivers need to know",
     BRIDGE[0], BRIDGE[2], BRIDGE[1], SIX)
copy("a3", "a1", "reordered")
item("a4", "bridge", "Halden News Service", "2033-09-14T09:55:00+00:00", "CORRECTED-Cracks shut Ansel bridge for six weeks",
     "(Corrects length of detour in paragraph 3 to 45 kilometres, not 54)",
     "CALDER, Sept 14 (HNS) - " + BRIDGE[0], BRIDGE[1], BRIDGE[2].replace("54 kilometres", "45 kilometres"), *BRIDGE[3:],
     "(Reporting by Tove Lindqvist; Editing by Sam Orre)",
     url="https://haldennewsservice.example/cracks-shut-ansel-bridge-for-six-weeks")
copy("a4", "a1", "correction")
item("a5", "bridge", "The Ridgeway Times", "2033-09-14T13:30:00+00:00", "Six weeks without the Ansel crossing",
     "The Ansel suspension bridge will stay closed for six weeks or longer. Inspectors discovered on Wednesday that three of the hangers had cracked, and the principal road from Calder to the sea is severed.",
     "“If a hanger goes, the one beside it has a bad day, and I am not prepared to gamble on bad days,” explained Imre Walloch, the roads agency's head of inspection.",
     "Some 38,000 cars and lorries use the crossing daily; they must now go 54 kilometres out of their way across the dam at Tolland. The hauliers' federation wants compensation and speaks of two million florins lost each day.",
     RIDGE)
copy("a5", "a1", "rewritten")
item("a6", "bridge", "Kvarn Bladet", "2033-09-14T16:00:00+02:00", "“Bad days” at the bridge",
     "Kvarn's paper mill has moved its deliveries to barges since the Ansel bridge closed this morning. Three of them lay at the mill quay at noon, and the mill's own tug had been brought out of its shed.",
     "Inspector Imre Walloch, reached by phone in his car, sounded tired. “If a hanger goes, the one beside it has a bad day,” he told Kvarn Bladet. Whether six weeks would do, he could not say; it might be ten.",
     "The mill makes newsprint for eleven papers, this one among them.", KVARN)
item("a7", "bridge", "Dagsposten Vik", "2033-09-15T06:00:00+02:00", "Opposition: minister knew of cracks",
     "The transport spokeswoman of the Centre Union, Ragna Aas, accused the minister on Thursday of having sat on a warning about the Ansel bridge since March.",
     '"The letter is dated the ninth of March and it has coffee on it," Aas told a breakfast meeting in Vik.',
     "Dr Walloch of the roads agency has said that he will not gamble on bad days, the Halden News Service reported on Wednesday. Some 38,000 vehicles a day have to use the dam instead.")
item("a8", "bridge", "Osterbroek Courant", "2033-09-15T09:10:00+02:00", "Ministry rejects claim of early warning",
     "No warning about the Ansel bridge reached the minister of transport before this week, his ministry stated on Thursday.",
     '"There is no letter of the ninth of March, with or without coffee," spokesman Dirk Hamel said in reply to questions from this newspaper.',
     "The Centre Union had claimed in the morning that the minister had been told of cracks half a year ago.")
item("a9", "bridge", "The Tollgate Record", "2033-09-16T08:00:00+00:00", "Lorries in the lanes",
     "They come past the school at Nether Tolland at a rate of four a minute, and the lollipop man, Mr Pugh, has asked for a second lollipop. The detour round the closed Ansel bridge has found our village.",
     "About 38,000 vehicles cross the bridge each day. Drivers are being sent over the Tolland dam, a detour of 54 kilometres, the roads agency said.",
     "The parish council will meet on Tuesday. Bring a chair.")
copy("a9", "a1", "lifted")
apart(("a1", "a6"), ("a1", "a7"), ("a5", "a6"), ("a7", "a8"), ("a1", "a8"))
against(("a1", "a4", "length of the detour (54 or 45 kilometres)"), ("a7", "a8", "whether the minister was warned"))
said("Imre Walloch", 2,
     ("a1 a2 a3 a4 a5", "If a hanger goes, the one beside it has a bad day, and I am not prepared to gamble on bad days"),
     ("a6", "If a hanger goes, the one beside it has a bad day"),
     ("a7", "he will not gamble on bad days"))
said("roads agency", 1,
     ("a1 a2 a3 a9", "Drivers are being sent over the Tolland dam, a detour of 54 kilometres"),
     ("a4", "Drivers are being sent over the Tolland dam, a detour of 45 kilometres"),
     ("a5", "they must now go 54 kilometres out of their way across the dam at Tolland"),
     altered=["a4"])
said("hauliers' federation", 1,
     ("a1 a2 a4", "Their federation put the losses at two million florins a day"),
     ("a5", "The hauliers' federation wants compensation and speaks of two million florins lost each day"))

# 2. A football manager goes: a press conference with three in the room, one altered quotation, a lifted one.
item("b1", "manager", "Sporting Week", "2033-02-20T15:40:00+01:00", "Bellandi walks out on Teldan Athletic",
     "Marco Bellandi resigned as manager of Teldan Athletic on Sunday, an hour after a 4-0 defeat by bottom club Quiva.",
     '"I have run out of words in four languages, and the players have run out of ears," the 51-year-old told a packed press room at the Arsenalplatz.',
     "Athletic have taken two points from nine matches. Assistant coach Per Noll will be in charge on Wednesday.",
     "Bellandi won the cup with Teldan in 2031. His contract ran for another sixteen months; he waived the rest of his pay, the club confirmed.")
item("b2", "manager", "Channel Six Teldan", "2033-02-20T16:10:00+01:00", "Manager quits after Quiva humiliation",
     "There was no shouting. Marco Bellandi came in, asked for the heating to be turned down and announced that he was leaving Teldan Athletic.",
     '"I have run out of words in four languages, and the players have run out of ears," Bellandi said. Asked by our reporter if he would return to Italy, he laughed and said his cat had a say in that.',
     "Fans outside the ground sang his name until the floodlights went off.", SIX)
item("b3", "manager", "Calder Star", "2033-02-20T17:05:00+00:00", "BELLANDI: PLAYERS ARE DEAF",
     "Teldan Athletic are looking for a new boss after Marco Bellandi stormed off on Sunday following the 4-0 thrashing by Quiva.",
     '"I have run out of words in four languages, and the players have no ears," the 51-year-old told a packed press room at the Arsenalplatz.',
     "Athletic have taken two points from nine matches. Assistant coach Per Noll will be in charge on Wednesday.")
copy("b3", "b1", "rewritten")
item("b4", "manager", "La Voz de Quiva", "2033-02-20T18:20:00+01:00", "Quiva win, Teldan lose a coach",
     "Our boys had not scored four since 2029. On Sunday they did it in 51 minutes, and the visitors' dugout emptied before the final whistle.",
     '"I have run out of words in four languages, and the players have run out of ears," said Marco Bellandi in the press room, where La Voz had the seat by the door. He shook our hand on the way out.',
     "Striker Nando Oss scored twice and dedicated the second goal to his dentist. Quiva are now one point from safety.")
item("b5", "manager", "Nyborn Allehanda", "2033-02-21T07:15:00+01:00", "Teldan's coach gives up",
     "On Sunday Marco Bellandi put an end to his time as coach of Teldan Athletic. Sixty minutes earlier his eleven had lost 4-0 to Quiva, who are last in the table.",
     "He no longer had any words left, neither in his own language nor in three others, and his men no longer listened, the man of 51 explained in a full press room on the Arsenalplatz.",
     "Nine games have brought the team two points. On Wednesday his deputy Per Noll takes over. Bellandi, cup winner of 2031, had a contract for sixteen more months and gives up the money, Sporting Week reports.")
copy("b5", "b1", "translated")
item("b6", "manager", "Market Signal", "2033-02-21T08:00:00+00:00", "Teldan Athletic shares: a cheap exit",
     "Bondholders of Teldan Athletic slept better on Sunday night. The manager's departure saves the club about 1.9 million florins in wages, by our arithmetic, because he asked for nothing.",
     "Marco Bellandi, who has run out of words in four languages by his own account, leaves with sixteen months on his contract.",
     "The 7 percent note of 2036 rose half a point. The stadium lease falls due in June.")
item("b7", "manager", "Sporting Week", "2033-02-21T19:30:00+01:00", "Noll: no sergeant major",
     "Per Noll will not shout either. The man who takes charge of Teldan Athletic on Wednesday introduced himself on Monday with a tray of cinnamon buns.",
     '"I am a caretaker, I take care, and then I give back the keys," Noll told Sporting Week.',
     "He expects striker Ilya Brant back from injury. Talks with Bellandi about a farewell match were friendly, Noll said.")
item("b8", "manager", "The Cobble", "2033-02-22T06:00:00+01:00", "Buns and keys",
     "Teldan's new man brings buns. “I am a caretaker, I take care, and then I give back the keys,” Per Noll told Sporting Week yesterday, and we believe every word.",
     "The Cobble's own bun test: Arsenalplatz bakery first, station kiosk last. The kiosk wishes it known that its oven is on order.",
     "Elsewhere in the city a tram has been painted green by persons who left the brushes behind.")
copy("b8", "b7", "lifted")
apart(("b1", "b2"), ("b2", "b4"), ("b1", "b4"), ("b3", "b4"), ("b1", "b6"))
against(("b1", "b3", "what the manager said of ears"))
said("Marco Bellandi", 3,
     ("b1 b2 b4", "I have run out of words in four languages, and the players have run out of ears"),
     ("b3", "I have run out of words in four languages, and the players have no ears"),
     ("b5", "He no longer had any words left, neither in his own language nor in three others, and his men no longer listened"),
     altered=["b3"])
said("Per Noll", 1, ("b7 b8", "I am a caretaker, I take care, and then I give back the keys"))

# 3. A recall: one press release in two papers, an agency's own call, a doctor's other number, a denial.
RELEASE = [
    "Verity Foods is recalling 212,000 jars of its Little Spoon carrot purée as a precaution, after small pieces of glass were found in two of them.",
    '"The safety of every child at every table comes before everything else we do," said Verity\'s chief executive, Constance Abery.',
    "Customers can return jars with a use-by date of May 2034 to any shop and will get their money back. A helpline is open from eight to eight.",
]
item("c1", "recall", "The Ridgeway Times", "2033-11-03T09:00:00+00:00", "Verity Foods recalls carrot purée", *RELEASE, RIDGE)
item("c2", "recall", "Parish Pump", "2033-11-03T09:00:00+00:00", "Baby food recall: check your jars", *RELEASE)
copy("c2", "c1", "verbatim", known=False)
item("c3", "recall", "Pan-Cordan Press", "2033-11-03T10:25:00+00:00", "Verity recalls baby food over glass",
     "CORDA (PCP) -- Verity Foods called back more than 200,000 jars of baby food on Thursday because of glass splinters, and its shares lost a tenth of their value.",
     'Chief executive Constance Abery told PCP by phone that a filling line in Morrow had been stopped. "One bolt, one nozzle, one night shift, that is what we know," she said.',
     "The food inspectorate said it had received four complaints, the first of them on October 12. Two children were seen by doctors and sent home.")
item("c4", "recall", "Mirefield Sentinel", "2033-11-03T12:00:00+00:00", "Glass in baby food: line stopped",
     "Verity Foods called back more than 200,000 jars of baby food on Thursday because of glass splinters, and its shares lost a tenth of their value.",
     '"One bolt, one nozzle, one night shift, that is what we know," chief executive Constance Abery said.',
     "The food inspectorate said it had received four complaints, the first of them on October 12.",
     "PCP")
copy("c4", "c3", "cut")
item("c5", "recall", "Greenline Monitor", "2033-11-04T08:30:00+00:00", "Verity waited three weeks, says inspector",
     "Verity Foods knew of glass in its jars three weeks before it told the public, a food inspector who is not authorised to speak to the media told the Greenline Monitor.",
     '"They had the first jar on their desk on the twelfth and they put it in a drawer," the inspector said.',
     "At least nine complaints had come in by the end of October, the inspector added, not four.")
item("c6", "recall", "Calder Star", "2033-11-04T09:45:00+00:00", "GLASS JARS HUSHED UP",
     "Baby food giant Verity sat on a glass scare for three weeks, it was claimed today.",
     '"They had the first jar on their desk on the twelfth and they put it in a drawer," an insider blasted.',
     "Mum-of-two Jade Orrin, 29, of Calder, said: “I fed that stuff to my Alfie. I feel sick.”")
copy("c6", "c5", "lifted")
item("c7", "recall", "Pan-Cordan Press", "2033-11-04T13:10:00+00:00", "Verity denies delay in glass recall",
     "CORDA (PCP) -- Verity Foods on Friday denied that it had delayed the recall of its baby food.",
     '"Nothing was put in a drawer; the first jar went to the laboratory the same afternoon," a company spokesman, Neil Tarrow, said.',
     "The Greenline Monitor had quoted an unnamed inspector as saying that the firm had kept silent for three weeks.")
item("c8", "recall", "Echo du Lac", "2033-11-04T15:00:00+01:00", "Small pots, large worry",
     "The nurseries around the lake have thrown out their orange pots. Verity, which fills them, contests having dragged its feet over the bits of glass.",
     "“Nothing ended up in any drawer; that very afternoon the first pot was at the lab,” the agency PCP was told by Neil Tarrow, who speaks for the company.",
     "At the crèche of Saint-Orme the children ate bananas, and asked for them again on the next day.")
copy("c8", "c7", "lifted")
apart(("c1", "c3"), ("c1", "c4"), ("c3", "c5"), ("c5", "c7"), ("c2", "c4"))
against(("c3", "c5", "complaints (four or nine)"), ("c5", "c7", "whether the first jar was put away"))
said("Constance Abery", 1, ("c1 c2", "The safety of every child at every table comes before everything else we do"))
said("Constance Abery", 1, ("c3 c4", "One bolt, one nozzle, one night shift, that is what we know"))
said("food inspectorate", 1, ("c3 c4", "it had received four complaints, the first of them on October 12"))
said("an inspector", 1, ("c5 c6", "They had the first jar on their desk on the twelfth and they put it in a drawer"))
said("Neil Tarrow", 1,
     ("c7", "Nothing was put in a drawer; the first jar went to the laboratory the same afternoon"),
     ("c8", "Nothing ended up in any drawer; that very afternoon the first pot was at the lab"))

# 4. A bear: a local paper, an agency that took it without saying so, prints of the agency, a translation.
item("e1", "bear", "Dagsposten Vik", "2034-05-02T07:30:00+02:00", "Bear takes honey, spares bee-keeper",
     "A brown bear broke into the garden of Solveig Tangen at Upper Vik at dawn on Tuesday and emptied fourteen of her twenty hives.",
     '"She looked at me the way my sister looks at a buffet, and then she went on," Tangen, 68, told Dagsposten, still in her dressing gown.',
     "It is the first bear seen in the valley since 1987. The gamekeeper, Odd Reve, believes that she came over the Skar pass with two cubs.",
     "The county has forbidden the shooting of the animal. School buses will stop at every door this week.")
item("e2", "bear", "Halden News Service", "2034-05-02T08:50:00+00:00", "Bear raids hives in Norland valley",
     "VIK, May 2 (HNS) - A brown bear raided a garden in Upper Vik early on Tuesday, emptying 14 beehives under the eyes of their owner.",
     '"She looked at me the way my sister looks at a buffet, and then she went on," bee-keeper Solveig Tangen, 68, said.',
     "No bear had been seen in the valley since 1987. Gamekeeper Odd Reve said she had probably crossed the Skar pass with two cubs. Shooting her is forbidden, and school buses are to stop at every door.")
copy("e2", "e1", "rewritten")
item("e3", "bear", "Mirefield Sentinel", "2034-05-02T00:00:00+00:00", "Honey raid",
     "A brown bear raided a garden in Upper Vik early on Tuesday, emptying 14 beehives under the eyes of their owner.",
     '"She looked at me the way my sister looks at a buffet, and then she went on," bee-keeper Solveig Tangen, 68, said. (HNS)')
copy("e3", "e2", "cut")
item("e4", "bear", "La Voz de Quiva", "2034-05-02T14:00:00+02:00", "The she-bear of Vik has a sweet tooth",
     "In the northern hamlet of Upper Vik, a lady of 68 years watched at daybreak on Tuesday as a bear devoured the contents of fourteen of her hives.",
     "“She eyed me as my sister eyes a banquet and continued,” Solveig Tangen confided.",
     "Since 1987 no such animal had appeared in those parts. Odd Reve, keeper of the game, supposes that she crossed the pass of Skar accompanied by a pair of young. To kill her is prohibited; pupils will be picked up in front of their houses. (Source: Halden News Service)")
copy("e4", "e2", "translated")
item("e5", "bear", "Osterbroek Courant", "2034-05-03T08:00:00+02:00", "Bears and bees: an expert writes",
     "Bears do not care for honey as much as they care for larvae, which are fatter. Eleven hives hold as much protein as a sheep, and do not run.",
     "The lady in Vik who saw a bear look at her “the way my sister looks at a buffet”, as the Halden News Service had it, was in no danger. Her bees were.",
     "Electric fences cost 300 florins and help. Radios do not: a bear in Tarn valley listened to a whole concert.")
item("e6", "bear", "Channel Six Teldan", "2034-05-03T18:00:00+02:00", "Our team in the bear valley",
     "We found Solveig Tangen painting a new sign for her gate. It says: closed for bears.",
     '"I am not angry, she has children to feed and I have only my pension," she told Channel Six.',
     "Gamekeeper Odd Reve took us to the Skar pass, where he has found prints of an adult and three cubs, not two.", SIX)
# A part of a quotation with its source is lifted.
copy("e5", "e2", "lifted")
apart(("e1", "e6"), ("e2", "e6"))
against(("e1", "e6", "cubs (two or three)"), ("e2", "e6", "cubs (two or three)"))
said("Solveig Tangen", 1,
     ("e1 e2 e3", "She looked at me the way my sister looks at a buffet, and then she went on"),
     ("e4", "She eyed me as my sister eyes a banquet and continued"),
     ("e5", "the way my sister looks at a buffet"))
said("Odd Reve", 1,
     ("e1", "she came over the Skar pass with two cubs"),
     ("e2", "she had probably crossed the Skar pass with two cubs"),
     ("e4", "she crossed the pass of Skar accompanied by a pair of young"))

# 5. A strike: two agencies merged, an update, contradicting numbers, both sides.
STRIKE = [
    "Some 3,400 miners walked out at the Korsk copper pit at six on Monday morning, the largest strike in the province for twenty years, the miners' union said.",
    '"We have dug their copper with our lungs, and now they want to pay us in posters about safety," union leader Bohdan Ruzic shouted from the bed of a lorry.',
    "The company offers 3 percent; the union demands 9 and an inquiry into the roof fall of January, in which two men died.",
    "World copper prices rose 1.2 percent on the news.",
]
item("f1", "strike", "Halden News Service", "2033-06-06T06:30:00+00:00", "Miners strike at Korsk copper pit",
     "KORSK, June 6 (HNS) - " + STRIKE[0], *STRIKE[1:])
item("f2", "strike", "Agentur Lorn", "2033-06-06T09:10:00+02:00", "Strike in copper mine, company speaks of minority",
     "alo KORSK. Work at the Korsk copper mine has been halted since Monday morning. According to the operator, Norrad Metals, 1,900 of its 4,200 employees stayed away.",
     '"The gates are open, the lamps are charged and nobody is prevented from working," plant manager Inge Falk told Agentur Lorn.',
     "Police counted five buses with strikers from other pits. There were no incidents.")
item("f3", "strike", "The Ridgeway Times", "2033-06-06T10:00:00+00:00", "Thousands of miners down tools",
     STRIKE[0], STRIKE[1],
     "According to the operator, Norrad Metals, 1,900 of its 4,200 employees stayed away.",
     "“The gates are open, the lamps are charged and nobody is prevented from working,” plant manager Inge Falk told Agentur Lorn. Police counted five buses with strikers from other pits.",
     "HNS/alo", RIDGE)
copy("f3", "f1", "lifted")
copy("f3", "f2", "lifted")
item("f4", "strike", "Halden News Service", "2033-06-06T12:45:00+00:00", "UPDATE 1-Miners strike at Korsk copper pit, talks set for Tuesday",
     "KORSK, June 6 (HNS) - The union and the owners of the Korsk copper pit will meet on Tuesday, a provincial mediator said on Monday, hours after the largest strike there in twenty years began.",
     "Mediator Lene Praag said both sides had accepted her invitation and that she would provide the sandwiches.",
     *STRIKE, url="https://haldennewsservice.example/miners-strike-at-korsk-copper-pit")
copy("f4", "f1", "update")
item("f5", "strike", "Market Signal", "2033-06-06T13:20:00+00:00", "Copper: Korsk talks on Tuesday",
     "The union and the owners of the Korsk copper pit will meet on Tuesday, a provincial mediator said on Monday, hours after the largest strike there in twenty years began.",
     "Mediator Lene Praag said both sides had accepted her invitation and that she would provide the sandwiches.",
     "The company offers 3 percent; the union demands 9 and an inquiry into the roof fall of January, in which two men died.",
     "Halden News Service")
copy("f5", "f4", "cut")
item("f6", "strike", "Kvarn Bladet", "2033-06-06T18:00:00+02:00", "On the lorry at Korsk",
     "Bohdan Ruzic has a cold, and it helps him: his voice carries across the whole yard. “We have dug their copper with our lungs, and now they want to pay us in posters about safety,” he calls from the lorry, and two thousand helmets go up. We stand between them.",
     "A cook from the canteen has brought soup for the pickets against orders. She will be dismissed, she believes.",
     "The wives of the two who died in January hold a sheet with two names, and the rain runs the ink.", KVARN)
item("f7", "strike", "Nyborn Allehanda", "2033-06-07T07:00:00+02:00", "Copper strike spreads to smelter",
     "The smelter workers of Nyborn will stay out on Tuesday in sympathy with the miners of Korsk, their shop steward Gun Hallberg said on Monday night.",
     "Norrad Metals says that fewer than half of the 4,200 have joined the strike. Agentur Lorn reports that plant manager Inge Falk insists the gates are open and no one is kept from working.",
     "In Nyborn the ovens need eleven hours to cool.")
apart(("f1", "f2"), ("f1", "f6"), ("f2", "f7"), ("f3", "f6"))
against(("f1", "f2", "who struck (3,400 or 1,900)"))
said("Bohdan Ruzic", 2, ("f1 f3 f4 f6", "We have dug their copper with our lungs, and now they want to pay us in posters about safety"))
said("Inge Falk", 1,
     ("f2 f3", "The gates are open, the lamps are charged and nobody is prevented from working"),
     ("f7", "the gates are open and no one is kept from working"))
said("Lene Praag", 1, ("f4 f5", "both sides had accepted her invitation and that she would provide the sandwiches"))
said("Norrad Metals", 1,
     ("f2 f3", "1,900 of its 4,200 employees stayed away"),
     ("f7", "fewer than half of the 4,200 have joined the strike"))

# 6. A cabinet leak: one unnamed person carried on, a second one, circular credits on a side matter.
item("g1", "tax", "Greenline Monitor", "2034-01-15T20:00:00+00:00", "Government plans tax on heating oil",
     "The government will put a tax of 12 cents a litre on heating oil from July, a person with direct knowledge of the draft told the Greenline Monitor.",
     '"The number has been in the text for a fortnight and nobody has had the courage to cross it out," the person said.',
     "The finance ministry declined to comment. Some 900,000 households heat with oil.")
item("g2", "tax", "Osterbroek Courant", "2034-01-15T22:15:00+01:00", "Report: 12 cents on heating oil",
     "A levy of 12 cents per litre of heating oil is planned for July, the Greenline Monitor reported on Sunday, citing a person who knows the draft.",
     "“The number has been in the text for a fortnight and nobody has had the courage to cross it out,” the source was quoted as saying.",
     "Oil dealers in Osterbroek report a rush of orders. One has taken his telephone off the hook.")
copy("g2", "g1", "lifted")
item("g3", "tax", "Calder Star", "2034-01-16T05:30:00+00:00", "WARM HOME TAX SHOCK",
     "Families face a 12 cents a litre tax on keeping warm, the Star can reveal.",
     '"The number has been in the text for a fortnight and nobody has had the courage to cross it out," a Whitehouse Street source said.',
     "That is 240 florins a year for the average semi. Pensioner Alf Dunning, 81, fumed: “I shall burn the furniture.”")
copy("g3", "g1", "lifted")
item("g4", "tax", "The Ridgeway Times", "2034-01-16T11:00:00+00:00", "Heating tax to be phased in, officials say",
     "The planned tax on heating oil will start at 4 cents and reach 12 cents only in 2037, two officials in the finance ministry said on Monday.",
     "The officials, who spoke on condition of anonymity because the draft is still under discussion, said that poorer households would get a rebate.",
     "Finance minister Ottilie Brandt is to present the budget on February 2.", RIDGE)
item("g5", "tax", "Channel Six Teldan", "2034-01-16T12:30:00+01:00", "Minister: nothing is decided",
     "Finance minister Ottilie Brandt ran into our camera outside the Treasury this morning.",
     '"Nothing is decided until I have signed it, and I have not found my pen," she told Channel Six.',
     "The Monitor and other papers have reported that a heating oil tax will come in July.", SIX)
item("g6", "tax", "Pan-Cordan Press", "2034-01-16T12:10:00+00:00", "Finance minister says heating tax not decided",
     "CORDA (PCP) -- No decision has been taken on a tax on heating oil, Finance Minister Ottilie Brandt told Channel Six television on Monday.",
     '"Nothing is decided until I have signed it, and I have not found my pen," she said.',
     "Newspapers had reported that the levy would be introduced in July.")
copy("g6", "g5", "lifted")
item("g7", "tax", "Parish Pump", "2034-01-16T18:00:00+00:00", "Minister seeks pen",
     "No decision has been taken on a tax on heating oil, Finance Minister Ottilie Brandt told Channel Six television on Monday.",
     '"Nothing is decided until I have signed it, and I have not found my pen," she said.',
     "Pens may be left at our office for forwarding.")
copy("g7", "g6", "cut")
item("g8", "tax", "The Cobble", "2034-01-17T07:00:00+01:00", "Coal man returns",
     "The last coal merchant of Teldan has taken on two apprentices, Nyborn Allehanda reports. He had planned to close in March, but the talk of an oil tax has filled his order book until autumn.",
     "His horse, Bruno, is twenty-six and will not be replaced.")
item("g9", "tax", "Nyborn Allehanda", "2034-01-17T07:00:00+01:00", "Coal is back in Teldan",
     "The last coal merchant of Teldan has taken on two apprentices, The Cobble reports. He had planned to close in March, but the talk of an oil tax has filled his order book until autumn.",
     "His horse, Bruno, is twenty-six and will not be replaced.")
copy("g9", "g8", "verbatim", known=False)
apart(("g1", "g4"), ("g4", "g5"), ("g1", "g5"), ("g4", "g6"))
against(("g1", "g4", "the tax at its start (12 or 4 cents)"), ("g1", "g5", "whether the tax is decided"), ("g1", "g6", "whether the tax is decided"))
said("a person with knowledge of the draft", 1,
     ("g1 g2 g3", "The number has been in the text for a fortnight and nobody has had the courage to cross it out"))
said("Ottilie Brandt", 1, ("g5 g6 g7", "Nothing is decided until I have signed it, and I have not found my pen"))
said("a person with knowledge of the draft", 1,
     ("g1", "The government will put a tax of 12 cents a litre on heating oil from July"),
     ("g2", "A levy of 12 cents per litre of heating oil is planned for July"))

# 7. Template news: a police desk, two results, two lotteries.
def crash(key, story, outlet, issued, road, name, age, town, hour):
    item(key, story, outlet, issued, f"Driver hurt on {road}",
         f"A {age}-year-old motorist from {town} was taken to hospital after his car left the {road} shortly after {hour} and struck a tree, Teldan county police said.",
         "The road was closed for two hours while the vehicle was recovered. Alcohol was not involved, according to a first test.",
         f"Witnesses are asked to call the {name} station. The cause is being looked into.")
crash("h1", "crash-a", "Calder Star", "2033-12-01T21:00:00+00:00", "B14", "Mardle", "44", "Mardle", "seven")
crash("h2", "crash-b", "Calder Star", "2033-12-08T20:10:00+00:00", "A3", "Ferris Hill", "23", "Upper Stow", "five")
crash("h3", "crash-a", "Mirefield Sentinel", "2033-12-01T21:40:00+00:00", "B14", "Mardle", "44", "Mardle", "seven")
copy("h3", "h1", "verbatim")
item("h4", "res-a", "Market Signal", "2033-08-02T06:00:00+00:00", "Norrad Metals Q2 net up 14 pct",
     "Norrad Metals reported a second-quarter net profit of 61 million florins, up 14 percent from a year earlier, helped by higher prices.",
     "Revenue rose to 402 million. The company confirmed its outlook for the full year and said it would buy back shares.",
     "Analysts had on average expected a profit of 58 million, according to a Market Signal survey.")
item("h5", "res-b", "Market Signal", "2033-08-02T06:05:00+00:00", "Ansel Crossings Q2 net down 3 pct",
     "Ansel Crossings reported a second-quarter net profit of 17 million florins, down 3 percent from a year earlier, hurt by higher wages.",
     "Revenue rose to 88 million. The company confirmed its outlook for the full year and said it would buy back shares.",
     "Analysts had on average expected a profit of 19 million, according to a Market Signal survey.")
apart(("h1", "h2"), ("h2", "h3"), ("h4", "h5"), ("c1", "f3"), ("a5", "g4"), ("a3", "e6"))
said("Teldan county police", 1,
     ("h1 h3", "A 44-year-old motorist from Mardle was taken to hospital after his car left the B14 shortly after seven and struck a tree"))

# 8. A hearing on a dam tax fraud: own reporters hear one sentence, one of them cut by others.
item("k1", "trial", "The Tollgate Record", "2034-03-11T12:00:00+00:00", "Treasurer tells court where the money went",
     "The former treasurer of Nether Tolland, Hubert Sall, told Calder crown court on Friday that he had spent the village's flood money on model trains.",
     '"They ran on time, which is more than I can say for anything else in the parish," Sall, 59, said from the dock.',
     "He admitted taking 86,000 florins over seven years. Judge Prudence Ware will pass sentence on March 25.")
item("k2", "trial", "Calder Star", "2034-03-11T13:15:00+00:00", "CHOO-CHOO CROOK",
     "A crooked clerk blew 86,000 florins of flood cash on toy trains, a court heard on Friday.",
     'Shameless Hubert Sall even cracked jokes. "They ran on time, which is more than I can say for anything else in the parish," he told the stunned courtroom, where the Star sat in the front row.',
     "Victims jeered as he was led away. Judge Prudence Ware warned him to expect prison.")
item("k3", "trial", "Parish Pump", "2034-03-12T08:00:00+00:00", "The treasurer's trains",
     "Hubert Sall, once treasurer of Nether Tolland, has told Calder crown court that the village's flood money went on model trains, The Tollgate Record reports.",
     "Sall, who is 59, admitted to taking 86,000 florins in the course of seven years. “They ran on time, which is more than I can say for anything else in the parish,” he said.",
     "Sentence will be passed by Judge Prudence Ware on March 25.")
copy("k3", "k1", "rewritten")
item("k4", "trial", "Nyborn Allehanda", "2034-03-12T09:00:00+01:00", "Brief news from abroad",
     "Trains. A village treasurer in Calder has confessed to having bought model railways for 86,000 florins that were meant for sandbags.",
     "Cheese. The dairy at Orm has won the gold medal in Corda for the third time in a row.",
     "Weather. It will remain windy along the coast until Monday, the institute says.")
apart(("k1", "k2"), ("k2", "k3"), ("k1", "k4"), ("b3", "k2"))
said("Hubert Sall", 2, ("k1 k2 k3", "They ran on time, which is more than I can say for anything else in the parish"))
said("Hubert Sall", 1,
     ("k1", "he had spent the village's flood money on model trains"),
     ("k3", "the village's flood money went on model trains"))

PILE.write()
