"""2,048 Dutch words to read a fingerprint aloud with: short, common, harmless, and hard to take for one another.

No two begin with the same four letters, and as they are spoken no two differ in one sound only.
A word that is changed or moved changes the words of every key: give the list another number in *keys.words* then.
"""

_LIST = """
aaien aalbes aanbod aandeel aanhaken aankomst aanleg aanpak aanrecht aantal aanvoer aanwinst aanzien aap aardbei
abonnee abrikoos acacia accu achter acrobaat acteur actie actueel adelaar adem adoptie adres advies afdak afdruk
affiche afhalen afkoelen aflezen afloop afmaken afmeten afrit afronden afsluit afspraak afstand aftellen aftrap afval
afwas afzender agaat agave agenda airbag akker akkoord albatros album alfabet algebra alleen almanak aloe alpaca alpen
altijd altviool amandel ambacht amber amfibie ananas anatomie anders andijvie anemoon anijs anjer anorak antenne antiek
antwoord apenkooi apotheek apparaat appelsap applaus april aquarel arbeid arcade archief arend argument arm aroma
artiest asbak asfalt asperge asters atelier atlas atleet atoom auditie augurk aula auteur auto avocado avond azalea
azijn azuren azuur baan babbel baby badeend badjas badmat bagage bagger bakboord bakfiets baksteen bakvorm balans
balkon ballade bamboe bami banaan banjo bankje baobab barbier bariton barkruk barok barsten basalt basis basket
batikken batterij bazaar bazuin beambte bedrag bedstee bedtijd beekje beeld beer beestje begin begonia begrip behalen
beheer beige beits bekend bekijken bekwaam belang beleg belletje belofte beneden bengel benzine bereid berging bericht
berk besje besluit bespaar bestand betaal beton beuk beurs beven bevroren bewaar bewegen bewijs bewolkt bezem bezig
bezoek bibbers bidon bieb biefstuk bieslook bietjes bijbaan bijeen bijles bijna bijslag bijten bijvoet biljart bindtouw
binnenin bioscoop biscuit bitter bivak blaadje bladluis blaffen blauw blazer blender blijdag blikje blinken bloem blok
blond blouse blozen bocht bodem boeg boeiend boekweit boender boksbal bolhoed bolide bolwerk bomen bonbon bonsai
bontjas bonus boomhut boorder boot borduur borg borstel bosbes bosgrond bospad bosuil botanie botervis botsauto
bouillon bouwen bovenal bowling box boxen braam brasem bravo breedte breien bretels bridge brief briljant broche
broeder brokje brons broodje brouwer bruid brunch bubbels buffet buggy buidel buigen buislamp buizerd bukken bulldog
bumper bundel bungalow bureau burger bushalte buslijn butler buurman buxus cabaret cabine cacao cactus cadeaus cafe
camera camper canvas canyon capuchon caramel cargo carnaval carriere cassette cavia ceder ceintuur cello celsius cement
centrum chalet charter chef chemie chic chili chips chocola chrysant chutney ciabatta cijfer cilinder cinema circus
cirkel citaat citroen clown club coach colbert collage comedie comfort compost concert condor confetti congres conifeer
console contract corner corsage couplet coureur couscous crayon creatie cricket croquet cruise cultuur cursus cyclus
daad dadelijk dagboek dageraad dagkaart daglicht dahlia dakduif dakgoot dakkapel dakleer dakpan dakraam dalen damast
dame dampen dankbaar danser dapper das dasspeld datum dauw deadline december decor deeg deeltje degelijk dekbed dekking
deksel delta dennen depot derde design detail deuntje deur diadeem dialect diamant dichter dictee dieet dienblad diepte
dierbaar diesel dijk dimlicht diner ding dinsdag diploma direct dirigent discus disk display distel diva dobber docent
doekje doelpunt doffers dokken dokter dolfijn dollar domino donker donsveer donut dooier doolhof doopjurk doorn doosje
dorpel dosis douche dozijn draadje dragon drank drempel dressoir dreumes drie drift drijven drinken drogist droog drop
druif drukker drumstel druppel duffel duikboot duimstok duinpan dukaat duster dutje duurzaam duwboot duwen dweil dwerg
dynamo echo eclips economie edelman eend eenheid eenmalig eentje eenvoud eerlijk eerst eetbaar eetkamer eetlepel
eetzaal eeuwig effect egel eierdop eigen eikel eilandje einde eiwit ekster eland elastiek elegant elf elftal elleboog
elpee email emmertje emotie energie enkel enorm ensemble envelop erfgoed ervaring erwt esdoorn etalage eten etiket
etmaal etui euro evenaar evolutie exotisch expert express extra ezelin fabriek factuur familie fan fanfare fantasie
fauna favoriet fazant februari feestdag festival fiches fietsbel figuur fijnkost file filiaal filmster filosoof filter
finalist firma fitness fitting flacon fladder flamingo flanel flat flensje fles fleurig flexibel flipper flits floep
flora fluitje fluweel foam focus foedraal folder folie folklore fonkel fontein forens formaat fornuis fortuin forum
fossiel foto foyer fraai frame franje frietjes frisbee frituur fruitsap gaai gaatje gaffel gala galerij galop ganzen
gapen garage garnaal gaspit gastheer gazelle gazon gebaar gebit geblaf gebouw gebrom gedachte gedekt gedicht geduld
geel gehaakt geheim gehoor gehucht geiser geit gejuich gekietel geklop gekraak gelei geloof geluid gemak gember
gemeente gemzen geniaal genoeg gepiep geranium gerbera gerecht geschenk gesp getal geverfd gevlekt gevonden gewas
gewelf gewiebel gewoon gezang gezellig gezin gezoem giechel gierst gieten gilde ginkgo giraf gisteren gitaar glaasje
gladjes glans glasbak glazuur gletsjer glibber glijbaan glimp globe gloed glooiend glorie gnoe goederen golfbal golven
gong gordijn gorilla gouden graan grachten grafiek gram granaat grapjas grasmat gratis gravin grazer greep grendel
greppel griezel griffel grijns grill grind groente grof grondig groot grutto gulden gum gymles gymnast gymzaal haag
haardos haastig hagedis halfrond hallo halma halsband halter hamer hamster handbal hanger hapje hapklaar haring hark
harmonie haspel haven havik hazelaar hectare heelal hei heiblok heide hekwerk heldin helft helium helling helpen hemd
hemel herberg herder herfst herhaal herinner hersens herten heuptas heuvel hielen hijsen hinde hint historie hobbelig
hobo hockey hoedje hoef hoekbank hoera hoest hofdame hokje hol holte hommels honderd honing honkbal hoofd hoogte
hooiberg hoop hoornist hopplant horizon horloge hotel houding houtblok houvast hovenier huifkar huisje hulpje hulst
humeur huppel hut huurauto huwelijk hyacint ibis icoon ideaal idee iedereen iepen iglo ijsbaan ijsco ijsje ijskast
ijslolly ijspegel ijsthee ijsvogel ijswater ijverig imitatie imker index indigo indruk ingang injectie inkoop inkt
inmaken inruil insect insigne internet intussen inwoner isolatie item ivoor jaartal jachthut jacuzzi jade jaguar
jakhals jaloezie jampot januari japon jarig jasmijn jeans jeep jengelen jeugd jodelen joggen jojo joker jongleur
journaal jubel judo juf juffrouw juist juli jungle junior jurkje jury jutezak juweel kaarsvet kaasboer kabaal kabouter
kaderen kajak kajuit kakelen kaki kalebas kalfje kalkoen kam kameel kamille kamperen kanarie kano kantine kapel
kapitaal kapstok karaf karpet karretje karton kasboek kassa kasteel katapult katoen katrol kauwgom kaviaar kebab kefir
kegelen kelder kelk kelners kenmerk kennis kenteken keramiek kermis kern kersen ketting keukenla keurig keuze kiekje
kiepauto kies kietel kievit kijkdoos kikker kilo kilte kinderen kiosk kip kipfilet kipkluif kitten kiwi klaar klank
klaproos klarinet klas klaver kleding kleed klei klepel kleren kletsen kleuter klimop klingel klodder kloek klokhuis
klontje klooster klusjes knaap knabbel knalpot kneden kneukel knie knijper knikkers knipmes knisper knobbels knoeien
knoflook knol knoopje knots knuffel knus knutsel koe koebel koekoek koeltas koerier koffie kok kokos kolen kolibri
kolom komeet komiek komma kompas konijn kooi kooltje koopman koper kopjes koraal korf korst kortom kosmos kostuum koud
kraag krabber kracht krans kratje kreeft krekel kreuk kriebel krijt kring kristal kroes krokant kroon kruidig krukje
krulbol kubiek kubus kudde kuif kuiken kuilvoer kunst kurk kussens kustweg kwadraat kwark kwast kwebbel kweekbak kweker
kwispel laagte laars labyrint lach ladekast lading lakens lampion landbouw lange lantaarn laptop lasagne lasso later
latijn latwerk laurier lava lavendel lawaai ledikant leeftijd leerling leesboek leeuw leisteen lekkage lelie lemming
lengte lenig lens lepelaar leraar leukerd leuning lever lezen liaan libelle lichten liedje liefde lift lijmen lijn
lijstje likken limonade lineaal links linoleum lintje linzen lipgloss lipstick lisdodde liters lob loeien loempia
logboek logeren logo lokaal loket longen loofboom loopbaan lopers loterij lotion lucht lucifer luid luier luifel luikje
luipaard luister lunapark lunch luxaflex maaltje maandag maart macaroni machine magazijn magie magma magneet mahonie
mailtje mais maizena makelaar makreel mammoet mandje manege mango manier mannetje mantel marathon margriet marimba
markt marmer mascotte maskers massage mastiek match matglas matje matras maximaal medaille medicijn meester meeting
meeuwen meiboom meidoorn meiklok melkboer melodie memo meneer mengsel menthol menu merels merkbaar merrie meteen metro
metselen meubel mevrouw micro middag mieren mijlpaal mild milieu miljoen mimosa minder mineraal minigolf minuut mixer
mobiel modder modepop moedig moeite moeras moestuin mokka molenaar molshoop moment mondharp monitor monnik montuur
mooie mopperen mopshond morel morsen mos mosgroen mosselen mosterd motief motor motregen mozaiek muesli mug muggen
muilkorf munt museum musical musjes muts muurtje muziek naaiwerk naald naam nachtjas nadenken nadruk nagel nakomen
namiddag narcis nasi natuur nazomer nectar neef neerslag negentig nemen neon nestelen net netjes netwerk neus neutraal
neuzen nevel niemand niets nieuw nikkel niveau nobel noedel noga nomade noordzee nootmus normaal notaris noten notitie
novelle nuchter nul nulpunt nummer nylon oase oceaan octopus oefenen oehoe oerwoud oester oever ogenblik okapi oktaaf
oktober oleander olifant olijf olm omarmen omdraai omelet omhelzen omhoog omloop omrijden omslag omtrek omweg onbekend
onderdak ongeduld onlangs ontbijt ontdek onthaal ontmoet ontwaken onzin oog oogarts ooglid oogst ooievaar oorbel
oostwind opa opbellen opdienen opdracht opeens openen opera opgooien ophangen opkomst oplader opname oprapen oprit
oproep opruimen opstaan optelsom optiek optocht opvang opvegen opzet opzoeken orchidee ordner oregano orgel orka orkest
ornament otter ouder oudoom ovaal ovenwant overal ozon paal paardje paasei pagina pagode paketje paling palm panda
paneel panfluit pannen panorama papa papegaai papier paprika papyrus paraplu parel parfum parket part pasfoto passer
pasta patat patroon pauze pedaal peertje pelgrim pelikaan pellen pendel penlight penseel peper perfect perkje perron
pers perzik petje peultjes peuter piano picknick piekfijn pienter pier pijler pijp pikant pilaar piloot pindas pinguin
pionier piramide pistache pit pittig pizza plaats plafond plagen plaid plakband plamuur plan plastic platina pleister
plek plezier ploeg plons plooi pluim plukken plumeau podium poeder poesje poetsen poezie poging polijst polka polo
polsband pompoen poncho pond ponyclub pook poolster poppen populier porie portaal positief poster potgrond potlood
poulet praatje prachtig prairie praktijk praten precies prentje present prettig prieel prijs prikbord prima prins
proberen proef project promotie pronken pruik pufje punaise puntdak pupil purperen puzzelen pyjama quiche quiz raadsel
raaf raapolie rabarber racket radar radijs rails ramen rand rapport raspen raster ratelaar rebus recept recht reclame
recycle redactie reebok reeds refrein regels regio reiger reisgids rek rekbaar rekenen rendier renpaard repen reporter
reuzin richel ridder riedel riem rietje rijden rijkdom rijmpje rijstpan rijtuig rijwiel rimpel ringweg rinkelen ritme
rits rivier robijn robot roeiboot roep roetveeg rolluik rolstoel roltrap roman romig rommel romp rondje rooibos roos
rotonde rotsblok route roze rozijnen rubber rugslag rugzak ruiker ruilen ruimte ruitjes rumoer rups rust ruw safari
saffier sage salami salon salsa salto samba sandaal sap sappig sardine sasje sauzen savanne saxofoon scanner scene
schaap scheef schilder schoen schrift schuim scooter score script seconde seinpaal seizoen selderij sensor serenade
servet sfeer shampoo shirt show sieraad signaal sikkels silhouet singel siroop sitar sjaal sjalot sjerp sjoelbak
sjouwen sketch ski slaapzak slagroom slak slapen sleepnet sleutel slim slinger slippers sloffen slogan slootje slot
sluis slurf smaakje smal smaragd smeden smelten smid snaar snackbar snater snavel sneeuw snel snipper snoek snorkel
snufje snuit snurken soda soepel solderen sombrero sommetje sonate soort sopje sopraan souvenir spaarpot spar spatel
specht speen speldje spiegel spijker spikkel spil spinnen spiraal spits splinter spoelen spons spoorweg sportief spraak
spreeuw sprint sproei spruit spuiten staaf stadhuis stamppot stapel start statief steenbok steiger stekker stempel
stengel steppe sterk steun stevig stier stift stijl stilte stipje stoep stofjas stoppen straal streep strijken stro
struik student stuiver stuk sturen stuurman sudoku surfen symfonie taartje tablet tachtig tafels tak takje talenten
tamboer tandem tang tankauto tante tapdans tapijt tarwe taugee taxi team tearoom techniek tegeltje teken tekst telduif
teler telkens tempo tenor tent terras testen teugels tevreden textiel theater theepot thermos thuis tiener tijdig tijm
tikspel timmer tinnen titel tjiftjaf toast toerist toestel toeter toffee toilet tokkelen tolk tomaat tomtom ton
toonbank toorts toost topaas toppunt toren tortel touwtje tovenaar trainer trap trechter treffen trein trekker tribune
trillen trio troetel trompet tropisch trottoir truffel trui tuba tuinhek tuktuk tulband tulp tuniek tunnel turfmolm
turkoois turnen tussen twaalf twee twijg twintig twist type uien uil uitbouw uitdelen uitgaan uithoek uitje uitkijk
uitleg uitnodig uitrit uitstap uitwaai uitzicht ukulele unieke uniform uren uur uurwerk vaak vaantje vaatwas vacht
vakantie vakbeurs valdeur vallei vanavond vandaag vanille vanzelf varen vaste veenbes veertig vegen veilig veld
vennetje venster veranda verderop verf vergiet verkleed verpakt vertel vervoer verzamel vestje veter vetkuif veulen
viaduct viertal vijfling vijg vijzel vinden vinger vinkje violet viool vis visboer viskom visnet visser vitamine
vitrine vlakgom vlecht vleugel vlieg vlinder vlotter vochtig voedsel voering voetbad vogel volgend vooruit vorkje
vragen vredig vreugde vriend vrijdag vroeg vrolijk vrouw vruchten vulkaan vulpen waaier wachten wagon walnoot walrus
wals walvis wandelen wapperen warmte wasbeer waslijn wasmand waspeen wassen waterval webcam week weerman weg wegwijs
weiland welkom wereld werkbank west wiebelen wiegen wiet wigwam wijsneus wilg willen wimper winkel winnaar winst winter
wipneus wipstoel wiskunde wissel witlof woensdag wolkje wollig wolvacht wonder wonen woonboot woordje wordt wortels
wuiven xylofoon yogamat yoghurt zaadje zaagblad zachtjes zadel zakdoek zakgeld zakken zaklamp zalmroze zandbak zangeres
zebra zee zeebries zeegras zeehond zeemeeuw zeepbel zeevis zeilen zenden zeppelin zes zestien zetel zeventig zicht
zigzag zijdeur zilver zin zinken zitbank zitzak zoekboek zoemen zoet zomer zondag zonnebad zoogdier zool zorgen zoutvat
zuiden zuinig zuurkool zwaai zwaluw zwembad zwoel
"""

WORDS = tuple(_LIST.split())
