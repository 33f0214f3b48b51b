namespace Fosse.Reporting;

/// <summary>Words from which a name is told. Common first names and surnames of this country and this county; not a register of
/// anybody.</summary>
internal static class NameWords
{
    public static readonly IReadOnlySet<string> Titles = Set(
        "mr mrs ms miss mx dr prof professor rev reverend father imam cllr councillor sir dame pc pcso sgt sergeant constable inspector"
    );

    /// <summary>Titles after which a word in small letters is a name too: they mean nothing else.</summary>
    public static readonly IReadOnlySet<string> PlainTitles = Set("mr mrs cllr pcso");

    public static readonly IReadOnlySet<string> Cues = Set("called named nicknamed name's alias surname surnamed");

    public static readonly IReadOnlySet<string> Relations = Set(
        "neighbour neighbor son daughter husband wife partner boyfriend girlfriend ex brother sister mum mam dad mother father "
            + "uncle aunt auntie cousin friend mate landlord landlady tenant grandson granddaughter nan nephew niece stepdad stepson "
            + "manager colleague"
    );

    /// <summary>Capital words that follow a title or a cue and are no name.</summary>
    public static readonly IReadOnlySet<string> NoNames = Set(
        "I the a an and or to on in at of is was he she they we you it me my his her your our their this that who what when "
            + "where why how but so if not no yes "
            + "police council fire ambulance crime crimestoppers leicester leicestershire rutland loughborough hinckley coalville "
            + "melton oadby wigston blaby harborough charnwood braunstone county city town england uk british english polish "
            + "romanian indian asian african european muslim hindu sikh christian jewish "
            + "tesco asda aldi lidl morrisons sainsbury's sainsburys boots spar co-op coop costa greggs mcdonald's mcdonalds kfc "
            + "wilko iceland b&m monday tuesday wednesday thursday friday saturday sunday january february march april may june "
            + "july august september october november december "
            + "christmas easter diwali eid ramadan halloween bonfire facebook whatsapp youtube instagram snapchat tiktok bmw audi "
            + "ford vauxhall toyota nissan honda mercedes volvo kia fiat citroen peugeot renault vw volkswagen skoda seat mini "
            + "range rover land tesla god services ltd limited group association team agency office mr mrs ms dr miss asbo asb "
            + "cctv nhs pcso pc rd st ave ln"
    );

    public static readonly IReadOnlySet<string> WordsInCapitals = Set(
        "was is has had have and the said says told at on in to from with next who keeps came went did does lives will would can "
            + "could shouted"
    );

    public static readonly IReadOnlySet<string> Crowns = Set("king queen prince princess st saint lord lady duke earl the ss");

    public static readonly IReadOnlySet<string> BeforeMonths = Set(
        "in since last next until till by early late mid of during between through 1st 2nd 3rd every each this from to "
            + string.Join(' ', Enumerable.Range(1, 31))
            + " "
            + string.Join(
                ' ',
                Enumerable
                    .Range(4, 28)
                    .Select(d =>
                        d is 21 or 31 ? $"{d}st"
                        : d == 22 ? "22nd"
                        : d == 23 ? "23rd"
                        : $"{d}th"
                    )
            )
    );

    /// <summary>What a person does and an April or an amber light does not, right after a name that begins a sentence.</summary>
    public static readonly IReadOnlySet<string> Deeds = Set(
        "told tells said says saw filmed knows works lives rang texted threatened pushed shouted keeps thinks wants asked "
            + "reported complained phoned does"
    );

    public static readonly IReadOnlySet<string> Animals = Set(
        "dog dogs cat puppy horse pony parrot bull spaniel staffie alsatian pub band song game app shop"
    );

    public static readonly IReadOnlySet<string> TheyWho = Set("they we everyone everybody people kids lads");

    public static readonly IReadOnlySet<string> PlaceEnds = Set(
        "street st road rd lane ln avenue ave close drive dr way park court crescent cres place square sq gardens gdns terrace "
            + "hill green gate school academy college primary infants juniors nursery university hospital infirmary surgery church "
            + "chapel mosque temple cathedral mandir gurdwara pub inn arms head tavern hotel "
            + "centre center station house houses row rise grove walk mews yard bridge wood woods forest common field fields "
            + "meadow meadows farm hall library market stadium estate flats towers tower leys mill lock marina wharf ward parish "
            + "village roundabout junction underpass subway brook river canal reservoir spinney country castle abbey priory "
            + "cemetery memorial statue garage garages shop stores supermarket salon bakery butchers island heath moor vale view "
            + "croft parade arcade circle end side corner allotments playground rec recreation building works industrial trust "
            + "foundation ground"
    );

    /// <summary>The same in small letters after a word that may be a name: "Victoria park", but not "Sharon house".</summary>
    public static readonly IReadOnlySet<string> SmallPlaceEnds = Set(
        "street road lane avenue close drive park court crescent square gardens terrace school academy college primary hospital "
            + "church pub centre station estate flats roundabout junction underpass library bridge playground rec garage shop shops "
            + "bar cafe takeaway restaurant bakery butchers salon barbers yard foundry chippy chemist newsagents"
    );

    public static readonly IReadOnlySet<string> Shops = Set(
        "John_Lewis William_Hill Paddy_Power Ted_Baker Thomas_Cook Lloyds_Bank Lewis Morrison Morrisons Jack_Daniels "
            + "Harry_Potter Father_Christmas Ben_Jerry Calvin_Klein Stella_Artois Jack_Russell Tom_Tom Uncle_Ben Wilkinson Richard_III "
            + "Barclays Robert_Dyas Ann_Summers Johnnie_Walker Max_Spielmann Ryman Edward_VII Barnes Phillips Edwards_Coaches "
            + "Frankie_Benny George_V Elizabeth_II",
        spaced: true
    );

    /// <summary>First names that are no word of the language, so that they count in small letters too.</summary>
    public static readonly IReadOnlySet<string> FirstNames = Set(
        "aaron abdi abdul abdullah abigail adam adrian agnieszka ahmed aidan aisha akash alan alex alexander alexandra alfie ali "
            + "alice alicia alison amanda amelia amina amir amit amy ana andrea andrei andrew andy angela anil anita anjali anna anne "
            + "annie anthony anwar archie arjun arthur asha ashok ashraf asif audrey "
            + "barbara barry bartosz beatrice becky ben benjamin bernard beth bethany bhavesh bilal brenda brian bradley brandon "
            + "bridget bushra callum cameron carl carly carol caroline catherine cathy charlie chloe chris christina christine "
            + "christopher ciara claire clare clive colin connor craig "
            + "daniel danielle dariusz darren dave david dean deborah debbie deepak denise dennis derek diane dilip dimitri dinesh "
            + "dominic donna doreen dorothy doris dylan eddie edward eileen elaine eleanor elena eliza ellie emily emma eric erin "
            + "ethan eva evelyn farah fatima faisal fiona freddie freya gareth gary gavin gemma geoff geoffrey geraldine gillian "
            + "gita gladys glenn gordon graham gurpreet gulzar "
            + "hamza hannah hardeep harjit harriet harish harpreet harry harvey hasan hassan hayley hazel helen henry hussain "
            + "hussein ian ibrahim imran ioana iqbal irene irina isaac isabella isla ismail jacob jacqueline jagdeep jaipal jake "
            + "jakub james jamie jane janet janice jasmin jason jayesh jean jeff jeffrey jenna jennifer jenny jeremy jessica jill "
            + "jim joan joanna joanne joe joel john jonathan jordan joseph josh joshua joyce judith julia julian julie justin "
            + "kamal karen karl kasia kate katie katarzyna kathleen kathryn katherine kavita kayleigh keith kelly ken kenneth "
            + "kerry kevin khadija khalid kieran kiran kirsty kulwinder kyle lakshmi laura lauren leanne leon lesley leslie lewis "
            + "liam linda lindsay lisa liz louis louise lucy luke lynn lynne maciej maggie mahesh malcolm malgorzata mandeep mandy "
            + "manjit marcin marek margaret maria marian marilyn marek mariam marie marion matthew maureen maxine megan mehmet "
            + "michael michelle miguel mihai mike minahamed mohammad mohammed mohamud molly monika muhammad mukesh musa mustafa "
            + "nadia nasreen natalia natalie natasha nathan navjot neha neil nicholas nicola nigel nikhil nina noah noor nora "
            + "norman nusrat olivia oliver omar oscar owen pamela parminder patricia patrick paul paula pauline pawel pavel peter "
            + "phil philip phillip phyllis piotr prakash pravin preeti priya rachel rafal rahul raj rajesh raju rakesh ramesh "
            + "ranjit ravi raymond razia rebecca reece rekha rhys richard rita robert roberta roger rohan ronald rosemary roy "
            + "rukhsana ryan "
            + "saeed saima sajid salim sally salma sam samantha samir samuel sandeep sandra sanjay sara sarah sasha scott sean "
            + "shabana shahid shane shannon sharon shaun sheila shelley shirley shreya simon simran sinead sita sophie stacey "
            + "stella stephanie stephen steve steven stewart stuart sukhdeep sunil suresh susan sushila suzanne sylvia tariq tanya "
            + "tara tasha tatiana teresa terry thelma theo theresa thomas tim timothy tina todd tom tomasz tony tracey tracy "
            + "trevor tyler umar usha usman valerie vanessa vera veronica vijay vikram vincent vivienne vlad waqar wayne wendy "
            + "yasmin yusuf yvonne zac zachary zahra zainab zara zoe zofia "
            + "danny jimmy johnny kenny lenny billy bobby ricky robbie tommy freddy sammy micky mickey paddy ronnie donny vicky "
            + "becca abby gabby steph kaz caz shaz daz gaz baz jools kerri dani ollie zak gav sharmila sunita sukhi jasvinder "
            + "balbir surinder tejal nisha pooja hetal mitesh jignesh bharat nilesh parveen shazia samina nazia tahira zubair "
            + "waheed younis rashid junaid adeel faizan hamid "
            + "aleksandra aleksander olga svetlana ewa krzysztof andrzej grzegorz magda magdalena iwona jolanta beata lukasz "
            + "wojciech slawomir zbigniew stanislaw bogdan florin razvan gheorghe mihaela cristina gabriela nikolai dmitri "
            + "oluwaseun chidi ngozi kwame tunde femi yetunde chinedu emeka abena kofi olumide tendai farai thandi yusra hodan "
            + "ifrah abdirahman mahad ayaan leyla emre kadir selma mei xin wei jing nguyet linh thuy"
    );

    /// <summary>First names that are words, months or places too, or that stand for much else: only with a capital, in the middle of a
    /// sentence or with a surname.</summary>
    public static readonly IReadOnlySet<string> WordNames = Set(
        "rose grace mark will grant hope faith dawn summer april may june august jack bill bob rob pat sue drew chase art frank "
            + "victoria charlotte elizabeth lily ivy holly heather daisy poppy jasmine ruby amber jade pearl robin jay martin victor "
            + "george charles william albert max jo joy ray ron don dan nick rick rich rod stan les carter ashley ashby kim kit iris "
            + "olive violet autumn melody harmony destiny christian mason tyrone chad dale glen lance miles dom ed al vic gene guy "
            + "bella lee mia ava ella leo hugo finn kai dev sunny honey star dolly penny sandy peg nan tess viv bert ernie sid cliff "
            + "forest rocky buddy duke earl savannah paris sydney chelsea brooklyn georgia virginia india asia troy wade sky skye lacey"
    );

    public static readonly IReadOnlySet<string> Surnames = Set(
        "smith jones taylor williams johnson patel khan singh kaur hussain ahmed begum ali akhtar shah mistry chauhan solanki "
            + "desai mehta joshi sharma gill sandhu dhillon sidhu bains chowdhury rahman miah uddin islam malik iqbal mahmood wilson "
            + "thompson robinson wright walker harris clarke jackson roberts edwards hughes morris rogers evans davies davis thomas "
            + "allen adams baker mitchell "
            + "richardson anderson collins bailey bennett cox gray griffiths jenkins kelly marshall mason matthews miller moore "
            + "morgan murphy murray o'brien o'connor o'neill palmer parker phillips powell price reynolds richards roberts ross "
            + "russell saunders scott shaw simpson stevens stewart turner walsh watson webb wheeler wilkinson harrison henderson "
            + "holmes hopkins howard johnston kowalski nowak wisniewski wojcik popescu ionescu okafor adeyemi mensah osei nguyen "
            + "chen wong zhang"
    );

    private static HashSet<string> Set(string words, bool spaced = false) =>
        new(
            words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => spaced ? w.Replace('_', ' ') : w),
            StringComparer.OrdinalIgnoreCase
        );
}
