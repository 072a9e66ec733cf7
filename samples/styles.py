"""What a careful reader finds in `styles/`, dispatches in house styles of their own: the source of
styles/NN-*.gold.json. Written before the reader was tried on them.

Run `python3 samples/styles.py` after a change; `--show` prints each span. How spans are quoted
tells gold.py, whose helper this uses; `hands` stand between the publisher and the speaker.
"""

import sys

from gold import Gold


def match_report():
    p = "The Saturday Whistle"
    g = Gold("styles/01-match-report", p, None, None, "2025-03-09", ["stated"])
    g.say("Piet Almeida", "said",
          ["I've told them a hundred times: the game ends when the whistle goes",
           "We went to sleep. I'm not going to stand here and blame the grass."], "direct", "Piet Almeida")
    outer = g.say("he", "grinned", ["My wife said I'd be useless", "She's usually right, so I'll enjoy tonight."], "direct",
                  "Dara Keogh")
    g.say("My wife", ("said", 2), "I'd be useless", "indirect", None, "Dara Keogh", last="my wife", inside=outer,
          accept={"speaker": ["Dara Keogh's wife"]})
    g.say("Almeida", "thought", "the winner was offside", "indirect", "Piet Almeida")
    g.say("The referee, Joan Tice", "did not", "the winner was offside", "indirect", "Joan Tice", polarity="negated",
          optional=True)
    g.say("The league", "has confirmed", "that the goal will stand", "indirect", "league")
    g.say("Rovers captain Owen Bragg", "calling", 'them "worth a goal a game"', "mixed", "Owen Bragg",
          accept={"source": [[g.near("Bragg", [g.exact("Ask me at Easter")])]]})
    g.say("Rovers captain Owen Bragg", "praised", "the travelling fans", "indirect", "Owen Bragg", optional=True)
    g.say(("Bragg", 2), "replied", "Ask me at Easter", "direct", "Owen Bragg")
    g.say("Stewards", "say", "it came from the home end", "indirect", None, last="stewards")
    g.say("the Vale supporters' trust", "insists", "it did not", "indirect", "Vale supporters' trust")
    g.say("Marlow police", "have appealed for", "witnesses", "indirect", "Marlow police", optional=True)
    g.say(None, "It is understood", "that Almeida has been given two matches to save his job", "indirect", None)
    g.say("a spokesman", "said", "Piet has our backing", "direct", "Marlow Vale",
          accept={"speaker": ["the club", "club", "spokesman", "spokesman of the club", "Vale"], "chain": [[p, "spokesman"], [p, "club"]]})
    g.say("the bookmakers", "according to", "are now favourites for the title", "indirect", None, last="bookmakers")
    g.times(("Sunday, 9 March 2025", "2025-03-09"), ("January", "2025-01"), ("tonight", "2025-03-09TNI"),
            ("now", "PRESENT_REF", "optional"), ("Easter", "2025-04-20", "optional"), ("Tuesday", "2025-03-11"),
            ("now", "PRESENT_REF", "optional"), ("next Saturday", "2025-03-15"))
    g.who(p, "newspaper", None, "Whistle")
    g.who("Piet Almeida", "person", "manager of Marlow Vale", "Almeida", "Piet")
    g.who("Dara Keogh", "person", "player of Tarn Rovers", "Keogh")
    g.who("Joan Tice", "person", "referee")
    g.who("Owen Bragg", "person", "captain of Tarn Rovers", "Bragg")
    g.who("Sid Marrow", "person", "goalkeeper of Marlow Vale")
    g.who("Marlow Vale", "organisation", None, "Vale", "club")
    g.who("Vale supporters' trust", "organisation")
    g.who("Marlow police", "organisation", None, "police")
    g.who("league", "organisation")
    g.ahead("Vale travel to Corran", "2025-03-11", where="Corran")
    g.ahead("Rovers host Ashby", "2025-03-15")
    return g


def court_report():
    p = "Strathmoy Gazette"
    g = Gold("styles/02-court-report", p, None, None, "2025-11-06", ["stated"])
    g.say("jury", "hears", 'Baker "told lies about the ladder"', "mixed", None, last="jury", optional=True)
    g.say("A BAKER accused of setting fire to his own shop", "told", "that he had been in Perth that night", "indirect",
          "Callum Orrick", accept={"chain": [[p, "a court", "Callum Orrick"], [p, "Crown", "Callum Orrick"]], "nested": True,
                                   "speaker": ["baker"]})
    g.say("a court", "heard", "A BAKER accused of setting fire to his own shop told his insurers that he had been in Perth that night",
          "indirect", None, last="court", optional=True)
    g.say("Callum Orrick, 52, of Mill Wynd, Dunaver", "denies", "wilful fire-raising and attempted fraud", "indirect",
          "Callum Orrick", polarity="denied", accept={"source": [[g.exact("Callum Orrick")]]})
    sharpe = g.say("Fiona Sharpe KC", "told", 'they would hear from a taxi driver who remembered Mr Orrick "smelling like a barbecue"',
                   "mixed", "Fiona Sharpe")
    g.say("a taxi driver", "remembered", 'Mr Orrick "smelling like a barbecue"', "mixed", "Amir Shah", "Fiona Sharpe", inside=sharpe,
          optional=True)
    g.say("The driver, Amir Shah", "said", "he had collected the accused from the harbour shortly after midnight on 3 May", "indirect",
          "Amir Shah")
    shah = g.say("Mr Shah", "said", ["He asked me to go the long way round",
                 "He said, 'I've forgotten something and I'm glad of it.' I thought it was a strange thing to say."], "direct", "Amir Shah")
    g.say("He", "asked", "me to go the long way round", "indirect", "Callum Orrick", "Amir Shah", inside=shah)
    g.say(("He", 2), ("said", 3), "I've forgotten something and I'm glad of it.", "direct", "Callum Orrick", "Amir Shah", inside=shah)
    g.say("I", "thought", "it was a strange thing to say", "indirect", "Amir Shah", inside=shah, optional=True)
    g.say("Mr Shah", "accepted", "that he could not be sure of the date", "indirect", "Amir Shah")
    g.say("He", "denied", "having been paid by a newspaper", "indirect", "Amir Shah", polarity="denied")
    g.say("Fire investigator Dr Helen Moncur", "told", "that the blaze began at the foot of a wooden ladder", "indirect", "Helen Moncur")
    g.say("her", "In her opinion", "the ladder had been soaked in paraffin", "indirect", "Helen Moncur")
    g.say("Mr Bell", "suggested", "that a heater might have tipped over", "indirect", "Ruaridh Bell")
    g.say("she", "replied", "There was no heater", "direct", "Helen Moncur")
    g.say("he", "said", "I loved that shop. Anyone who says otherwise never ate my bread.", "direct", "Callum Orrick",
          accept={"source": [[g.exact("A statement by the accused")], [g.span(g.text.index("the accused was read"), "the accused")]]})
    g.say("Sheriff Marjory Dow", "reminded", "that they must decide the case on the evidence alone", "indirect", "Marjory Dow")
    g.say(None, "is expected", "to last until 14 November", "indirect", None, optional=True)
    g.times(("Thursday 6 November 2025", "2025-11-06"), ("that night", "2025-05-02TNI", "optional"), ("yesterday", "2025-11-05"),
            ("shortly after midnight on 3 May", "2025-05-03TNI"), ("today", "2025-11-06"), ("14 November", "2025-11-14"))
    g.out["times"][3].update({"instead": [[{**g.exact("3 May"), "value": "2025-05-03"}]], "values": ["2025-05-03", "2025-05-03T00:00", "2025-05-03TMO"]})
    g.who(p, "newspaper")
    g.who("Callum Orrick", "person", "baker", "Mr Orrick", "the accused", "baker")
    g.who("Fiona Sharpe", "person", "prosecutor")
    g.who("Amir Shah", "person", "taxi driver", "Mr Shah")
    g.who("Ruaridh Bell", "person", "defence counsel", "Mr Bell")
    g.who("Helen Moncur", "person", "fire investigator")
    g.who("Marjory Dow", "person", "sheriff")
    g.ahead("The trial continues", "2025-11-06", optional=True)
    g.ahead("trial is expected to last until 14 November", "2025-11-14", optional=True, starts=["2025-11-06"])
    return g


def embargoed_release():
    p = "University of Orrinmouth"
    g = Gold("styles/03-embargoed-release", p, None, "Press office", "2026-01-21", ["embargo of the same day, \"published today\""])
    g.say("study", "finds", "Seagrass remembers heat", "indirect", "study", accept={"speaker": ["Ines Halloran", "University of Orrinmouth"], "chain": [[p]]})
    g.say("research published today in the journal Coastal Letters", "according to",
          "Meadows of seagrass that live through one hot summer survive the next one better", "indirect", "research",
          accept={"chain": [[p, "Coastal Letters", "research"], [p, "Coastal Letters"]],
                  "speaker": ["Coastal Letters", "research published today in the journal Coastal Letters"]})
    g.say("They", "found", "that plots which had lost leaves in the heatwave of 2018 lost only half as many in 2022", "indirect",
          "team led by Dr Ines Halloran", accept={"speaker": ["Ines Halloran", "team"], "chain": [[p, "team"], [p, "Ines Halloran"]]})
    g.say("Dr Halloran, senior lecturer in marine botany at the University of Orrinmouth", "said",
          ["It is as if the meadow takes notes", "What we don't know yet is where it keeps them."], "direct", "Ines Halloran",
          accept={"source": [[g.near("Dr Halloran", [g.exact("senior lecturer")])]]})
    g.say("The authors", "suggest", "that proteins made under stress stay in the roots", "indirect", "authors",
          accept={"speaker": ["Ines Halloran", "team"], "chain": [[p, "Ines Halloran"], [p, "team"]]})
    g.say("Earlier work by the Lund Marine Station", "had indicated", "that the effect fades after two winters", "indirect",
          "Lund Marine Station", accept={"speaker": ["Earlier work by the Lund Marine Station", "Earlier work"],
                                         "chain": [[p, "Earlier work"], [p, "Lund Marine Station", "Earlier work"]]})
    g.say("the new results", "cast doubt on", ("this", 1), "indirect", None, last="results", optional=True)
    g.say("Professor Teo Vance of the Kell Institute, who was not involved in the study", "described",
          'the data as "remarkably clean"', "mixed", "Teo Vance", accept={"source": [[g.exact("Professor Teo Vance of the Kell Institute")]]})
    g.say("Professor Teo Vance of the Kell Institute, who was not involved in the study", "cautioned",
          "that the plots were all shallow", "indirect", "Teo Vance", accept={"source": [[g.exact("Professor Teo Vance of the Kell Institute")]]})
    g.say("he", "added", "I would want to see this at ten metres before I called it memory", "direct", "Teo Vance")
    g.say("Co-author Dr Priya Nair", "warned", "Nobody should read this and think the meadows will be fine. They won't be.", "direct",
          "Priya Nair", accept={"kind": ["mixed"]})
    g.say("Co-author Dr Priya Nair", "warned", "against complacency", "indirect", "Priya Nair", optional=True)
    g.times(("16:00 GMT ON WEDNESDAY 21 JANUARY 2026", "2026-01-21T16:00"), ("one hot summer", "XXXX-SU", "optional"), ("today", "2026-01-21"),
            ("nine years", "P9Y", "optional"), ("2018", "2018"), ("2022", "2022"), ("two winters", "P2WI", "optional"), ("21 January 2026", "2026-01-21"),
            ("28 January at 18:30", "2026-01-28T18:30"))
    g.who(p, "organisation")
    g.who("Ines Halloran", "person", "marine botanist", "Dr Halloran", "I. Halloran")
    g.who("Teo Vance", "person", "professor of the Kell Institute", "Vance")
    g.who("Priya Nair", "person", "co-author", "P. Nair")
    g.who("Lund Marine Station", "organisation")
    g.who("Kell Institute", "organisation")
    g.who("Meg Rowe", "person", "press officer")
    g.ahead("Dr Halloran will speak about the findings", "2026-01-28T18:30", where="Harbour Museum")
    g.ahead("paper will be published in Coastal Letters", "2026-01-21")
    return g


def war_communique():
    p = "Continental Press"
    g = Gold("styles/04-war-communique", p, None, None, "2024-08-19", ["dateline"])
    g.say("Both sides", "claim", ("bridge at Ostrel", 1), "indirect", "both sides", optional=True)
    g.say("The armed forces of Kasnia", "said", "that they had taken full control of the bridge at Ostrel", "indirect",
          "armed forces of Kasnia")
    g.say("Lurania's general staff", "said", "the attack had been repelled with heavy losses", "indirect", "general staff of Lurania")
    g.say("Kasnian military spokesman Colonel Bogdan Irsa", "told", "Units of the Third Corps have raised the flag over the eastern tower",
          "direct", "Bogdan Irsa")
    g.say("He", "put", "enemy losses at 60 killed and four vehicles destroyed", "indirect", "Bogdan Irsa")
    g.say("The Luranian general staff", "called", 'the claim "a fairy tale for generals"', "mixed", "general staff of Lurania")
    g.say(("it", 2), "said", 'its troops held both banks and that "the only flag on the tower is a bedsheet"', "mixed",
          "general staff of Lurania", accept={"chain": [[p, "Herald", "general staff of Lurania"]]})
    mira = g.say("A resident of Ostrel reached by telephone, who gave her name only as Mira", "said",
                 "she had heard shelling since Saturday night and that soldiers had told people to stay in their cellars", "indirect", "Mira",
                 accept={"source": [[g.exact("A resident of Ostrel reached by telephone")], [g.exact("A resident of Ostrel")]]})
    g.say("soldiers", "had told", "people to stay in their cellars", "indirect", None, "Mira", last="soldiers", inside=mira)
    g.say("she", "said", ["I can't tell you whose they are", "They are all muddy."], "direct", "Mira")
    g.say("a Luranian", "allegation", "that cluster munitions had been used", "indirect", "Edo Marsk",
          accept={"source": [[g.span(g.text.index("Luranian allegation"), "Luranian")]],
                  "speaker": ["Lurania", "government of Lurania"], "chain": [[p, "Lurania"], [p, "government of Lurania"]], "nested": True})
    g.say("Kasnia's defence ministry", "denied", "that cluster munitions had been used", "indirect", "defence ministry of Kasnia",
          polarity="denied")
    g.say("Lurania's foreign minister, Edo Marsk", "said", "that 14 civilians had been wounded", "indirect", "Edo Marsk")
    g.say("A hospital list seen by Continental Press", "names", "nine", "indirect", "hospital list",
          accept={"speaker": ["hospital", "A hospital list seen by Continental Press"], "source": [[g.exact("A hospital list")]],
                  "chain": [[p, "hospital"]]})
    g.say("President Karel Domin", "vowed", 'that the operation would go on "until the last metre"', "mixed", "Karel Domin", "Kaspress",
          accept={"source": [[g.exact("President Karel Domin, quoted by the state agency Kaspress")]]})
    diplomats = g.say("Western diplomats", "believe", "he will announce a second mobilisation", "indirect", None, last="Western diplomats")
    g.say("he", "will announce", "a second mobilisation", "indirect", "Karel Domin", "Western diplomats", inside=diplomats,
          polarity="hypothetical", optional=True)
    g.say("one of them", "cautioned", "that the decision had not been taken", "indirect", None, last="one of them",
          accept={"chain": [[p, "Western diplomat"], [p, "one of the Western diplomats"], [p, "Western diplomats"]]})
    g.say("The Red Cross", "has appealed", "to both armies to let ambulances cross", "indirect", "Red Cross")
    g.say("Varden", "has yet to respond", "to both armies to let ambulances cross", "indirect", "Varden", polarity="negated", optional=True)
    g.say("The Luranian side", "says", "it agreed on Friday", "indirect", "Lurania",
          accept={"speaker": ["Luranian side", "government of Lurania"], "chain": [[p, "Luranian side"], [p, "government of Lurania"]]})
    g.say("the Red Cross", "did not confirm", "it agreed on Friday", "indirect", "Red Cross", polarity="negated", optional=True)
    g.times(("Aug 19, 2024", "2024-08-19"), ("Monday", "2024-08-19"), ("Saturday night", "2024-08-17TNI"), ("Sunday", "2024-08-18"),
            ("Wednesday evening", "2024-08-21TEV"), ("Friday", "2024-08-16"))
    g.who(p, "news agency")
    g.who("armed forces of Kasnia", "organisation")
    g.who("general staff of Lurania", "organisation", None, "Lurania's general staff", "Luranian general staff", "general staff")
    g.who("Bogdan Irsa", "person", "military spokesman of Kasnia")
    g.who("Mira", "person", "resident of Ostrel")
    g.who("defence ministry of Kasnia", "government body", None, "Kasnia's defence ministry", "defence ministry")
    g.who("Edo Marsk", "person", "foreign minister of Lurania")
    g.who("Karel Domin", "person", "President of Kasnia")
    g.who("Kaspress", "news agency")
    g.who("Red Cross", "organisation")
    g.who("Lurania", "place, and the government", None, "Luranian side", "The Luranian side")
    g.who("Varden", "place, and the government (metonym)")
    g.ahead("President Karel Domin is due to address the nation", "2024-08-21TEV", starts=["2024-08-21"])
    return g


def obituary():
    p = "The Northern Post"
    g = Gold("styles/05-obituary", p, None, None, "2025-10-17", ["stated"])
    g.say(None, "was said", "to know every boat on the water by the cough of its engine", "indirect", None)
    g.say("she", "wrote", "I learned to swim because nobody had time to watch me", "direct", "Wilhelmina Stroud",
          accept={"chain": [[p, "Gates and Paddles", "Wilhelmina Stroud"]]})
    recalled = g.say("she", "recalled", ["Her father", "believed that girls should not work a winch"],
                     "indirect", "Wilhelmina Stroud")
    g.say("Her father", "believed", "that girls should not work a winch", "indirect", None, "Wilhelmina Stroud", last="her father",
          inside=recalled, accept={"nested": True, "chain": [[p, "her father"]]}, optional=True)
    g.say("her mother", "told", "him to mind the soup", "indirect", None, "Wilhelmina Stroud", last="her mother",
          accept={"nested": True, "chain": [[p, "her mother"]]})
    g.say("the Waterways Board", "announced", "that the Hatherbridge arm would be filled in", "indirect", "Waterways Board")
    g.say("Stroud", "informed", 'that he would "have to dig round a widow"', "mixed", "Wilhelmina Stroud")
    g.say("The Board's chairman, Sir Aubrey Quaife", "conceded", 'that it had been "an error of arithmetic"', "mixed", "Aubrey Quaife")
    g.say("A boat owner", "complained", 'that she was "ruder than the weather"', "mixed", None, last="a boat owner")
    g.say("The historian Paul Mather", "has argued",
          "that without her stubbornness half the northern network would now be car parks", "indirect", "Paul Mather")
    g.say("She", "never claimed", "to have saved anything", "indirect", "Wilhelmina Stroud", polarity="negated")
    g.say("she", "would say", ["The water did it", "Water wants to go somewhere."], "direct", "Wilhelmina Stroud")
    ellie = g.say("Her granddaughter Ellie Stroud", "said",
                  "Gran's last words were about the paddle on lock nine. She thought it was leaking. It was.", "direct", "Ellie Stroud")
    g.say("She", "thought", "it was leaking", "indirect", "Wilhelmina Stroud", "Ellie Stroud", inside=ellie)
    g.say("the Canal Society", "has announced", "A flotilla in her memory will leave Hatherbridge at noon on Sunday 2 November", "indirect",
          "Canal Society")
    g.say("The family", "ask for", "no flowers, please, but oil", "indirect", "family", accept={"speaker": ["the family", "family of Wilhelmina Stroud"]})
    g.times(("Friday 17 October 2025", "2025-10-17"), ("38 years", "P38Y", "optional"), ("2 February 1934", "1934-02-02"), ("1968", "1968"),
            ("1974", "1974"), ("now", "PRESENT_REF", "optional"), ("noon on Sunday 2 November", "2025-11-02T12:00"))
    g.who(p, "newspaper")
    g.who("Wilhelmina Stroud", "person", "lock-keeper", "Stroud", "Gran")
    g.who("Ellie Stroud", "person", "granddaughter")
    g.who("Waterways Board", "organisation", None, "Board")
    g.who("Aubrey Quaife", "person", "chairman of the Waterways Board", "Sir Aubrey Quaife")
    g.who("Paul Mather", "person", "historian")
    g.who("Canal Society", "organisation")
    g.ahead("A flotilla in her memory will leave", "2025-11-02T12:00", where="Hatherbridge", by="Canal Society")
    return g


def weather_warning():
    p = "Bay Weather Desk"
    g = Gold("styles/06-weather-warning", p, None, None, "2025-12-02", ["stated"])
    g.say("Forecasters", "have warned of",
          "a danger to life from flying debris when Storm Petra reaches the coast early on Wednesday", "indirect", None, last="forecasters",
          accept={"speaker": ["Coastal Met Service", "forecasters"], "chain": [[p, "Coastal Met Service"]]})
    g.say("It", "says", "gusts of 80mph are likely between Fell Point and Marran, with waves of up to nine metres possible", "indirect",
          "Coastal Met Service")
    g.say("A spokesperson", "advised", 'people "to stay away from the sea, however good the picture might be"', "mixed",
          "Coastal Met Service", accept={"speaker": ["spokesperson", "spokesperson of the Coastal Met Service"], "chain": [[p, "spokesperson"]]})
    g.say("Chief forecaster Lena Ruud", "said",
          ["Petra is small but she is in a hurry.", "We expect the worst between 3am and 7am. By lunchtime it should all be over."],
          "direct", "Lena Ruud")
    g.say("We", "expect", "the worst between 3am and 7am", "indirect", "Lena Ruud", optional=True)
    g.say("Models run by the Ellingen Centre", "suggest", "the storm could turn north before it makes landfall", "indirect",
          "Ellingen Centre", accept={"speaker": ["models", "Models run by the Ellingen Centre"], "chain": [[p, "models"], [p, "Ellingen Centre", "models"]]})
    g.say("she", "said", ["One run in fifty shows it", "I wouldn't bet a garden shed on it."], "direct", "Lena Ruud")
    g.say("operator BlueLine", "said", "Ferries between Marran and the Skellan islands have been cancelled until Thursday", "indirect",
          "BlueLine")
    g.say(None, "are being told", "not to travel", "indirect", None)
    g.say("the Highways Agency", "according to", "Only if you must", "indirect", "Highways Agency")
    g.say("the Highways Agency", "is asking", "lorry drivers to park by midnight", "indirect", "Highways Agency",
          accept={"source": [[g.span(g.text.index("which is asking"), "which")]]})
    g.say("The council leader, Bea Thorne", "defended the decision", "I'd rather explain a closed school than a fallen roof.", "direct",
          "Bea Thorne")
    g.say("an inquiry", "concluded", "had come too late", "indirect", "inquiry", accept={"speaker": ["an inquiry"]})
    g.times(("5.40pm Tuesday, December 2, 2025", "2025-12-02T17:40"), ("early on Wednesday", "2025-12-03TMO"), ("noon", "2025-12-02T12:00"),
            ("between 3am and 7am", "2025-12-03T03:00/2025-12-03T07:00"), ("lunchtime", "2025-12-03TMI", "optional"), ("Thursday", "2025-12-04"),
            ("midnight", "2025-12-02T24:00", "optional"), ("tomorrow", "2025-12-03"), ("2013", "2013"), ("9pm", "2025-12-02T21:00"))
    g.who(p, "news agency")
    g.who("Coastal Met Service", "organisation", None, "the service")
    g.who("Lena Ruud", "person", "chief forecaster", "Ruud")
    g.who("Ellingen Centre", "organisation")
    g.who("BlueLine", "organisation")
    g.who("Highways Agency", "organisation")
    g.who("Bea Thorne", "person", "council leader")
    g.ahead("Storm Petra reaches the coast", "2025-12-03", by="forecasters", starts=["2025-12-03TMO"], optional=True)
    g.ahead("Schools in Marran will be shut", "2025-12-03", where="Marran")
    g.ahead("The service will review the warning", "2025-12-02T21:00")
    g.ahead("Ferries between Marran and the Skellan islands cancelled until Thursday", "2025-12-04", by="BlueLine", optional=True, starts=["2025-12-02"])
    return g


def briefing_transcript():
    p = "Ministry of Health"
    g = Gold("styles/07-briefing-transcript", p, None, None, "2025-05-12", ["stated"])
    g.say("MS KOLB", ":", "Good morning. I have one announcement. The minister will present the vaccination plan in Ferrol on 15 May. I'll take your questions.",
              "direct", "Irena Kolb")
    q = g.say("QUESTION", ":", "The paper Dnevni List says the plan has been on her desk since March. Is that right?", "direct", None, last="question",
              accept={"chain": [[p, "reporter"], [p]]})
    g.say("The paper Dnevni List", "says", "the plan has been on her desk since March", "indirect", "Dnevni List", "question", inside=q,
          accept={"chain": [[p, "reporter", "Dnevni List"], [p, "Dnevni List"]]})
    k = g.say("MS KOLB", ":", "I have seen that report. It is wrong. A draft was finished in April, and the minister has said more than once that she would not publish a draft.",
              "direct", "Irena Kolb")
    g.say("the minister", "has said", "that she would not publish a draft", "indirect", "minister", "Irena Kolb", inside=k,
          accept={"speaker": ["the minister", "minister of health"]})
    q = g.say("QUESTION", ":", "So there was a draft? The union of nurses says it was never consulted.", "direct", None, last="question",
              accept={"chain": [[p, "reporter"], [p]]})
    g.say("The union of nurses", "says", "it was never consulted", "indirect", "union of nurses", "question", inside=q,
          accept={"chain": [[p, "reporter", "union of nurses"], [p, "union of nurses"]]})
    k = g.say("MS KOLB", ":", "The union was invited on 2 April. Its chairman told us he was on holiday. I make no comment on holidays.", "direct", "Irena Kolb")
    g.say("Its chairman", "told", "he was on holiday", "indirect", "chairman of the union of nurses", "Irena Kolb", inside=k,
          accept={"speaker": ["Its chairman", "chairman", "union of nurses", "union"], "chain": [[p, "Irena Kolb", "chairman"], [p, "Irena Kolb", "union"]]})
    q = g.say("QUESTION (Ana Reis, Radio Sud)", ":", "Professor Mandl told us last night that there are \"not enough doses for one province\". Do you deny it?", "direct",
              "Ana Reis", accept={"source": [[g.exact("Ana Reis, Radio Sud")], [g.exact("Ana Reis")]], "chain": [[p, "Radio Sud", "Ana Reis"]],
                                  "kind": ["mixed"]})
    g.say("Professor Mandl", "told", 'that there are "not enough doses for one province"', "mixed", "Mandl", "Ana Reis", inside=q,
          accept={"speaker": ["Professor Mandl"], "chain": [[p, "Ana Reis", "Radio Sud", "Mandl"], [p, "Radio Sud", "Ana Reis", "Mandl"]]})
    k = g.say("MS KOLB", ":", ["I don't deny that Professor Mandl said it.",
              "Our figures show 1.2 million doses in store. The World Health Organization, which counted them last week, agrees with us."], "direct",
              "Irena Kolb")
    g.say("Our figures", "show", "1.2 million doses in store", "indirect", "Ministry of Health", "Irena Kolb", inside=k,
          accept={"speaker": ["Our figures", "figures"], "chain": [[p, "Irena Kolb", "figures"], [p, "Irena Kolb"]]})
    k = g.say("MS KOLB", ":", "Nobody has proposed that. If anybody did, the minister would say what she said in 2020: \"Viruses don't queue at customs.\" Thank you all.",
              "direct", "Irena Kolb", accept={"kind": ["mixed"]})
    g.say("she", "said", "Viruses don't queue at customs.", "direct", "minister", "Irena Kolb", inside=k,
          accept={"speaker": ["the minister", "minister of health"], "source": [[g.near("the minister", [g.exact("would say")])]], "polarity": ["hypothetical"]})
    g.say("QUESTION", ":", "Will the borders be closed?", "direct", None, last="question", optional=True)
    g.times(("12 May 2025", "2025-05-12"), ("15 May", "2025-05-15"), ("March", "2025-03"), ("April", "2025-04"), ("2 April", "2025-04-02"),
            ("last night", "2025-05-11TNI"), ("last week", "2025-W19"), ("2020", "2020"), ("11:25", "2025-05-12T11:25"))
    g.who(p, "government body", None, "Ministry of Health, Republic of Sarrow")
    g.who("Irena Kolb", "person", "spokeswoman", "MS KOLB", "Kolb")
    g.who("Dnevni List", "newspaper")
    g.who("union of nurses", "organisation", None, "union")
    g.who("Ana Reis", "person", "reporter")
    g.who("Radio Sud", "broadcaster")
    g.who("Mandl", "person", "professor", "Professor Mandl")
    g.who("World Health Organization", "organisation")
    g.ahead("The minister will present the vaccination plan", "2025-05-15", where="Ferrol", by="Irena Kolb")
    return g


def tabloid():
    p = "Daily Comet"
    g = Gold("styles/08-tabloid", p, None, None, "2025-06-16", ["stated"])
    g.say("pals", "claim",
          "POP hunk Jett Lavelle has DUMPED model Lola Prynne after a blazing bust-up over their foul-mouthed parrot", "indirect", None, last="pals")
    src = g.say("A source", "told", "Lola said it was her or the bird. Jett looked at the bird.", "direct", None, last="a source")
    g.say(("Lola", 3), "said", "it was her or the bird", "indirect", "Lola Prynne", "a source", inside=src)
    g.say("The insider", "added", "Everyone saw it coming. He loves that parrot more than his drummer.", "direct", None, last="the insider",
          accept={"chain": [[p, "a source"], [p, "source"]]})
    g.say("She", "wrote", "Some people deserve feathers.", "direct", "Lola Prynne")
    g.say("Jett's rep", "told", "We do not comment on private matters.", "direct", None, last="Jett's rep", accept={"speaker": ["Jett's rep", "Jett Lavelle"],
          "chain": [[p, "Jett Lavelle"]]})
    g.say("a friend of the singer", "fuming", "Lola taught it the swearing!", "direct", None, last="a friend of the singer",
          accept={"chain": [[p, "friend"]]})
    g.say("Neighbour Doreen Batt, 71", "said", "the rows had been going on for weeks", "indirect", "Doreen Batt")
    g.say("the gran-of-six", "sighed", ["I know words now I never knew before", "And I was in the Navy."], "direct", "Doreen Batt")
    g.say("he", "gushed", 'that she was "the one"', "mixed", "Jett Lavelle")
    g.say("Showbiz site Goss!p", "reported", "that Lola is already dating racing driver Milo Fenn", "indirect", "Goss!p",
          accept={"speaker": ["Showbiz site Goss!p"]})
    g.say("her mum Gail", "laughed it off", "Milo's her cousin.", "direct", "Gail", accept={"speaker": ["mum Gail", "her mum Gail"]})
    g.say("Jett's manager Baz Cohen", "according to", 'Rumours that the bird will get its own show are "total rubbish"', "mixed", "Baz Cohen")
    g.say("Rumours", None, "that the bird will get its own show", "indirect", None, last="rumours", optional=True)
    g.say("COMET", "SAYS", "Give the bird a break.", "indirect", p, alone=True, accept={"kind": ["direct"]}, anonymous=False)
    g.say("Lola", "broke her silence", "Some people deserve feathers.", "direct", "Lola Prynne", optional=True)
    g.times(("Monday June 16, 2025", "2025-06-16"), ("Friday night", "2025-06-13TNI"), ("Last night", "2025-06-15TNI"), ("weeks", "PXW", "optional"),
            ("March", "2025-03"), ("yesterday", "2025-06-15"), ("Thursday", "2025-06-19"))
    g.who(p, "newspaper", None, "DAILY COMET", "Comet", "COMET")
    g.who("Jett Lavelle", "person", "singer", "Jett")
    g.who("Lola Prynne", "person", "model", "Lola")
    g.who("Doreen Batt", "person", "neighbour", "the gran-of-six")
    g.who("Goss!p", "website")
    g.who("Gail", "person", "Lola's mother")
    g.who("Baz Cohen", "person", "manager")
    g.ahead("Jett plays the O2", "2025-06-19", where="O2")
    return g


def magazine_profile():
    p = "The Long Room"
    g = Gold("styles/09-magazine-profile", p, None, None, None, [])
    me = lambda *tail: {"chain": [[p, "Harriet Quin", *tail]]}
    g.say("Osgood Vale", "will tell", "that a bridge is a kind of slow sentence", "indirect", "Osgood Vale",
          accept={**me("Osgood Vale"), "polarity": ["hypothetical"]})
    g.say("he", "whispered", "Hear it?", "direct", "Osgood Vale", accept=me("Osgood Vale"))
    g.say(("I", 1), "said", "that I heard traffic", "indirect", "Harriet Quin")
    g.say("he", "said", "Traffic", "direct", "Osgood Vale", accept=me("Osgood Vale"))
    g.say("Marta Voss, who runs the Lissom crossing", "says", "that she would sooner do without electricity", "indirect", "Marta Voss",
          accept=me("Marta Voss"))
    g.say("His critics, of whom there are a few", "think", "he is a fraud", "indirect", None, last="his critics", accept=me("his critics"))
    g.say("Jonas Ebel, of the Institute of Structures", "told", ["It's theatre", "Charming theatre. But you can't put an ear in a report."],
          "direct", "Jonas Ebel", accept=me("Jonas Ebel"))
    g.say("he", "said", ["Ebel was quite right", "that was why he carried a notebook"], "indirect", "Osgood Vale", accept=me("Osgood Vale"))
    g.say("The notebook", "says", 'things like "sulking" and "wants oil"', "mixed", "notebook",
          accept={"speaker": ["Osgood Vale", "The notebook"], "chain": [[p, "Osgood Vale"], [p, "Osgood Vale", "notebook"]]})
    g.say("an entry for the Corrie viaduct", "read", "leaving us", "direct", "notebook",
          accept={"speaker": ["Osgood Vale", "entry", "an entry for the Corrie viaduct"], "chain": [[p, "Osgood Vale"], [p, "entry"]]})
    g.say("Vale", "refuses to say", "that he predicted it", "indirect", "Osgood Vale", polarity="negated", accept=me("Osgood Vale"))
    g.say("He", "does admit", "that he stopped driving over it", "indirect", "Osgood Vale", accept=me("Osgood Vale"))
    g.say("His wife, Ann, who teaches the cello", "maintains", "that he cannot tell a tuba from a kettle", "indirect", "Ann", accept=me("Ann"))
    ann = g.say("she", "said", ["He doesn't like music", "He says it's showing off."], "direct", "Ann", accept=me("Ann"))
    g.say("He", "says", "it's showing off", "indirect", "Osgood Vale", "Ann", inside=ann, accept=me("Ann", "Osgood Vale"))
    g.say("he", "said", ["No", "I believe they complain."], "direct", "Osgood Vale", accept=me("Osgood Vale"))
    g.say("I", "believe", "they complain", "indirect", "Osgood Vale", optional=True)
    g.say("he", "believe", "that the bridges speak", "indirect", "Osgood Vale", polarity="hypothetical", optional=True)
    g.say("The city", "has asked", "him to listen to the Old Span this summer", "indirect", "city", accept=me("city"))
    g.say("A city official, who would lose her job if I named her", "suspects", "that it will be the last time", "indirect", None,
          last="a city official", accept={"source": [[g.exact("A city official")]], **me("a city official")})
    she = g.say("she", "says", ["the mayor", "wants sensors"], "indirect", None, last="a city official", accept=me("a city official"))
    g.say("the mayor", "wants", "sensors", "indirect", "mayor", "a city official", inside=she, optional=True)
    g.times(("Spring 2025", "2025-SP"), ("2019", "2019"), ("Eleven weeks later", "2019", "optional"), ("this summer", "2025-SU"))
    g.who(p, "magazine")
    g.who("Osgood Vale", "person", "listener to bridges", "Vale")
    g.who("Harriet Quin", "person", "writer")
    g.who("Marta Voss", "person", "head of the Lissom crossing")
    g.who("Jonas Ebel", "person", "engineer", "Ebel")
    g.who("Ann", "person", "wife of Osgood Vale")
    g.who("city", "organisation", None, "The city")
    g.ahead("listen to the Old Span", "2025-06", "2025-08", optional=True, starts=["2025-SU"], ends=["2025-SU"])
    return g


def newsletter():
    p = "Morning Kettle"
    g = Gold("styles/10-newsletter", p, None, None, "2026-02-03", ["stated"])
    g.say("transport chief Mo Lindgren", "admitted", "The Tollcross line won't open until 2027", "indirect", "Mo Lindgren")
    g.say("Lindgren", "blames", '"clay, cables and a Viking"', "mixed", "Mo Lindgren", accept={"kind": ["direct"]})
    g.say("the city museum", "says", "workers found a grave under Holm Street", "indirect", "city museum")
    g.say("The opposition", "wants", "him to go", "indirect", "opposition")
    g.say("councillor Jo Pratt", "quipped", "He has run out of excuses and out of Vikings", "direct", "Jo Pratt")
    g.say("Most economists polled by the Ledger", "expect", "the Bank to hold at 3.75%", "indirect", None, "Ledger",
          last="most economists polled by the Ledger", accept={"chain": [[p, "most economists polled by the Ledger"], [p, "economists"]]})
    g.say("Our favourite contrarian, Dina Cho at Marsh & Co", ":", "They're looking at the wrong window.", "direct", "Dina Cho",
          accept={"source": [[g.exact("Dina Cho at Marsh & Co")], [g.exact("Dina Cho")]]})
    g.say("Our favourite contrarian, Dina Cho at Marsh & Co", "is betting on", "a cut", "indirect", "Dina Cho", optional=True)
    g.say("Council", ":", "collections are back to normal.", "indirect", "council")
    g.say("Residents", ":", "no, they aren't.", "indirect", None, last="residents", accept={"speaker": ["residents"]})
    g.say("Us", ":", "we looked. They aren't.", "indirect", p, alone=True, anonymous=False, accept={"speaker": ["us"], "kind": ["direct"]})
    g.say("a survey by the charity Readwell", "per", "That's how many of us say we have lied about reading a book", "indirect", "Readwell",
          accept={"speaker": ["survey", "a survey by the charity Readwell"], "chain": [[p, "survey"], [p, "Readwell", "survey"]]})
    g.say("us", "say", "we have lied about reading a book", "indirect", None, "Readwell", last="us", optional=True)
    g.say("Police", "said", 'it was "not known to us"', "mixed", "police")
    g.say("Witnesses", "say", "otherwise", "indirect", None, last="witnesses")
    g.times(("Tuesday 3 February 2026", "2026-02-03"), ("2027", "2027"), ("last night", "2026-02-02TNI"), ("three years", "P3Y", "optional"),
            ("Thursday", "2026-02-05"), ("two hours", "PT2H", "optional"), ("Tomorrow", "2026-02-04"), ("Friday", "2026-02-06"))
    g.who(p, "newsletter", None, "MORNING KETTLE", "Kettle")
    g.who("Mo Lindgren", "person", "transport chief", "Lindgren")
    g.who("Jo Pratt", "person", "councillor")
    g.who("Dina Cho", "person", "economist")
    g.who("Ledger", "newspaper")
    g.who("Readwell", "organisation", None, "charity Readwell")
    g.who("city museum", "organisation")
    g.ahead("the Bank decides on rates", "2026-02-05", optional=True)
    g.ahead("Parliament votes on the ferry bill", "2026-02-04")
    g.ahead("no Kettle", "2026-02-06", optional=True)
    g.ahead("Tollcross line opens", "2027", by="Mo Lindgren", optional=True)
    return g


def indian_wire():
    p = "UNS"
    g = Gold("styles/11-indian-wire", p, "UNS", None, "2025-07-24", ["given"], given={"issued": "2025-07-24"})
    g.say("CM Rathore", "says", "Won't tolerate laxity in flood relief", "indirect", "Devika Rathore")
    g.say("Chief Minister Devika Rathore", "directed", "officials to complete the distribution of relief within a week", "indirect",
          "Devika Rathore")
    g.say("Chief Minister Devika Rathore", "warned", "that laxity at any level would not be tolerated", "indirect", "Devika Rathore")
    g.say("Rathore", "said", "the government had released Rs 210 crore for the six affected districts", "indirect", "Devika Rathore")
    g.say("Rathore", "asserted", "that there was no shortage of funds", "indirect", "Devika Rathore")
    g.say("the chief minister", "was quoted as saying",
          "Not a single family should have to sleep under the open sky. Those found negligent will have to go home", "direct",
          "Devika Rathore", accept={"chain": [[p, "official release", "Devika Rathore"]]})
    g.say("Opposition leader Harish Bhadoria", "alleged", "that the relief existed only on paper", "indirect", "Harish Bhadoria")
    g.say("he", "told", "The CM should step out of her helicopter and ask people", "direct", "Harish Bhadoria")
    g.say("Bhadoria", "demanded", "a white paper on the floods", "indirect", "Harish Bhadoria")
    g.say("he", "termed", 'a "man-made disaster"', "mixed", "Harish Bhadoria",
          accept={"source": [[g.near("Bhadoria", [g.exact("demanded")])]]})
    g.say("ruling party spokesperson Anjali Mehta", "said", "Bhadoria had not visited even one camp", "indirect", "Anjali Mehta")
    g.say("Mehta", "said", "He is doing politics over dead bodies", "direct", "Anjali Mehta")
    g.say("Mehta", "adding", "that a white paper would be tabled in the monsoon session beginning August 4", "indirect", "Anjali Mehta")
    g.say("an official of the disaster management authority", "said",
          "The swollen Keni river claimed two more lives in Bhimgarh district on Wednesday, taking the toll to 31", "indirect", None,
          last="an official of the disaster management authority", accept={
              "speaker": ["disaster management authority"], "chain": [[p, "disaster management authority", "official"], [p, "official"]]})
    g.say("District Magistrate S K Pillai", "told", "that 4,300 people had been shifted to safer places", "indirect", "S K Pillai",
          accept={"speaker": ["District Magistrate S K Pillai"]})
    g.say("the meteorological department", "According to", "heavy rain is likely at isolated places on Friday and Saturday", "indirect",
          "meteorological department")
    g.say("Sources", "said", "a central team is expected to arrive on July 28", "indirect", None, last="sources")
    g.say("The Union home ministry", "said", 'the team would be sent "at the earliest"', "mixed", "Union home ministry",
          accept={"speaker": ["home ministry"]})
    g.times(("Jul 24", "2025-07-24"), ("Thursday", "2025-07-24"), ("within a week", "P1W", "optional"), ("the monsoon session", "2025", "optional"),
            ("August 4", "2025-08-04"), ("Wednesday", "2025-07-23"), ("Friday and Saturday", "2025-07-25/2025-07-26"), ("July 28", "2025-07-28"),
            ("earlier", "PAST_REF", "optional"))
    g.who(p, "news agency")
    g.who("Devika Rathore", "person", "Chief Minister", "Rathore", "CM Rathore", "The CM", "the chief minister")
    g.who("Harish Bhadoria", "person", "Opposition leader", "Bhadoria")
    g.who("Anjali Mehta", "person", "spokesperson of the ruling party", "Mehta")
    g.who("S K Pillai", "person", "District Magistrate", "Pillai")
    g.who("meteorological department", "organisation", None, "The department")
    g.who("Union home ministry", "government body")
    g.ahead("monsoon session begins; white paper tabled", "2025-08-04", by="Anjali Mehta")
    g.ahead("a central team is expected to arrive", "2025-07-28", by="sources")
    g.ahead("heavy rain", "2025-07-25", "2025-07-26", by="meteorological department", optional=True)
    return g


def african_daily():
    p = "The Mabori Standard"
    g = Gold("styles/12-african-daily", p, None, "Lake Desk", "2025-09-13", ["stated"])
    gov = g.say("the governor", "claimed", "the senator had written to the Treasury asking it to withhold the money", "indirect", "Josephat Odera")
    g.say("the senator", "had written", "asking it to withhold the money", "indirect", "Grace Wambui", "Josephat Odera", inside=gov,
          accept={"nested": True}, optional=True)
    outer = g.say("he", "charged", "Let her come here and tell these mamas why they are selling omena in the rain", "direct", "Josephat Odera")
    g.say("her", "tell", "why they are selling omena in the rain", "indirect", "Grace Wambui", "Josephat Odera", inside=outer,
          polarity="hypothetical", optional=True)
    g.say("Ms Wambui, who spoke to the Standard by phone", "dismissed", "the claims as cheap politics", "indirect", "Grace Wambui",
          accept={"source": [[g.near("Ms Wambui", [g.exact("who spoke to")])]]})
    g.say("The legislator", "challenged", "the county boss to table the said letter", "indirect", "Grace Wambui")
    g.say("she", "said", ["I have never written such a letter and I will never write one",
          "He should tell the people where the first Sh200 million went."], "direct", "Grace Wambui")
    g.say("A report by Auditor-General Ruth Chelimo, tabled in June", "indicates",
          "that Sh187 million was paid to a contractor who had not been prequalified", "indirect", "Ruth Chelimo",
          accept={"source": [[g.exact("A report by Auditor-General Ruth Chelimo")]], "speaker": ["Auditor-General", "report"],
                  "chain": [[p, "report"], [p, "Ruth Chelimo", "report"]]})
    g.say("County Finance executive Tom Mboya Oluoch", "saying", "they were made before he assumed office", "indirect", "Tom Mboya Oluoch")
    g.say("Traders interviewed on Friday", "said", "they had lost hope", "indirect", None, last="traders")
    every = g.say("Mama Achieng', a fishmonger of 22 years", "lamented", "Every year they tell us next year", "direct", "Mama Achieng'",
                  accept={"source": [[g.exact("Mama Achieng'")]], "speaker": ["Achieng'", "Mama Achieng"]})
    g.say("they", "tell", ("next year", 1), "indirect", None, "Mama Achieng'", last="they", inside=every, optional=True)
    g.say("Her colleague Peter Ouma", "noting", "that even the fence had been stolen", "indirect", "Peter Ouma")
    g.say("Area MCA Felix Onyango", "urged", "the two leaders to bury the hatchet", "indirect", "Felix Onyango")
    g.say("an aide who sought anonymity", "said", "Mr Odera will lead a delegation to the Treasury on Tuesday", "indirect", None,
          last="an aide", accept={"chain": [[p, "an aide who sought anonymity"]], "source": [[g.exact("an aide")]]})
    g.say(None, "could not be established", "whether Ms Wambui had been invited", "indirect", None, polarity="negated", optional=True)
    g.say("the two leaders", "accused", "each other of sabotaging the Sh600 million fish market", "indirect", "Josephat Odera and Grace Wambui",
          accept={"speaker": ["two leaders", "the two leaders"], "chain": [[p, "two leaders"]]})
    g.times(("Saturday, 13 September 2025", "2025-09-13"), ("Friday", "2025-09-12"), ("June", "2025-06"), ("Friday", "2025-09-12"),
            ("Every year", "XXXX", "optional"), ("next year", "2026", "optional"), ("22 years", "P22Y", "optional"), ("Tuesday", "2025-09-16"))
    g.who(p, "newspaper", None, "the Standard")
    g.who("Josephat Odera", "person", "Governor of Kiswani", "Mr Odera", "Odera")
    g.who("Grace Wambui", "person", "Senator", "Ms Wambui", "Wambui")
    g.who("Ruth Chelimo", "person", "Auditor-General")
    g.who("Tom Mboya Oluoch", "person", "County Finance executive", "Oluoch")
    g.who("Mama Achieng'", "person", "fishmonger")
    g.who("Peter Ouma", "person", "trader")
    g.who("Felix Onyango", "person", "Area MCA")
    g.who("Nyota Works", "organisation")
    g.ahead("Mr Odera will lead a delegation to the Treasury", "2025-09-16", where="Treasury", by="an aide")
    return g


ALL = (match_report, court_report, embargoed_release, war_communique, obituary, weather_warning, briefing_transcript, tabloid,
       magazine_profile, newsletter, indian_wire, african_daily)

if __name__ == "__main__":
    for make in ALL:
        gold = make()
        gold.write()
        if "--show" in sys.argv:
            gold.show()
