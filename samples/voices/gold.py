"""Speakers, chains and entities of the dispatches beside this file: the source of NN-*.gold.json.

Run `python3 samples/voices/gold.py` after a change; `--show` prints each span in its context. Times
and the diary are not marked here.
"""

import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("samples_gold", HERE.parent / "gold.py")
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)


class Gold(samples.Gold):
    def __init__(self, name, publisher, short=None, desk=None, given=None):
        samples.HERE = HERE
        super().__init__(name, publisher, short, desk, None, (), given)


def dateline():
    p = "LNA"
    g = Gold("01-dateline", p)
    g.say("the Seamen's Federation", "said",
          "Dock workers in Porto Vasco voted on Saturday to stay out for another week", "indirect", "Seamen's Federation")
    g.say("federation secretary Ilya Brandt", "told", "Nobody sails until the rosters are torn up", "direct", "Ilya Brandt")
    g.say("He", "added", "that talks with the operator, Solent Lines, would resume only if the police withdrew", "indirect",
          "Ilya Brandt")
    g.say(("Solent Lines", 2), "said", 'that it had made "a fair and final offer"', "mixed", "Solent Lines")
    g.say("A company official, who spoke on condition of anonymity because the talks are confidential", "said",
          "the offer would lapse on Monday", "indirect", None, last="company official")
    g.say("Transport Minister Greta Osei", "had earlier warned", "that the government could requisition two ships", "indirect",
          "Greta Osei", "Vasco Matin")
    g.who("LNA", "news agency")
    g.who("Porto Vasco", "place")
    g.who("Seamen's Federation", "organisation", None, "federation")
    g.who("Ilya Brandt", "person", "secretary of the Seamen's Federation", "He")
    g.who("Solent Lines", "organisation")
    g.who("Greta Osei", "person", "transport minister", "Osei")
    g.who("Vasco Matin", "news agency")
    g.who("Paul Renn", "person")
    g.who("Dora Kiss", "person")
    return g


def byline():
    p = "The Marl Valley Echo"
    g = Gold("02-byline", p)
    g.say("she", "said", "They told me to buy sandbags", "direct", "Hettie Crake")
    g.say("They", "told", "to buy sandbags", "indirect", "council", "Hettie Crake", inside=0, optional=True)
    g.say("Ranger Colm Adair, who let them go", "insists",
          "that the dam has held back more water than it has spilled", "indirect", "Colm Adair")
    g.say("A study by Marl University", "found", "that floods downstream had fallen by a third", "indirect", "Marl University",
          accept={"speaker": ["study by Marl University"], "chain": [[p, "study by Marl University"]]})
    g.say("Farmer Bill Crake, Hettie's brother-in-law", "is not convinced",
          "I have lost two acres of winter wheat", "direct", "Bill Crake",
          accept={"source": [[g.exact("Mr Crake")]]})
    g.say("Mrs Crake", "said", "she would rather have the beavers than the sandbags", "indirect", "Hettie Crake")
    g.say("Neighbours, most of whom did not want to give their names", "said", "that the county had never asked them",
          "indirect", None, last="neighbours")
    g.say("a spokeswoman for the county", "said", "We asked everybody", "direct", "county")
    g.say("The National Farmers' League", "believes", "the animals should be fenced in", "indirect", "National Farmers' League")
    g.who(p, "news agency", None, "Marl Valley Echo")
    g.who("Nora Tealby", "person", "staff writer")
    g.who("Hettie Crake", "person", None, "Mrs Crake", "Hettie")
    g.who("Bill Crake", "person", "farmer", "Mr Crake")
    g.who("Colm Adair", "person", "ranger")
    g.who("Marl University", "organisation")
    g.who("National Farmers' League", "organisation")
    g.who("AP", "news agency", None, "Associated Press")
    return g


def slashes():
    p = "Sughd-Press"
    g = Gold("03-slashes", p)
    g.say("the head of the press service of the ministry, Firuz Karimi", "was stated",
          "The Ministry of Energy and Water Resources of Zeravia does not confirm reports about the stop of the second unit of the Rogal hydroelectric station",
          "indirect", "Firuz Karimi",
          accept={"source": [[g.exact("The Ministry of Energy and Water Resources of Zeravia")]],
                  "speaker": ["Ministry of Energy and Water Resources of Zeravia", "Ministry of Energy and Water Resources"],
                  "chain": [[p, "Ministry of Energy and Water Resources of Zeravia"],
                            [p, "Firuz Karimi", "Ministry of Energy and Water Resources of Zeravia"]]}, optional=True)
    g.say("him", "According to", "the unit works in a normal regime", "indirect", "Firuz Karimi")
    g.say("he", "emphasized", "The information of some channels does not correspond to reality", "direct", "Firuz Karimi")
    g.say("a source in the energy sector", "with reference to", "the unit was stopped on October 1 because of a leak",
          "indirect", None, "TASS", last="source in the energy sector",
          accept={"source": [[g.exact("TASS")]], "speaker": ["TASS"], "chain": [[p, "TASS"]], "anonymous": True})
    g.say("The deputy chairman of the parliament, Mrs. Zarrina Nazar, quoted by the Avesta agency", "noted",
          "that the deputies would visit the station on October 10", "indirect", "Zarrina Nazar", "Avesta",
          accept={"source": [[g.exact("The deputy chairman of the parliament, Mrs. Zarrina Nazar")]]})
    g.say("Zeravian experts", "consider", "that the leak is not dangerous", "indirect", None, last="Zeravian experts")
    g.who(p, "news agency")
    g.who("Dushar", "place", None, "DUSHAR")
    g.who("Ministry of Energy and Water Resources of Zeravia", "organisation", None, "Ministry of Energy and Water Resources")
    g.who("Firuz Karimi", "person", "head of the press service")
    g.who("TASS", "news agency")
    g.who("Zarrina Nazar", "person", "deputy chairman of the parliament")
    g.who("Avesta", "news agency")
    return g


def state_agency():
    p = "Xinhua"
    g = Gold("04-state-agency", p)
    g.say("Chinese Foreign Minister Wang Lisheng", "said",
          "China is ready to build a second railway bridge with Pyran", "indirect", "Wang Lisheng")
    g.say("Soram", "said", 'The railway is "a road of friendship"', "mixed", "Hadi Soram")
    g.say("Soram", "adding", "that Pyran supports the one-China principle", "indirect", "Hadi Soram")
    g.say("Beijing", "has urged", "the neighbours of Pyran to open their markets", "indirect", "China",
          accept={"speaker": ["Beijing"], "chain": [[p, "Beijing"]]})
    g.say("shopkeepers", "welcomed", "the plan", "indirect", None, last="shopkeepers", optional=True)
    g.say("an unnamed official", "saying", "that the loan had not been signed", "indirect", None, "Daily Lantern",
          last="unnamed official")
    g.say("The foreign ministry in Pyran City", "dismissed", "the report as groundless", "indirect",
          "foreign ministry of Pyran", polarity="denied", optional=True)
    g.who(p, "news agency")
    g.who("China", "government", None, "Beijing")
    g.who("Beijing", "place")
    g.who("Pyran City", "place")
    g.who("Wang Lisheng", "person", "Foreign Minister of China", "Wang")
    g.who("Hadi Soram", "person", "Foreign Minister of Pyran", "Soram")
    g.who("Pyran", "place")
    g.who("Daily Lantern", "news agency")
    return g


def radio():
    p = "Radio Skell"
    g = Gold("05-radio", p)
    g.say("Airport director Maren Foy and union leader Tove Lykke", "told", "that nobody would lose their job", "indirect",
          "Maren Foy and Tove Lykke")
    g.say("Lykke", "said", "It is the best we could get", "direct", "Tove Lykke")
    g.say("Pilots", "say", "the new runway is too short", "indirect", None, last="pilots")
    g.say("Foy", "replied", "Pilots always say that.", "direct", "Maren Foy")
    g.say("The civil aviation authority", "has not said", "whether it will inspect the runway", "indirect",
          "civil aviation authority", polarity="negated")
    g.say("Its report, published in April", "called", 'the runway lights "a disgrace"', "mixed", "civil aviation authority")
    g.say("The transport ministry's spokesman", "said", "that the lights would be changed", "indirect", "transport ministry",
          accept={"chain": [[p, "state television", "transport ministry"]]})
    g.who(p, "news agency", None, "RADIO SKELL")
    g.who("Skell Airport", "organisation")
    g.who("Maren Foy", "person", "director of Skell Airport", "Foy")
    g.who("Tove Lykke", "person", "union leader", "Lykke")
    g.who("civil aviation authority", "organisation")
    g.who("transport ministry", "organisation")
    return g


def tabloid():
    p = "The Daily Comet"
    g = Gold("06-tabloid", p)
    g.say("insiders", "claim", "Crooner Dario Vell wants out of his Las Palmas show after only three weeks", "indirect", None,
          last="insiders")
    g.say("a source close to the singer", "told", "He hates the heat and he hates the band", "direct", None,
          last="source close to the singer")
    g.say("Two people with knowledge of the contract", "said", "he would have to pay the hotel a million", "indirect", None,
          last="two people with knowledge of the contract")
    g.say("His manager, Tess Amory", "denied", "that her client was unhappy", "indirect", "Tess Amory", polarity="denied")
    g.say("His manager, Tess Amory", ":", "Dario has never been happier in his life.", "direct", "Tess Amory")
    g.say("Fans", "complain", "that the Tuesday show had lasted forty minutes", "indirect", None, last="fans")
    g.say("One", "wrote", "I have seen longer traffic lights.", "direct", None, last="one",
          accept={"chain": [[p, "fans"], [p, "one of the fans"]]})
    g.say("A spokesman for the hotel", "said", "We do not comment on our guests.", "direct", "hotel")
    g.say("Vell", "posted", 'that he was "in love with the island"', "mixed", "Dario Vell")
    g.who(p, "news agency", None, "The Comet", "Daily Comet", "Comet")
    g.who("Benny Stroud", "person", "showbiz editor")
    g.who("Dario Vell", "person", "crooner", "Vell", "Dario")
    g.who("Tess Amory", "person", "manager of Dario Vell")
    g.who("Las Palmas", "place")
    return g


def business():
    p = "Reuters"
    g = Gold("07-business", p)
    g.say("sources", "-", "Harlow Foods in talks to sell tea arm", "indirect", None, last="sources")
    g.say("three people familiar with the matter", "said", "Harlow Foods is in talks to sell its tea business to Tarn Capital",
          "indirect", None, last="three people familiar with the matter")
    g.say("one of the people", "said", "The sale could value the business at 2 billion pounds", "indirect", None,
          last="one of the people", accept={"chain": [[p, "three people familiar with the matter"]]})
    g.say("The Cleave Standard", "reported", "that Harlow would close its Norwich plant", "indirect", "memo to staff",
          "The Cleave Standard",
          accept={"source": [[g.exact("a memo to staff")]], "speaker": ["The Cleave Standard", "Harlow Foods", "Harlow"],
                  "chain": [[p, "The Cleave Standard"], [p, "The Cleave Standard", "Harlow Foods"]]})
    g.say("Lena Forth, an analyst at Bell & Marsh", "said", "Tea is a mature market", "direct", "Lena Forth")
    g.say("Forth", "expects", "a deal by the summer", "indirect", "Lena Forth")
    g.say("data from the exchange", "showed", "Shares fell 3%", "indirect", "exchange",
          accept={"speaker": ["data from the exchange"], "chain": [[p, "data from the exchange"]]})
    g.say("Bloomberg News", "reported", "the talks", "indirect", "Bloomberg News", optional=True)
    g.who(p, "news agency")
    g.who("London", "place", None, "LONDON")
    g.who("Harlow Foods", "organisation", None, "Harlow")
    g.who("Tarn Capital", "organisation", None, "Tarn")
    g.who("The Cleave Standard", "news agency", None, "Cleave Standard")
    g.who("Norwich", "place")
    g.who("Lena Forth", "person", "analyst", "Forth")
    g.who("Bell & Marsh", "organisation")
    g.who("Bloomberg News", "news agency", None, "Bloomberg")
    return g


def court():
    p = "Court Wire"
    g = Gold("08-court", p)
    g.say("Prosecutor Anil Vose", "said", 'the defendants, the brothers Mark and Adrian Hollis, "bled the charity white"', "mixed",
          "Anil Vose")
    g.say("Mark Hollis", "denies", ("fraud", 2), "indirect", "Mark Hollis", polarity="denied", optional=True)
    g.say("His barrister, Julia Penn KC", "argued", "that the books had been altered after his arrest", "indirect", "Julia Penn")
    outer = g.say("bookkeeper Rosa Lint", "said", 'Adrian Hollis had told her to "keep it simple"', "mixed", "Rosa Lint")
    g.say(("Adrian Hollis", 2), "had told", 'to "keep it simple"', "mixed", "Adrian Hollis", "Rosa Lint", inside=outer)
    g.say("she", "said", "I did as I was told", "direct", "Rosa Lint")
    g.say(None, None, "It was never about the money.", "direct", None, anonymous=True)
    g.say("The judge, Mrs Justice Ollery", "told", "to ignore newspaper reports that a plea was near", "indirect", "Ollery",
          accept={"speaker": ["Mrs Justice Ollery", "Justice Ollery"]})
    g.say("newspaper reports", None, "that a plea was near", "indirect", None, last="newspaper reports", optional=True)
    g.say("A ruling by the Court of Appeal in 2019", "held", "that such books may be used as evidence", "indirect",
          "Court of Appeal", accept={"speaker": ["ruling by the Court of Appeal"], "chain": [[p, "ruling by the Court of Appeal"]]})
    g.who(p, "news agency")
    g.who("Ringmer", "place", None, "RINGMER")
    g.who("Anil Vose", "person", "prosecutor")
    g.who("Mark Hollis", "person", "defendant")
    g.who("Adrian Hollis", "person", "defendant")
    g.who("Julia Penn", "person", "barrister of Mark Hollis")
    g.who("Rosa Lint", "person", "bookkeeper")
    g.who("Ollery", "person", "judge")
    g.who("Court of Appeal", "organisation")
    return g


def diplomacy():
    g = Gold("09-diplomacy", None)
    def chain(*hands):
        return list(hands)
    def say(source, cue, content, kind, speaker, *hands, **more):
        at = g.say(source, cue, content, kind, speaker, *hands, **more)
        found = g.out["attributions"][at]
        found["chain"] = [hand for hand in found["chain"] if hand]
        return at
    say("Moscow", "accused", "Brussels on Monday of breaking its word over the grain corridor", "indirect", "Russia",
        accept={"speaker": ["Moscow"], "chain": [["Moscow"]]})
    say("Brussels", "rejected", "the charge", "indirect", "European Union", polarity="denied",
        accept={"speaker": ["Brussels"], "chain": [["Brussels"]]}, optional=True)
    say("The German chancellor, who arrived in Moscow late on Sunday", "said", 'there was "no reason for drama"', "mixed",
        "German chancellor")
    say("A Kremlin spokesman", "said", "the president would receive him today", "indirect", "Kremlin")
    say("Polish Foreign Minister Jan Rudek", "said", "We do not negotiate with a pistol on the table", "direct", "Jan Rudek")
    say("His Slovak counterpart", "agreed", "that the talks should go on", "indirect", "Slovak foreign minister",
        accept={"speaker": ["Foreign Minister of Slovakia", "Slovak counterpart"], "chain": [["Foreign Minister of Slovakia"], ["Slovak counterpart"], ["his Slovak counterpart"]]})
    say("A Western diplomat in Brussels", "said", "that Washington had been told of the plan in advance", "indirect", None,
        last="Western diplomat in Brussels", accept={"chain": [["Western diplomat"]]})
    say("The White House", "said", "it knew nothing of any plan", "indirect", "White House")
    say("a pensioner", "said", "bread had become dearer", "indirect", None, last="pensioner")
    say("Ukrainian grain trader Oleh Suk", "said", "The corridor is dead", "direct", "Oleh Suk")
    g.who("Russia", "government", None, "Moscow")
    g.who("European Union", "government", None, "Brussels")
    g.who("Kremlin", "government")
    g.who("Jan Rudek", "person", "Foreign Minister of Poland")
    g.who("Vienna", "place")
    g.who("White House", "government")
    g.who("Oleh Suk", "person", "grain trader")
    return g


def statement():
    p = "Greenbank Residents' Bulletin"
    g = Gold("10-statement", p)
    g.say("Residents of Greenbank", "have called on", "to stop the incinerator", "indirect", None, last="residents of Greenbank",
          accept={"speaker": ["Residents of Greenbank"], "anonymous": False})
    g.say("lawyer Edda Moss", "said", "Our children breathe what you burn.", "direct", "families", "Edda Moss",
          accept={"source": [[g.exact("the families")], [g.exact("a statement by the families")]], "speaker": ["Edda Moss"],
                  "chain": [[p, "Edda Moss"], [p, "families"]]})
    g.say("Dr Paul Ince and the architect Mina Rahal", "wrote", "that the chimney was 40 metres too low", "indirect",
          "Paul Ince and Mina Rahal")
    g.say("A poll by Greenbank College", "shows", "that seven in ten oppose the plan", "indirect", "Greenbank College",
          accept={"speaker": ["poll by Greenbank College"], "chain": [[p, "poll by Greenbank College"]]})
    g.say("The mayor, Sid Harker", "did not say", "that he would stop it", "indirect", "Sid Harker", polarity="negated")
    outer = g.say("He", "said", 'he had been told by engineers that the filters were "the best in Europe"', "mixed", "Sid Harker")
    g.say("engineers", "had been told by", 'that the filters were "the best in Europe"', "mixed", None, "Sid Harker",
          last="engineers", inside=outer)
    outer = g.say("Harker's deputy, Lou Pym", "said", "Harker believed the plant would pay for itself", "indirect", "Lou Pym")
    g.say(("Harker", 3), "believed", "the plant would pay for itself", "indirect", "Sid Harker", "Lou Pym", inside=outer)
    g.say("someone at the back", "shouted", "A lie", "direct", None, last="someone at the back")
    g.say("documents seen by the Bulletin", "according to", "The Environment Agency will rule in May", "indirect", "documents",
          accept={"speaker": ["documents seen by the Bulletin", ""], "chain": [[p, "documents seen by the Bulletin"]]})
    g.who(p, "news agency", None, "Bulletin", "GREENBANK RESIDENTS' BULLETIN")
    g.who("Greenbank", "place")
    g.who("Edda Moss", "person", "lawyer")
    g.who("Paul Ince", "person")
    g.who("Mina Rahal", "person", "architect")
    g.who("Greenbank College", "organisation")
    g.who("Sid Harker", "person", "mayor", "Harker")
    g.who("Lou Pym", "person", "deputy mayor")
    g.who("Environment Agency", "organisation")
    return g


def sport():
    p = "Sport24"
    g = Gold("11-sport", p)
    g.say("Goalkeeper Mats Lindqvist", "has told", "that he wants to leave Rovers in January", "indirect", "Mats Lindqvist", "SVT")
    g.say("he", "said", "I am 29 and I sit on a bench", "direct", "Mats Lindqvist", "SVT",
          accept={"chain": [[p, "Mats Lindqvist"]]})
    g.say("The keeper", "was quoted", 'Rovers had "forgotten" him', "mixed", "Mats Lindqvist", "Aftonbladet")
    g.say("Dunne", "said", "Mats says many things", "direct", "Pat Dunne")
    g.say("Spanish radio station Onda Norte", "claims", "Valencia have made an offer", "indirect", "Onda Norte")
    g.say(("Valencia", 2), "deny", "it", "indirect", "Valencia", polarity="denied", optional=True)
    g.say("the player's agent", "citing", "the fee would be nine million euros", "indirect", "Kalle Berg", "L'Equipe",
          accept={"source": [[g.exact("L'Equipe, citing the player's agent")], [g.exact("L'Equipe")]]})
    g.say("the agent, Kalle Berg", "wrote", "Not true", "direct", "Kalle Berg")
    g.who(p, "news agency")
    g.who("Mats Lindqvist", "person", "goalkeeper", "Lindqvist", "Mats")
    g.who("SVT", "news agency")
    g.who("Rovers", "organisation")
    g.who("Aftonbladet", "news agency")
    g.who("Pat Dunne", "person", "manager of Rovers", "Dunne")
    g.who("Onda Norte", "news agency")
    g.who("Valencia", "organisation")
    g.who("L'Equipe", "news agency")
    g.who("Kalle Berg", "person", "agent of Mats Lindqvist")
    return g


def leak():
    p = "The Halverton Post"
    g = Gold("12-leak", p)
    g.say("an internal memo seen by AFP", "according to", "The army was warned of the flood two days before it struck",
          "indirect", "internal memo", "AFP", accept={"speaker": ["internal memo seen by AFP", "Ruth Adeyo", "army", ""]})
    g.say("The memo, dated 4 July", "says", 'that the dam at Orrin "will not hold"', "mixed", "memo", "AFP",
          accept={"speaker": ["internal memo", "Ruth Adeyo", ""], "chain": [[p, "AFP", "Ruth Adeyo"]]})
    g.say("Its author, Colonel Ruth Adeyo", "told", "she had sent it to the general staff", "indirect", "Ruth Adeyo", "AFP")
    g.say("General Tomas Brill", "said", "that he had not read it", "indirect", "Tomas Brill", "AFP")
    outer = g.say("Opposition lawmaker Petra Wynn", "said", "Brill had told her that the memo was a forgery", "indirect",
                  "Petra Wynn", "AFP")
    g.say("Brill", "had told", "that the memo was a forgery", "indirect", "Tomas Brill", "AFP", "Petra Wynn", inside=outer)
    g.say("she", "said", "Then he must explain the stamp", "direct", "Petra Wynn", "AFP")
    g.say("Survivors in Orrin", "said", "soldiers came only on the third day", "indirect", None, "AFP",
          last="survivors in Orrin")
    g.say("One woman, who gave her name only as Lena", "said", "We dug with spoons.", "direct", "Lena", "AFP",
          accept={"speaker": [""], "chain": [[p, "AFP", "one woman"]], "anonymous": True})
    g.say("The Red Cross", "says", "3,000 people are still missing", "indirect", "Red Cross", "AFP")
    g.say("the government", "puts", "the number at 800", "indirect", "government", "AFP", optional=True)
    g.who(p, "news agency", None, "Halverton Post")
    g.who("AFP", "news agency", None, "Agence France-Presse")
    g.who("Halverton", "place", None, "HALVERTON")
    g.who("Ruth Adeyo", "person", "colonel")
    g.who("Tomas Brill", "person", "general", "Brill")
    g.who("Petra Wynn", "person", "opposition lawmaker")
    g.who("Orrin", "place")
    g.who("Red Cross", "organisation")
    return g


def wire_copy():
    p = "Tarnholm Tidende"
    g = Gold("13-wire-copy", p)
    c = "NTB-Reuters"
    g.say("two diplomats with direct knowledge of the talks", "said", "Norway and Britain are close to a deal on mackerel quotas",
          "indirect", None, c, last="two diplomats with direct knowledge of the talks",
          accept={"chain": [[p, "NTB", "Reuters", "two diplomats with direct knowledge of the talks"], [p, "NTB", "two diplomats with direct knowledge of the talks"], [p, "Reuters", "two diplomats with direct knowledge of the talks"]]})
    g.say("one of them", "said", "We are at the last comma", "direct", None, c, last="one of them",
          accept={"chain": [[p, "NTB", "Reuters", "one of them"], [p, "NTB", "one of them"], [p, "Reuters", "one of them"]]})
    g.say("a draft seen by Reuters", "according to", "London has accepted Oslo's figure of 180,000 tonnes", "indirect", "draft", c,
          "Reuters", accept={"speaker": ["draft seen by Reuters", ""], "chain": [[p, "NTB", "Reuters", "draft"], [p, c, "draft"], [p, "Reuters", "draft"]]})
    g.say("The Norwegian fisheries minister, Siri Haugland, who flew to London on Thursday", "told",
          'she was "neither happy nor sad"', "mixed", "Siri Haugland", c, "NRK",
          accept={"chain": [[p, "NTB", "Reuters", "NRK", "Siri Haugland"], [p, "NTB", "NRK", "Siri Haugland"], [p, "Reuters", "NRK", "Siri Haugland"]]})
    g.say("Her British counterpart", "praised", '"a grown-up conversation"', "mixed", "fisheries minister of the United Kingdom", c,
          accept={"speaker": ["British counterpart", "fisheries minister of Britain"], "chain": [[p, "NTB", "fisheries minister of the United Kingdom"], [p, c, "British counterpart"]]}, optional=True)
    g.say("Fishermen in Tarnholm", "fear", "that the quota will be gone by October", "indirect", None, c,
          last="fishermen in Tarnholm", accept={"chain": [[p, "NTB", "Reuters", "fishermen in Tarnholm"], [p, "NTB", "fishermen in Tarnholm"], [p, "Reuters", "fishermen in Tarnholm"]]})
    g.who(p, "news agency")
    g.who("Siri Haugland", "person", "fisheries minister of Norway")
    g.who("NRK", "news agency")
    return g


def ngo():
    p = "Watershed Alliance"
    g = Gold("14-ngo", p)
    g.say("the Watershed Alliance", "said", "Tailings from the San Telmo mine have reached the Rio Verde", "indirect", p)
    g.say("Samples taken by volunteers and tested by the University of Cuenca", "show", "eleven times the permitted arsenic",
          "indirect", "University of Cuenca", accept={"speaker": ["samples", ""], "anonymous": True, "chain": [[p, "samples"]]})
    g.say("the Alliance's director, Ximena Paz", "said", "People wash their children in that water", "direct", "Ximena Paz")
    g.say("The mine's owner, Andina Gold", "has maintained", "that the dam is intact", "indirect", "Andina Gold")
    g.say("chief engineer Tomas Rule", "wrote", 'that the dam "will need luck"', "mixed", "Tomas Rule")
    outer = g.say("Paz", "added", "that mayor Lucho Vera had told her in private that the ministry knew", "indirect", "Ximena Paz")
    g.say("mayor Lucho Vera", "had told", "that the ministry knew", "indirect", "Lucho Vera", "Ximena Paz", inside=outer)
    g.say("The environment ministry", "denies", ("that", 6), "indirect", "environment ministry", polarity="denied", optional=True)
    g.say("A judge", "ruled", "that the samples are admissible", "indirect", None, last="judge")
    g.who(p, "organisation", None, "Alliance")
    g.who("Ximena Paz", "person", "director", "Paz")
    g.who("Andina Gold", "organisation")
    g.who("Tomas Rule", "person", "chief engineer", "Rule")
    g.who("Lucho Vera", "person", "mayor")
    g.who("University of Cuenca", "organisation")
    return g


def late_desk():
    p = "Lowveld Morning News"
    g = Gold("15-late-desk", p)
    g.say("Kasari army chief", "says", 'Coup talk "nonsense"', "mixed", "Abel Mutua", accept={"speaker": ["Kasari army chief", "army chief"], "chain": [[p, "army chief"]]})
    g.say("Kasari's army chief", "has dismissed", "talk of a coup as nonsense", "indirect", "Abel Mutua", "KBTV", "Joy Wafula",
          polarity="denied",
          accept={"speaker": ["army chief", "Joy Wafula"], "polarity": ["asserted"],
                  "chain": [[p, "KBTV", "Joy Wafula"], [p, "KBTV", "Abel Mutua"], [p, "KBTV", "army chief"]]}, optional=True)
    g.say("spokesman Colonel Joy Wafula", "said", 'General Abel Mutua "sleeps well"', "mixed", "Joy Wafula", "KBTV",
          accept={"chain": [[p, "Joy Wafula"]]})
    g.say("opposition leader Sam Mutua, no relation", "said", "the general had phoned him on Sunday", "indirect", "Sam Mutua",
          accept={"source": [[g.exact("opposition leader Sam Mutua")]]})
    outer = g.say(("Mutua", 3), "said", "He said the barracks were quiet", "direct", "Sam Mutua")
    g.say("He", "said", "the barracks were quiet", "indirect", "Abel Mutua", "Sam Mutua", inside=outer)
    g.say(None, None, "They are always quiet before.", "direct", None, anonymous=True)
    g.say("A resident of Block C, reached by phone", "spoke of", "tanks", "indirect", None, last="resident of Block C", optional=True)
    g.say("Washington", "urged", "restraint", "indirect", "Washington", optional=True)
    g.say("A regional bloc", "said", "it would send observers", "indirect", "regional bloc", "Post",
          accept={"speaker": ["", "communique", "leaked communique"], "anonymous": True,
                  "chain": [[p, "Post", "leaked communique", "regional bloc"], [p, "Post", "regional bloc"], [p, "Post", "communique"]]})
    g.who(p, "news agency", None, "Lowveld Morning News")
    g.who("Abel Mutua", "person", "general, army chief", "General Abel Mutua")
    g.who("Sam Mutua", "person", "opposition leader")
    g.who("Joy Wafula", "person", "spokesman")
    g.who("KBTV", "news agency")
    g.who("Post", "news agency")
    return g


if __name__ == "__main__":
    for make in (dateline, byline, slashes, state_agency, radio, tabloid, business, court, diplomacy, statement, sport, leak, wire_copy, ngo,
                 late_desk):
        gold = make()
        gold.write()
        if "--show" in sys.argv:
            gold.show()
