//! Words that tell what a noun phrase stands for. Closed lists of common English words.

use std::collections::HashSet;
use std::sync::LazyLock;

use sayso_gazetteer::Gender;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $words:literal) => {
        $(#[$doc])*
        static $name: LazyLock<HashSet<&'static str>> =
            LazyLock::new(|| $words.split_whitespace().collect());
    };
}

words!(
    /// Stand right before a name and are no part of it.
    TITLES,
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady baroness baron count countess
    president vice-president chancellor premier king queen prince princess emperor sultan emir
    sheikh ayatollah imam rabbi pope cardinal archbishop bishop father reverend rev pastor brother
    sister mother saint
    minister secretary senator sen sens senators representative rep reps congressman congresswoman
    congressmen governor gov govs governors lieutenant lt mayor councillor cllr councilman councilwoman
    alderman delegate assemblyman assemblywoman speaker ambassador commissioner
    judge justice attorney prosecutor sheriff chief officer detective det sergeant sgt
    inspector constable superintendent captain capt colonel col general gen major maj admiral adm
    commander cmdr private corporal marshal
    director-general secretary-general chairman chairwoman chair chairperson ceo hon comrade coach mp msp td cm pm fm mca mla mep ceo cfo
    auditor-general attorney-general surgeon-general governor-general inspector-general solicitor-general
    postmaster-general
    vice deputy acting former ex-president ex-mayor state foreign prime first
    democrat republican rapper actor actress author custodian owner"
);

words!(
    /// People by what they do or are; also before a name ("manager Greta Lindqvist").
    PERSONS,
    "actor actress activist adviser advisor administrator agent aide ally ambassador analyst anchor announcer
    archbishop archaeologist architect artist assistant astronaut astronomer athlete attorney author banker barrister biologist
    bishop blogger boss boy brother builder businessman businesswoman candidate captain cardinal
    caller ceo chair chairman chairperson chairwoman champion chancellor chemist chief citizen clerk climber
    co-author co-chair co-chairman co-director co-founder co-host co-owner co-pilot coach coordinator colleague columnist comedian commander commentator
    commissioner composer conductor congressman congresswoman conservationist constable consultant contractor co-worker
    correspondent councillor councilman councilwoman counsel counsellor counselor counterpart cousin critic curator
    custodian customer dad daughter dean defender delegate democrat deputy designer detective developer dictator diplomat director
    director-general disc-jockey doctor driver economist editor electrician employee engineer entrepreneur envoy epidemiologist executive expert
    farmer father father-in-law fellow fighter firefighter fisherman forecaster founder friend gardener general geologist girl
    girlfriend boyfriend goalkeeper governor grandfather grandmother grandson granddaughter guard guest guide headteacher head host
    historian husband imam informant insider inspector interviewer interpreter inventor investigator investor
    journalist judge jurist justice keeper king lady landlord laureate lawmaker lawyer leader lecturer legislator librarian lieutenant
    magistrate major man manager marshal mathematician mayor mechanic mediator member mentor meteorologist millionaire billionaire minister
    model moderator mogul monarch mother mother-in-law mp mum mom musician negotiator neighbor neighbour neighbor's nephew niece nominee novelist
    nurse observer officer official ombudsman operator opponent organiser organizer owner painter parent parliamentarian participant partner
    passenger pastor patient peer performer person philanthropist philosopher photographer physician physicist pilot planner player plumber
    poet policeman policewoman politician pollster pope postmaster predecessor premier presenter president president-elect vice-president priest prime-minister prince princess
    principal producer professor programmer prosecutor protester psychiatrist psychologist publicist publisher pundit queen rabbi ranger rapper reader
    rector reporter representative republican researcher resident retiree reviewer rival runner sailor salesman scholar scientist secretary secretary-general
    senator sergeant servant sheriff shepherd shopkeeper singer sister skipper socialite socialist sociologist soldier solicitor son son-in-law daughter-in-law sculptor
    source speaker specialist spokesman spokesperson spokeswoman star statistician stepfather stepmother strategist striker student successor superintendent supervisor
    supporter surgeon surrogate surveyor survivor suspect teacher technician teenager tenant therapist toymaker trader trainer translator treasurer
    trucker trustee tutor tycoon uncle aunt undersecretary veteran veterinarian vet vicar victim viewer villager visitor volunteer voter
    waiter waitress warden whistleblower widow widower wife winger winner witness woman worker writer youth
    businessperson chairlady chairwomen mogul newcomer operative frontrunner front-runner incumbent standard-bearer running-mate
    mate challenger contender hopeful foe rebel firebrand chef baker butcher fan heir heiress magnate mastermind
    midfielder goalie batsman bowler pitcher quarterback referee umpire"
);

words!(
    /// Offices held by one at a time: the definite phrase names the holder even where no name is given.
    OFFICES,
    "president premier minister chancellor king queen pope monarch emperor emir sultan mayor governor speaker
    chairman chairwoman chairperson ombudsman archbishop prime-minister secretary-general director-general
    president-elect vice-president treasurer ayatollah commissioner superintendent"
);

words!(
    /// Bodies by what they are; they speak with one voice.
    BODIES,
    "academy administration agency airline airport alliance archdiocese army assembly association authority
    authorities bank bar board borough branch brand brewery broadcaster broadcasters bureau bus business
    cabinet campaign carrier chain chamber channel charity church city club coalition coastguard college commission committee
    community company confederation conference congress conglomerate congregation consortium consulate convention cooperative
    corporation council country county court daily delegation department developer diocese directorate district division embassy
    employer enterprise executive exchange factory faction family federation festival firm fleet force forces foundation franchise front fund
    gallery government group guild headquarters hospital hotel house inquest institute institution judiciary junta jury
    king's laboratory league library magazine mall maker manufacturer military militia ministry mission monarchy monastery mosque
    movement municipality museum network newspaper newspapers office operator opposition orchestra organisation organization
    outlet palace panel paper parliament parish partnership party patrol police post prefecture presidency press-office prison prosecutors' publisher
    railway railways regime regiment regulator registry republic restaurant retailer school secretariat senate service services
    shipyard shop side society squad startup state station store studio supplier syndicate synod team theater theatre
    think-tank tank town transition treasury tribunal trust tv union unions university utility village watchdog website-operator wing zoo
    watchmaker carmaker automaker drugmaker chipmaker brewer miner lender insurer airline's navy pentagon nation bloc site portal
    programme program clinic surgery observatory hq legislature fire-department startup weekly journal periodical tabloid broadsheet
    ministry's department's conservatives democrats republicans communists liberals socialists greens labour"
);

words!(
    /// Outlets by what they are.
    OUTLETS,
    "agency newswire wire newspaper paper daily weekly magazine journal tabloid broadsheet broadcaster
    station channel network radio television tv website site outlet portal blog periodical programme program"
);

words!(
    /// Writings and findings that speak for the one behind them.
    DOCUMENTS,
    "account ad address advertisement advisory affidavit agreement analysis announcement appeal application article audit ballot
    bill biography blog book brief briefing bulletin caption census chapter charter chronicle circular
    column comment communique communiqué complaint constitution contract data decision declaration decree diary
    directive document documents draft edict editorial email emails e-mail entry essay estimate estimates evidence exhibit file filing
    filings findings finding figures forecast graph graphic handbook headline index indictment insert inscription inscription instructions
    inventory invitation judgment judgement kit label law lawsuit leaflet legend letter letters list log magazine's mail manifesto manual
    measure memo memoir memorandum message minutes motto mug newsletter note notes notice notification numbers obituary op-ed opinion order page
    pamphlet paper paperwork petition placard plan planner plaque platform poem poll polls polling post poster prediction proclamation projection projections proposal
    prospectus questionnaire readout recording record records release report reports research resolution results review ruling
    schedule script section sign song speech spreadsheet statement statements statistics statute studies study subpoena summary summons survey surveys
    table tape testimony text textbook ticket transcript translation treaty trial tweet tweets update verdict video view voicemail warning warrant
    web-page webpage website wording facebook instagram twitter telegram footage map model models"
);

words!(
    /// Speak for an institution.
    SPOKESPEOPLE,
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen representative representatives spox"
);

words!(
    /// Writings of others that nobody in particular stands behind.
    MEDIA,
    "media press reports report rumours rumors rumour rumor tabloids newspapers papers outlets broadcasters news
    commentators journalists reporters pundits bloggers columnists sources-close headlines"
);

words!(
    /// Plural or collective people who know something.
    EXPERTS,
    "analysts analyst experts expert observers observer economists economist scientists scientist researchers
    researcher scholars academics strategists strategist specialists forecasters pollsters historians engineers
    doctors lawyers critic-expert commentators pundits professor professors physicians epidemiologists meteorologists
    climatologists consultants historians sociologist authors"
);

words!(
    /// Those in office or in service.
    OFFICIALS,
    "official officials officer officers diplomat diplomats ministers minister aide aides adviser advisers advisor
    advisors prosecutors prosecutor policeman policewoman policemen lawmakers lawmaker legislators senators
    congressmen judges investigators investigator detectives soldiers soldier commander commanders envoys envoy
    deputies delegates staffers staffer authorities"
);

words!(
    /// Those who saw it, live there or are kin.
    WITNESSES,
    "witness witnesses resident residents neighbor neighbour neighbors neighbours caller callers passerby passers-by
    bystander bystanders local locals villager villagers shepherd farmer farmers relative relatives family mother
    father sister brother parents parent son daughter wife husband friend friends passenger passengers survivor
    survivors victim victims student students worker workers employee employees fans fan shopper shoppers customer
    customers man woman people-there boy girl households voters voter citizens tourists nurse teacher"
);

words!(
    /// For or against.
    PARTISANS,
    "critic critics supporter supporters opponent opponents detractors allies ally backers activists activist
    protesters protester campaigners campaigner rivals advocates advocate skeptics sceptics surrogates loyalists
    conservatives liberals republicans democrats"
);

words!(
    /// End a noun phrase's core: what follows only modifies.
    CORE_ENDS,
    "of for from in at by on to with within near who whom which that whose where when as about over under against between among during
    after before since without inside outside behind across around speaking writing led published signed polled known briefed
    familiar close involved asked asking quoted quoting citing cited told seen obtained carried laid released issued based
    working living standing responsible present posted dated titled entitled called named identified surveyed interviewed
    said says is are was were has have had will would could should may might must did does"
);

words!(
    /// Words that begin sentences with a capital and are no names.
    FUNCTION,
    "the a an this that these those it its he she they we you i his her their our my your him them us me
    who what when where why how which whose whether if then than so but and or nor yet for of in on at by to from with
    without within into onto over under about above below after before since until while during between among against
    through across around behind beyond despite except near off out up down as like unlike because although though
    unless once only just even still also too very more most much many some any all both each every few several no not
    none neither either other others another such same own there here now today tomorrow yesterday tonight
    meanwhile however moreover therefore thus hence instead indeed perhaps maybe later earlier soon again ever never
    is are was were be been being am do does did has have had will would can could shall should may might must let
    say says said asked according citing quoting told yes no ok well oh one two three four five six seven eight nine ten
    hundred thousand first second third last next new old good bad great big little
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    part whatever whoever whenever wherever nobody nothing everybody everyone everything somebody someone something anybody anyone
    photo image picture video file exclusive breaking update updated correction live urgent flash read see watch click
    reporting editing writing additional copyright source sources press release letters come go get take make don't dont
    md va pa conn calif fla ariz mass ill tex wis minn mich colo ore wash tenn
    christmas easter thanksgiving ramadan eve ask perhaps probably possibly hence asked speaking under among until per via plus minus despite regarding"
);

words!(
    /// End names of institutions and companies.
    ORGANISATION_HEADS,
    "ministry department office agency bank board bureau cabinet center centre chamber church club coalition
    college commission committee company conference congress co corp corporation council court exchange federation
    force forces foundation fund group guild inc institute institution league library llc ltd museum network organisation
    organization parliament party police press service services senate society union unions university school hospital
    association authority army navy administration alliance assembly airlines airways arena academy band brigade
    brothers bakery campaign consulting confederation embassy exchange enterprises foods front holdings hotel industries
    initiative international journal laboratory labs league mission motors movement observatory orchestra partners pharmaceuticals plc programme program project railway
    registry restaurant retail review school secretariat shipyard solutions sons store stores studio studios summit survey syndicate systems team technologies
    theatre theater times tribunal trust universities ventures watch works yard house gmbh ag sa nv spa rovers united athletic city-fc fc"
);

words!(
    /// End names of outlets.
    OUTLET_HEADS,
    "times post herald tribune gazette journal news mirror courier ledger messenger observer echo chronicle
    telegraph globe inquirer register sentinel bulletin dispatch examiner mercury advertiser standard express
    mail record star guardian independent radio tv television broadcasting press newswire newspaper magazine weekly daily
    post-gazette gazzetta zeitung blatt monitor dispatch advocate reporter argus lantern zeit rundfunk presse wire"
);

words!(
    /// End names of places.
    PLACE_HEADS,
    "street road avenue lane square river lake bay island islands mountain mountains valley county state province
    region district bridge airport station pass coast beach hill hills park harbour harbor port sea ocean peninsula
    desert forest city town village boulevard drive"
);

words!(
    /// Report, in the forms that follow or precede a speaker.
    REPORT_VERBS,
    "said says say saying told tells tell wrote writes write reported reports report announced announces added adds stated
    states noted notes claimed claims argued argues warned warns insisted insists denied denies acknowledged acknowledges
    admitted admits explained explains stressed suggested suggests believes believe believed thinks thought hopes hoped
    replied asked asks tweeted posted declared confirmed quoted cited called calls described describes urged recalled
    predicted concluded complained maintained emphasized emphasised revealed vowed promised pledged accused alleged
    testified observed commented remarked responded repeated asserted contended conceded joked mused continued began
    estimates estimated expects expected found finds showed shows disclosed published carried broadcast"
);

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident in $set:ident;)*) => {
        $($(#[$doc])* pub(crate) fn $name(word: &str) -> bool { $set.contains(word) })*
    };
}

lookups! {
    is_title in TITLES;
    is_office in OFFICES;
    is_body in BODIES;
    is_outlet_noun in OUTLETS;
    is_document in DOCUMENTS;
    is_spokesperson in SPOKESPEOPLE;
    is_media in MEDIA;
    is_expert in EXPERTS;
    is_official in OFFICIALS;
    is_witness in WITNESSES;
    is_partisan in PARTISANS;
    ends_core in CORE_ENDS;
    is_function in FUNCTION;
    is_organisation_head in ORGANISATION_HEADS;
    is_outlet_head in OUTLET_HEADS;
    is_place_head in PLACE_HEADS;
    is_report_verb in REPORT_VERBS;
}

/// A person in the singular.
pub(crate) fn is_person(word: &str) -> bool {
    PERSONS.contains(word) || word.strip_prefix("ex-").is_some_and(|word| PERSONS.contains(word))
}

/// The singular of a plural noun for people ("governors"), where it is one.
pub(crate) fn person_of_plural(word: &str) -> Option<String> {
    let singular = match word {
        "people" => "person".to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "wives" => "wife".to_owned(),
        _ if word.ends_with("men") => format!("{}man", word.strip_suffix("men")?),
        _ if word.ends_with("women") => format!("{}woman", word.strip_suffix("women")?),
        _ if word.ends_with("ies") => format!("{}y", word.strip_suffix("ies")?),
        _ => word.strip_suffix('s')?.to_owned(),
    };
    is_person(&singular).then_some(singular)
}

/// Gender told by a title or a noun.
pub(crate) fn gender_of(word: &str) -> Option<Gender> {
    const FEMALE: &[&str] = &[
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "baroness",
        "countess",
        "queen",
        "princess",
        "sister",
        "mother",
        "wife",
        "daughter",
        "aunt",
        "niece",
        "grandmother",
        "granddaughter",
        "woman",
        "girl",
        "actress",
        "girlfriend",
        "widow",
        "mum",
        "mom",
        "heiress",
        "stepmother",
        "mother-in-law",
        "daughter-in-law",
        "businesswoman",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "councilwoman",
        "policewoman",
        "assemblywoman",
        "waitress",
        "mme",
        "madame",
        "ballerina",
        "comedienne",
    ];
    const MALE: &[&str] = &[
        "mr",
        "sir",
        "lord",
        "baron",
        "king",
        "prince",
        "brother",
        "father",
        "husband",
        "son",
        "uncle",
        "nephew",
        "grandfather",
        "grandson",
        "man",
        "boy",
        "boyfriend",
        "widower",
        "dad",
        "pope",
        "stepfather",
        "father-in-law",
        "son-in-law",
        "businessman",
        "spokesman",
        "chairman",
        "congressman",
        "councilman",
        "policeman",
        "assemblyman",
        "waiter",
        "fisherman",
        "salesman",
        "cardinal",
        "archbishop",
        "imam",
        "ayatollah",
        "sheikh",
        "emir",
        "sultan",
        "monsieur",
        "rabbi",
    ];
    if FEMALE.contains(&word) {
        Some(Gender::Female)
    } else if MALE.contains(&word) {
        Some(Gender::Male)
    } else {
        None
    }
}
