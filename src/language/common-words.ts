/**
 * Common English words, for telling a name from a word ("Play", "Net", "Hive").
 *
 * The list is our own, from general knowledge of English and of the field's everyday vocabulary; it holds base forms,
 * and regular inflections are derived. Invariant: lower-case a–z only.
 */

/** True for a common word or a regular inflection of one. Takes lower-case text. */
export function isCommonWord(word: string): boolean {
  if (COMMON.has(word)) return true;
  for (const [ending, replacements] of INFLECTIONS) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const stem = word.slice(0, -ending.length);
    if (replacements.some((replacement) => COMMON.has(stem + replacement))) return true;
    if (stem.at(-1) === stem.at(-2) && COMMON.has(stem.slice(0, -1))) return true;
  }
  return false;
}

const INFLECTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['ies', ['y']],
  ['es', ['', 'e']],
  ['s', ['']],
  ['ied', ['y']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
  ['ly', ['', 'le']],
  ['er', ['', 'e']],
  ['est', ['', 'e']],
];

const COMMON: ReadonlySet<string> = new Set(
  `
a able about above abroad absence absolute abstract abuse academic accept access accident account accurate accuse achieve acid acquire
across act action active activity actor actual ad adapt add addition address adequate adjust admin administration admit adopt adult
advance advantage adventure advice advise affair affect afraid after afternoon again against age agency agenda agent agree
agreement ahead aid aim air aircraft airport alarm album alert alien alive all allow ally almost alone along alpha already also alter
although always am amaze amber among amount an analysis analyst ancient and anger angle angry animal announce annual another answer
ant anxiety any anybody anymore anyone anything anyway apart apartment apparent appeal appear apple application apply appoint approach
appropriate approve april are area argue argument arise arm army around arrange array arrest arrive arrow art article artist as ash
aside ask asleep aspect assault assess asset assist associate assume asteroid at athlete atlas atmosphere atom attach attack attempt
attend attention attitude attract audience august aunt author authority auto autumn available average avoid award aware away axe azure
baby back background backup bad badge bag bait bake balance ball ballet ban banana band bandit bang bank bar bare barely bargain bark
barrel barrier base basic basis basket bat bath batman batch battery battle bay be beach beacon bead beam bean bear beast beat
beautiful beauty because become bed bee beer before began begin behalf behave behind being belief believe bell belong below belt bench
bend beneath benefit beside best bet beta better between beyond big bike bill billion bin bind biology bird birth bishop bit bite
bitter black blackout blade blame blank blanket blast blaze blend bless blind blink block blog blood bloody bloom blow blue board boat
body boil bold bolt bomb bond bone bonus book boom boost boot border bore born boss both bother bottle bottom bounce bound boundary
bowl box boy brain branch brand brave bread break breakfast breast breath breathe breed brick bridge brief bright brilliant bring
broad broadcast broke broken bronze brother brown browse brush bubble bucket budget bug build bulk bull bullet bundle burden
burn burst bury bus bush business busy but butcher butter butterfly button buy buzz by cabin cabinet cable cache cake calculate
calendar call calm came camera camp campaign can canal cancel cancer candidate candle candy cannon cap capable capacity capital captain
capture car carbon card care career careful cargo carpet carry cart case cash cast castle cat catch category cause cave cease ceiling
celebrate cell center central century ceremony certain chain chair challenge chamber champion chance change channel chaos chapter
character charge charm chart chase chat cheap cheat check cheese chef chemical chess chest chicken chief child chimney chip chocolate
choice choose chop chorus christmas chrome church cigarette cinema circle circuit circumstance circus citizen city civil claim class
classic clean clear clerk clever click client cliff climate climb clip clock close cloth cloud clown club clue cluster coach coal coast
coat cobalt cobra code coffee coin cold collapse collar colleague collect collection collective college collide colony color column
combat combine combo come comedy comet comfort comic command comment commerce commit committee common communicate community compact
company compare compass compete complain complete complex component compose compound compress computer concept concern concert
conclude concrete condition conduct confident confirm conflict confront confuse congress connect conscious consent consider consist
console constant constitute construct consult consume contact contain content contest context continent continue contract contrast
contribute control convert cook cookie cool cope copper copy coral core corn corner corporate correct cosmic cost cottage cotton could
council count counter country county couple courage course court cousin cover cow coyote crab crack craft crane crash crawl crazy cream
create creature credit creep crew cricket crime criminal crimson crisis criteria critic critical crop cross crow crowd crown crucial
crude cruel crush cry crypto crystal cube culture cup cure curious current curse curtain curve custom cut cute cyber cycle daily damage
damn dance danger dare dark darkness data database date daughter dawn day dead deal dean dear death debate debt debug decade december
decide deck declare decline deep deer default defeat defend define degree delay delete deliver delta demand demon demonstrate denial
dense deny depart depend deploy depth deputy derive describe desert deserve design desire desk desktop despite destroy detail detect
determine develop device devil devote diamond dice did die diet differ different difficult dig digital dinner dip direct direction
director dirt dirty disaster disclose discord discover discuss disease dish disk dismiss display distance distant distinct distribute
district ditch dive divide do doctor document dog doll dollar dolphin domain domestic dominate donate done donkey door dot double
doubt down download dozen draft drag dragon drain drama draw dream dress drift drill drink drive driver drone drop drought drown drug
drum dry duck due duke dump during dust duty dwarf dynamic each eager eagle ear early earn earth ease east eastern easy eat echo
eclipse economy edge edit editor educate effect effort egg eight either elder elect electric element elephant elevate eleven elf elite
else email ember emerge emergency emotion emperor emphasis empire employ empty enable encounter encourage encrypt end enemy energy
engage engine engineer enhance enigma enjoy enormous enough ensure enter enterprise entertain entire entry envelope environment envy
epic episode epoch epsilon equal equation equip era error escape especially essay essence essential establish estate estimate eternal
ethic eve even evening event ever evergreen every everybody everyone everything evidence evil evolve exact exam example excellent
except exchange excite exclude excuse execute exercise exhibit exile exist exit exotic expand expect expense experience experiment expert
explain explode exploit explore explorer export expose express extend extra extreme eye fabric face facility fact factor factory fade
fail fair fairy faith fake falcon fall false fame family famous fan fancy fantasy far farm fashion fast fat fatal fate father fault
favor fear feather feature february federal fee feed feel fellow female fence festival fever few fiber fiction field fierce fifteen
fifth fifty fight figure file fill film filter final finance find fine finger finish fire firefly firewall firm first fiscal fish fit
five fix flag flame flash flat flavor flee fleet flesh flexible flight float flood floor flow flower fluid fly focus fog fold folder
folk follow food fool foot football for force forecast foreign forest forever forge forget forgive fork form formal format former
formula fort forth fortune forty forum forward found foundation founder fountain four fox fraction fragment frame framework
fraud free freedom freeze frequent fresh friday friend frog from front frost frozen fruit fuel full fun function fund funny fur
furniture further fury fusion future gain galaxy gallery gamble game gamma gang gap garage garden gas gate gateway gather gauge gaze
gear gem gene general generate generation generic genius gentle genuine get ghost giant gift girl give glacier glad
glance glass glide glimpse global globe gloom glory glove glow go goal goat goblin god gold golden golf gone good goose got govern
government grab grace grade grain grand grant grape graph grasp grass grave gravity gray great green greet grey grid grill grim grip
groove ground group grow growth guarantee guard guardian guerrilla guess guest guide guild guilt guitar gulf gun guy gypsy habit hack
hacker had hail hair half hall hammer hand handle handy hang happen happy harbor hard hardware harm harmony harsh harvest has hat hatch
hate haunt have haven havoc hawk hazard haze he head headline heal health hear heart heat heaven heavy hedge height helix hell hello
helmet help hence her herb here hero heron hidden hide high highlight highway hijack hill him himself hint hip hire his history hit
hive hobby hold hole holiday hollow holy home honest honey honor hood hook hop hope horizon horn horror horse hospital host hot hotel
hour house how however huge human humble humor hundred hunger hunt hunter hurricane hurry hurt husband hybrid hydra hyper i ice icon
idea ideal identify identity idle if ignore ill illegal illusion image imagine impact imperial implant implement imply import impose
impossible impress improve impulse in inch incident include income increase indeed independent index indicate individual
industry infect infinity influence inform initial injure ink inn inner innocent input inquiry insect insert inside insight insist
inspect inspire install instance instant instead institute instruct instrument intel intelligence intend intense interact interest
interface internal international internet interpret interview into introduce invade invest investigate invisible invite involve iron
island issue it item its itself ivory jack jacket jade jaguar jail january jar jazz jet jewel job join joint joke joker journal
journey joy judge juice july jump jumper junction june jungle junior jury just justice keen keep kernel key keyboard kick kid kill
killer kilo kind king kingdom kiss kit kitchen kitten kiwi knee knife knight knock knot know knowledge lab label labor lack lad lady
lake lamb lamp land landscape lane language lap laptop large laser last late latter laugh launch laundry lava law lawn lawyer lay layer
lazy lead leader leaf league leak lean leap learn least leather leave lecture left leg legacy legal legend legion lemon lend length lens
leopard less lesson let letter level lever liberty library license lid lie life lift light lightning like likely lily limb limit line
link lion lip liquid list listen literal literature little live liver lizard load loader loan lobby local locate lock locker logic
login lonely long look loop loose lord lose loss lost lot lotus loud love low loyal luck lucky lunar lunch lung lure luxury lynx
machine mad magic magnet magnetic mail main maintain major make male mall man manage mandate mango manner mansion manual many map
marble march margin marine mark market marriage marry mars mask mass massive master match mate material math matrix matter maximum may
maya maybe maze me meal mean measure meat mechanic mechanism medal media medicine medium meet melody melt member memory menace mental
mention menu merchant mercury mercy mere merge merit mess message metal meteor method metro middle midnight might mild mile military
milk mill million mind mine mineral mini minimum minister minor mint minute miracle mirage mirror miss missile mission mist mistake mix
mobile mode model modem modern modest module molecule moment monday money monitor monk monkey monster month monument mood moon moral
more morning mortal mosaic most moth mother motion motor mount mountain mouse mouth move movie much mud multi multiple murder muscle
museum music must mutual my myself mystery mystic myth nail naked name narrow nation native nature naval navy near neat nebula neck need
needle negative negotiate neighbor neither nemesis neon nerve nest net network neural neutral never new news newspaper next nexus nice
nickel night nightmare nine ninja no noble nobody node noise none noon nor norm normal north northern nose not note nothing notice notion
nova novel november now nowhere nuclear number nurse nut oak oath obey object observe obtain obvious occasion occupy occur ocean october
octopus odd of off offense offer office officer official often oil ok okay old olive olympic omega omen on once one onion online only
onto opal open opera operate operation operator opinion oppose opposite option or oracle orange orbit orchard orchid order ordinary
organ organic orient origin original orion orphan other ought our out outbreak outcome outer outfit outlaw outlook output outside oval
over own owner oxygen pace pacific pack package packet pad page pain paint pair palace pale palm pan panda panel panic panther paper
parade paradise parallel parcel parent park parrot part partner party pass passage passenger passion passive password past paste patch
path patience patient patrol pattern pause pay payload payment peace peach peak pear pearl pen pencil penetrate penguin people pepper
per perfect perform perhaps period permanent permit perseus person personal persuade pet phantom phase phishing phoenix phone photo
phrase physical piano pick picture pie piece pig pigeon pilot pin pine ping pink pioneer pipe pirate pistol pit pitch pixel pizza place
plague plain plan plane planet plant plasma plastic plate platform platinum play player plaza plea pleasant please plenty plot plug
plus pocket poem poet point poison polar pole police policy polish polite politic poll pollution pond pony pool poor pop popular port
portal portion portrait pose position positive possess possible post pot potato potential pound pour poverty powder power practice
praise pray precise predict prefer premium prepare presence present preserve president press pressure pretty prevent previous prey price
pride priest primary prime prince princess principal principle print prior priority prison privacy private prize probe problem proceed
process produce product profile profit program progress project promise promote prompt proof proper property prophet proportion propose
protect protest protocol proud prove provide province provoke proxy public publish pull pulse puma pump punch punish pupil puppet purchase
pure purple purpose purse pursue push put puzzle pyramid python quake quality quantum quarter quartz queen query quest question quick
quiet quit quite quote rabbit raccoon race radar radiation radio rage raid rail rain rainbow raise rally ramp ranch random range ranger
rank rapid rapper rare rat rate rather ratio raven raw ray razor reach react reactor read ready real reality realize realm reaper rear
reason rebel recall receive recent recipe record recover red reduce refer reflect reform refuge refuse reg regard regime region register
regret regular reject relate relax relay release relevant reliable relief relic religion rely remain remark remedy remember remind remote
remove render rent repair repeat replace reply report represent republic request require rescue research reserve resist resolve resort
resource respect respond rest restore restrict result resume retail retain retire return reveal revenge revenue reverse review revolt
reward rhythm rice rich ride rider ridge rifle right rigid ring riot ripple rise risk ritual rival river road roar rob robot rock
rocket rogue role roll roman romantic roof room root rope rose rotate rough round route router routine row royal rub rubber ruby rude
ruin rule ruler run rural rush rust sabotage sack sacred sad saddle safe sage sail saint sake salad salary sale salmon salt same
sample sand sapphire satan satellite satin saturday sauce savage save say scale scan scandal scar scarce scare scarlet scatter scene
schedule scheme scholar school science scope score scorpion scout scrap scratch scream screen screw script sea seal search season seat
second secret secretary section sector secure security see seed seek seem segment seize select self sell senate send senior sense
sensitive sentence sentinel separate september sequence series serious serpent servant serve server service session set settle seven
several severe sew sex shade shadow shaft shake shall shallow shame shape share shark sharp shatter shave she shed sheep sheer sheet
shelf shell shelter sherlock shield shift shine ship shirt shock shoe shoot shop shore short shot should shoulder shout shove show
shower shrimp shrink shut shy sick side siege sigh sight sigma sign signal silence silent silk silver similar simple simulate sin since
sing single sink sir siren sister sit site situation six size skeleton sketch skill skin skip skull sky slave sleep sleet slice slide
slight slim sling slip slope slot slow small smart smash smell smile smoke smooth snail snake snap snatch sniper snow so soap soar
social society sock soda soft software soil solar soldier sole solid solution solve some somebody someone something sometimes somewhat
son song soon sophisticated sorry sort soul sound soup source south southern space spade spark sparrow spawn speak spear special
specific spectrum speech speed spell spend sphere sphinx spice spider spike spin spirit split sponsor spoon sport spot spray spread
spring sprint spy squad square squeeze squirrel stable stack stadium staff stage stain stair stake stale stall stamp stand standard
star stare start startle state statement station status stay steady steal stealer stealth steam steel steep steer stem step stick
sticky still sting stir stitch stock stomach stone stop storage store storm story straight strain strange stranger strategy stream
street strength stress stretch strict strike string strip stroke strong structure struggle stuck student studio study stuff stupid style
subject submit substance suburb succeed success such sudden suffer sugar suggest suit sultan sum summer summit sun sunday sunrise sunset
super supply support suppose supreme sure surf surface surge surprise surrender surround survey survive suspect sustain swallow swamp
swan swarm sweep sweet swift swim swing switch sword symbol symptom syndicate syntax system table tablet tackle tail take tale talent
talk tall tank tap tape target task taste tax taxi tea teach team tear tech technical technique technology telephone tell temper temple
temporary tempt ten tend tender tennis tension tent term terminal terrible terror test text than thank that the theater theft their them
theme then theory there these they thick thief thin thing think third thirty this thorn those though thought thousand thread threat
three thrill thrive throat throne through throw thrust thumb thunder thursday thus ticket tide tie tiger tight timber time tin tiny tip
tire tired titan title to toast tobacco today toe together toilet token tomato tomorrow ton tone tongue tonight too tool tooth top
topic torch tornado torpedo tortoise total touch tough tour tourist toward towel tower town toxic toy trace track tracker trade
tradition traffic tragedy trail train trait transfer transform transit translate transmit transport trap trash travel treasure treat
treaty tree tremble trend trial triangle tribe trick trigger trillion trinity trip triple triumph trivial troll troop trophy tropical
trouble truck true trumpet trunk trust truth try tube tuesday tulip tune tunnel turbo turkey turn turtle twelve twenty twice twin twist
two type typhoon typical ugly ultimate ultra umbrella unable uncle under understand unfold unicorn uniform union unique unit unite
universal universe university unknown unless until unusual up update upgrade upload upon upper upset urban urge us use user usual
utility vacuum valid valley value vampire vanilla vanish vapor variable variant variety various vast vault vector vehicle velvet vendor
venom venture venus verb verify version versus vertical very vessel veteran via vicious victim victor victory video view village
violence violet viper virtual virtue virus visible vision visit visual vital vivid vodka voice void volcano volt volume volunteer vortex
vote voyage vulture wage wagon wait wake walk wall wallet wander want war ward warm warn warrior wash wasp waste watch water wave wax
way we weak wealth weapon wear weasel weather web wedding wednesday weed week weekend weigh weight weird welcome well west western
wet whale what wheat wheel when where whether which while whip whirl whisper whistle white who whole whom whose why wicked wide widow
wife wild wilderness will willow win wind window wine wing winner winter wipe wiper wire wisdom wise wish wit witch with withdraw within
without witness wizard wolf woman wonder wood word work worker world worm worry worse worst worth would wound wrap wrist write wrong
yacht yard yeah year yellow yes yesterday yet yield you young your youth zebra zenith zero zeta zombie zone zoo zoom
admin adware agent android anti app archive asset audit authenticate backdoor binary blob boot botnet bot browser buffer builder cmd
config cron daemon desktop dial dns dropper exec executable expand extension extract fetch find firmware ftp git gpg hash header hub
infostealer injector installer kernel keylogger lib linux login logon mac macro malware mime module mount nano node object office
outlook payload php plugin postman printer ransom ransomware reader recon registry rootkit router ruby runner samba scanner schedule sendmail
service session shellcode shim skype slack snapshot socket spam spyware ssh stager sudo telegram telnet terminal tor trojan unix utility
vpn wget whoami windows word wordpress zip
`
    .trim()
    .split(/\s+/),
);
