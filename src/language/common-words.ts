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
a able about above abroad absence absolute abstract abuse abyss academic accept access accident account accurate accuse aces achieve acid acorn
acquire across act action active activity actor actual ad adapt add addition address adequate adjust admin administration admit adopt adult advance
advantage adventure advice advise adware affair affect afraid after afternoon again against age agency agenda agent agree agreement ahead aid aim air
aircraft airport alarm album alchemy alert alien alive all allow ally almost alone along alpha alpine already also alter although altitude always am
amaze amber ambush among amount amplify an analysis analyst anchor ancient and android angel anger angle angry animal announce annual another answer
ant anti anvil anxiety any anybody anymore anyone anything anyway apart apartment apex app apparent appeal appear apple application apply appoint
approach appropriate approve april arcade archive are area arena argue argument arise arm armada army around arrange array arrest arrive arrow art
article artist as ascend ash ashes aside ask asleep aspect assassin assault assembly assess asset assist associate assume assurance asteroid at
athlete atlas atmosphere atom attach attack attempt attend attention attitude attract audience audit august aunt authenticate author authority auto
autopsy autorun autumn available avalanche avenger average avoid award aware away axe azure baby back backdoor background backup bad badge badger bag
bait bake balance ball ballet ballistic bamboo ban banana band bandit bang bank bar bare barely bargain bark baron barrel barrier base basic basis
basket bat batch bath batman battery battle bay be beach beacon bead beam bean bear beast beat beautiful beauty because become bed bee beer beetle
before began begin behalf behave behind being belief believe bell belong below belt bench bend beneath benefit berserk beside best bet beta better
between beyond big bike bill billion bin binary bind biology bird birth bishop bit bite bitter black blackbird blackbox blackmail blackout blade blame
blank blanket blast blaster blaze blend bless blind blink blizzard blob block blog blood bloody bloom blow blue bluff board boat body boil bold bolt
bomb bond bone bonus book boom boomerang boost boot border bore born boss bot botany both bother botnet bottle bottom boulder bounce bound boundary
bounty bowl box boy brain branch brand brave bread break breakfast breast breath breathe breed brick bridge brief bright brilliant bring broad
broadcast broke broken bronze brother brown browse browser brush brute bubble bucket budget buffalo buffer bug build builder bulk bull bullet
bumblebee bundle burden burn burst bury bus bush business busy but butcher butter butterfly button buy buzz by bypass cabin cabinet cable cache cactus
cake calculate calendar call calm came camera camouflage camp campaign can canal canary cancel cancer candidate candle candy cannon canyon cap capable
capacity capital captain capture car caravan carbon card care career careful cargo carpet carry cart cascade case cash cast castle cat catalyst catch
category cause cave cease ceiling celebrate cell center central centurion century ceremony certain chain chair challenge chamber chameleon champion
chance change channel chaos chapter character charcoal charge chariot charm chart charter chase chat cheap cheat check cheese cheetah chef chemical
chess chest chicken chief child chimney chip chocolate choice choose chop chorus christmas chrome church cigarette cinema cipher circle circuit
circumstance circus citadel citizen city civil claim clash class classic clean cleanup clear cleaver clerk clever click client cliff climate climb
clip clipper cloak clock close cloth cloud clown club clue cluster cmd coach coal coast coat cobalt cobra code coffee coil coin cold collapse collar
colleague collect collection collective college collide collision colony color column combat combine combo come comedy comet comfort comic command
comment commerce commit committee common communicate community compact company compare compass compete complain complete complex component compose
compound compress computer concept concern concert conclude concrete condition conduct confident config confirm conflict confront confuse congress
connect conquest conscious consent consider consist console constant constitute construct consult consume contact contain container content contest
context continent continue contraband contract contrast contribute control convert cook cookie cool cope copper copy coral core corn corner corporate
correct corridor cosmic cost cottage cotton could council count counter country county couple courage courier course court cousin cover cow coyote
crab crack craft crane crash crawl crazy cream create creature credit creep crew cricket crime criminal crimson crisis criteria critic critical cron
crop cross crossfire crow crowd crown crucial crude cruel crusade crush cry crypt crypto crystal cube culture cup cure curious current curse curtain
curve custom cut cute cyber cycle cyclone daemon dagger daily damage damn dance danger dare dark darkness data database date daughter dawn day dead
deal dean dear death debate debt debug decade december decide deck declare decline decoy deep deer default defeat defend define degree deity delay
delete delight deliver delta demand demon demonstrate denial dense deny depart depend deploy depth deputy derive descend describe desert deserve
design desire desk desktop despite destiny destroy detail detect determine detonate develop device devil devote dew dial diamond diary dice did die
diet differ different difficult dig digital dinner dip direct direction director dirt dirty disaster disclose discord discover discuss disease
disguise dish disk dismiss dispatch display distance distant distinct distribute district ditch dive divide dns do doctor document dog doll dollar
dolphin domain domestic dominate dominion donate done donkey doom door dot double doubt down download dozen draft drag dragon drain drama draw dream
dress drift drill drink drive driver drone drop dropbox dropper drought drown drug drum dry duck due duel duke dump during dusk dust duty dwarf
dynamic dynamite each eager eagle ear early earn earth ease east eastern easy eat echo eclipse economy edge edit editor educate effect effort egg
eight either elder elect electric element elephant elevate eleven elf elite elixir else email ember emerge emergency emotion emperor emphasis empire
employ empty enable enclave encounter encourage encrypt end enemy energy engage engine engineer enhance enigma enjoy enormous enough ensure enter
enterprise entertain entire entropy entry envelope environment envy epic episode epoch epsilon equal equation equator equip era error escape escort
especially espresso essay essence essential establish estate estimate eternal ethic eve even evening event ever evergreen every everybody everyone
everything evidence evil evolve exact exam example excellent except exchange excite exclude excuse exec executable execute exercise exhibit exile
exist exit exotic expand expect expense experience experiment expert explain explode exploit explore explorer export expose express extend extension
extort extra extract extreme eye eyewitness fabric face facility fact factor factory fade fail fair fairy faith fake falcon falconry fall false fame
family famous fan fancy fantasy far farm fashion fast fat fatal fate father fault favor fear feather feature february federal fee feed feel feint
fellow female fence ferret festival fetch fever few fiasco fiber fiction field fierce fifteen fifth fifty fight figure file fill film filter final
finance find fine finger finish fire firefly firewall firm firmware first fiscal fish fit five fix fjord flag flame flash flat flavor flee fleet flesh
flexible flight flint float flood floor flow flower fluid fly focus fog fold folder folk follow food fool foot football for force forecast foreign
forest forever forge forget forgive fork form formal format former formula fort forth fortress fortune forty forum forward found foundation founder
fountain four fox foxtrot fraction fragment frame framework fraud free freedom freeze frenzy frequent fresh friday friend frog from front frost
frostbite frozen fruit ftp fuel full fun function fund funny fur furniture further fury fuse fusion future gadget gain galaxy gallant gallery gamble
game gamma gang gap garage garden gas gate gateway gather gauge gauntlet gaze gazelle gear gecko gem gene general generate generation generic genius
gentle genuine get geyser ghost giant gift girl git give glacier glad gladiator glance glass glide glimmer glimpse glitch global globe gloom glory
glove glow go goal goat goblin god gold golden golf gone good goose got govern government gpg grab grace grade grain grand granite grant grape graph
grasp grass grave gravity gray great green greet gremlin grenade grey grid grill grim grip grizzly groove ground group grow growth guarantee guard
guardian guerrilla guess guest guide guild guilt guitar gulf gun gust guy gypsy habit hack hacker had hail hailstorm hair half hall halo hammer hand
handle handy hang happen happy harbor hard hardware harm harmony harpoon harsh harvest has hash hat hatch hate haunt have haven havoc hawk hazard haze
he head header headline heal health hear heart heat heaven heavy hedge height helix hell hello helmet help hemlock hence her herb here hermit hero
heron hibernate hidden hide high highlight highway hijack hill him himself hint hip hire his history hit hitman hive hobby hold hole holiday hollow
holy home honest honey honor hood hook hop hope horizon horn hornet horror horse hospital host hot hotel hound hour house how however howl hub huge
human humble humor hundred hunger hunt hunter hurricane hurry hurt husband hybrid hydra hydrogen hyper i ice icon idea ideal identify identity idle if
ignore iguana ill illegal illusion image imagine impact imperial implant implement imply import impose impossible impress imprint improve impulse in
incense inch incident include income increase indeed independent index indicate individual industry infect inferno infinite infinity influence influx
inform infostealer initial inject injector injure ink inn inner innocent input inquiry insect insert inside insider insight insignia insist inspect
inspire install installer instance instant instead institute instruct instrument intel intelligence intend intense interact interest interface
internal international internet interpret interview into introduce intrude invade invest investigate invisible invite invoke involve iron island
isotope issue it item its itself ivory jack jacket jackpot jackrabbit jade jaguar jail january jar jasmine javelin jazz jet jewel jigsaw job join
joint joke joker journal journey joy judge judgment juice july jump jumper junction june jungle junior jury just justice karma keen keep kernel key
keyboard keylogger keystone kick kid kill killer kilo kind king kingdom kiss kit kitchen kitten kiwi knee knife knight knock knot know knowledge lab
label labor labyrinth lack lad lady lake lamb lamp lancer land landscape lane language lantern lap laptop large larva laser last latch late latter
lattice laugh launch laundry lava law lawn lawyer lay layer lazy lead leader leaf league leak lean leap learn least leather leave lecture leech left
leg legacy legal legend legion lemon lend length lens leopard less lesson let letter level lever leverage lib liberty library license lid lie life
lift light lightning like likely lily limb limit line link linux lion lip liquid list listen literal literature little live liver lizard load loader
loan lobby local locate lock locker logic login logon lonely long look lookout loop loose lord lose loss lost lot lotus loud love low loyal luck lucky
lunar lunch lung lure lurk luxury lynx mac machine macro mad magic magnet magnetic magnolia magpie mail main maintain majesty major make male mall
malware mammoth man manage mandate mango manner mansion mantis manual many map maple marathon marauder marble march margin marine mark market marriage
marry mars mask mass massive master match mate material math matrix matter maverick maximum may maya maybe mayhem maze me meadow meal mean measure
meat mechanic mechanism medal media medicine medium meerkat meet melody melt member memory menace mental mention menu merchant mercury mercy mere
merge merit merlin mermaid mess message metal meteor method metro middle midnight might mild mile military milk mill million mime mind mine mineral
mini minimum minister minor mint minute miracle mirage mirror mischief miss missile mission mist mistake mix mobile mode model modem modern modest
module mole molecule molten moment monarch monday money mongoose monitor monk monkey monolith monster month monument mood moon moose moral more
morning mortal mosaic mosquito most moth mother motion motor mount mountain mouse mouth move movie much mud multi multiple murder muscle museum music
must mustang mute mutual my myself mystery mystic myth nail naked name nano narrow nation native nature naval navy near neat nebula neck need needle
negative negotiate neighbor neither nemesis neon nerve nest net network neural neutral never new news newspaper next nexus nice nickel night nightmare
nine ninja nirvana nitro no noble nobody node noise nomad none noon nor norm normal north northern nose not note nothing notice notion nova novel
november now nowhere nuclear nuke number nurse nut oak oath obey object observe obsidian obtain obvious occasion occupy occur ocean octave october
octopus odd of off offense offer office officer official often oil ok okay old olive olympic omega omen on once one onion online only onto opal open
opera operate operation operator opinion opossum oppose opposite option or oracle orange orbit orchard orchid order ordinary organ organic orient
origin original orion orphan other otter ought our out outbreak outcome outer outfit outlaw outlook outpost output outside oval over overture own
owner oxide oxygen pace pacific pack package packet pact pad page pain paint pair palace pale palm pan panda panel panic panorama panther paper parade
paradise paradox parallel parasite parcel parent park parrot part partner party pass passage passenger passion passive password past paste patch
patchwork path patience patient patriot patrol pattern pause pawn pay payload payment peace peach peak pear pearl pebble pelican pen pencil penetrate
penguin people pepper per peregrine perfect perform perhaps period permanent permit perseus person personal persuade pet phalanx phantom phase
phishing phoenix phone photo php phrase physical piano pick pickpocket picture pie piece pig pigeon pilgrim pilot pin pine ping pink pinnacle pioneer
pipe piranha pirate pistol pit pitch pixel pizza place plague plain plan plane planet plant plasma plastic plate platform platinum play player plaza
plea pleasant please plenty plot plug plugin plunder plus pluto pocket poem poet point poison polar pole police policy polish polite politic poll
pollution pond pony pool poor pop popular port portal portion portrait pose position positive possess possible possum post postman pot potato
potential pound pour poverty powder power practice praise pray precise predator predict prefer premium prepare presence present preserve president
press pressure pretty prevent previous prey price pride priest primal primary prime prince princess principal principle print printer prior priority
prism prison privacy private prize probe problem proceed process produce product profile profit program progress project promise promote prompt proof
proper property prophet proportion propose protect protest protocol proud prove provide province provoke prowler proxy public publish pull pulsar
pulse puma pump punch punish pupil puppet purchase pure purge purple purpose purse pursue push put puzzle pyramid pyre python quake quality quantum
quarantine quarter quartz queen query quest question quick quicksand quiet quill quit quite quote rabbit raccoon race radar radiant radiation radio
rage raid rail rain rainbow raise rally ramp rampage ranch random range ranger rank ransack ransom ransomware rapid rapper raptor rare rat rate rather
ratio rattle raven ravine raw ray razor reach react reactor read reader ready real reality realize realm reaper rear reason rebel recall receive
recent recipe recoil recon record recover red reduce refer reflect reform refuge refuse reg regard regime region register registry regret regular
reject relate relax relay release relevant reliable relic relief religion rely remain remark remedy remember remind remote remove render renegade rent
repair repeat replace reply report represent republic request require rescue research reserve resident resin resist resolve resort resource respect
respond rest restore restrict result resume retail retain retire return reveal revenge revenue reverse review revolt revolver reward rhino rhythm rice
rich ride rider ridge rifle right rigid ring riot ripper ripple rise risk ritual rival river road roam roar rob robot rock rocket rogue role roll
roman romantic roof room root rootkit rope rose rotate rough round route router routine row royal rub rubber ruby rude ruin rule ruler run runner
rural rush rust saber sabotage sack sacred sad saddle safe saga sage sail saint sake salad salamander salary sale salmon salt samba same sample
samurai sand sandbox sandstorm sapling sapphire satan satellite satin saturday saturn sauce savage save say scale scan scandal scanner scar scarce
scare scarlet scatter scene schedule scheme scholar school science scope score scorpion scoundrel scout scrap scratch scream screen screw scribe
script sea seal search season seat second secret secretary section sector secure security see seed seek seem segment seize select self sell senate
send sendmail senior sense sensitive sentence sentinel sentry separate september sequence series serious serpent servant serve server service session
set settle seven several severe sew sex shackle shade shadow shaft shake shall shallow shaman shame shape shard share shark sharp shatter shave she
shed sheep sheer sheet shelf shell shellcode shelter sherlock shield shift shim shine ship shirt shiver shock shoe shoot shop shore short shot should
shoulder shout shove show shower shrapnel shrew shrimp shrink shut shy sick side sidestep siege sigh sight sigma sign signal silence silent silk
silver similar simple simulate sin since sing single sink siphon sir siren sister sit site situation six size skeleton sketch skill skin skip skull
sky skyline skype slack slave slayer sleep sleet slice slide slight slim sling slingshot slip slither slope slot slow small smart smash smell smile
smoke smooth snail snake snap snapshot snare snatch sniper snow so soap soar social society sock socket soda sodium soft software soil solar soldier
sole solid solution solve some somebody someone something sometimes somewhat son sonar song soon sophisticated sorcerer sorry sort soul sound soup
source south southern space spade spam spark sparrow spartan spawn speak spear special specific specter spectral spectrum speech speed spell spend
sphere sphinx spice spider spike spin spirit splash splinter split sponsor spoon sport spot spray spread spring sprint sprout spy spyware squad square
squeeze squid squirrel ssh stable stack stadium staff stage stager stain stair stake stale stall stallion stamp stand standard star stare starfish
starlight start startle state statement station status stay steady steal stealer stealth steam steel steep steer stem step stick sticky still sting
stinger stir stitch stock stomach stone stop storage store storm story straight strain strange stranger strategy stream street strength stress stretch
strict strike string strip stroke strong stronghold structure struggle stuck student studio study stuff stupid style subject submit substance
subterfuge suburb succeed success such sudden sudo suffer sugar suggest suit sultan sum summer summit sun sunburn sunday sunflower sunrise sunset
super supply support suppose supreme sure surf surface surge surgeon surprise surrender surround survey survive suspect sustain swallow swamp swan
swarm sweep sweet swift swim swing switch sword symbol symphony symptom syndicate syntax system table tablet tackle tail take tale talent talk tall
talon tank tap tape tarantula target task taste tax taxi tea teach team tear tech technical technique technology telegram telephone tell telnet temper
tempest temple temporary tempt ten tend tender tennis tension tent term terminal termite terrible terror test text than thank that the theater theft
their them theme then theory there these they thick thicket thief thin thing think third thirty this thistle thorn those though thought thousand
thread threat three threshold thrill thrive throat throne through throw thrust thumb thunder thunderbolt thursday thus ticket tidal tide tie tiger
tight timber time tin tiny tip tire tired titan title to toad toast tobacco today toe together toilet token tomato tomorrow ton tone tongue tonight
too tool tooth top topic tor torch tornado torpedo torrent tortoise total totem toucan touch tough tour tourist toward towel tower town toxic toy
trace tracer track tracker trade tradition traffic tragedy trail train trait traitor transfer transform transit translate transmit transport trap
trapdoor trash travel treason treasure treat treaty tree trek tremble trend trespass trial triangle tribe trick trident trigger trillion trinity trip
triple triumph trivial trojan troll troop trooper trophy tropical trouble truck true trumpet trunk trust truth try tsunami tube tuesday tulip tundra
tune tunnel turbine turbo turkey turn turquoise turtle twelve twenty twice twilight twin twist twister two type typhoon typical tyrant ugly ultimate
ultra umbrella unable uncle under understand undertow unfold unicorn uniform union unique unit unite universal universe university unix unknown unless
until unusual up update upgrade upload upon upper upset uranium urban urge us use user usual utility vacuum vagabond valid valley value vampire vandal
vanguard vanilla vanish vapor variable variant variety various vast vault vector vehicle velvet vendetta vendor venom venture venus verb verify
version versus vertical very vessel veteran via vicious victim victor victory video view vigilante viking village vine violence violet viper virtual
virtue virus visible vision visit visual vital vivid vixen vodka voice void volcano volt volume volunteer vortex vote voyage voyager vpn vulture wage
wagon wait wake walk wall wallet walrus wander wanderer want war ward warden warhammer warlock warm warn warrior wash wasp waste watch watchdog
watchtower water waterfall wave wax way we weak wealth weapon wear weasel weather web wedding wednesday weed week weekend weigh weight weird welcome
well werewolf west western wet wget whale what wheat wheel when where whether which while whip whirl whirlwind whisper whistle white who whoami whole
whom whose why wicked wide widow wife wild wildcat wilderness wildfire will willow win wind window windows wine wing winner winter wipe wiper wire
wisdom wise wish wisp wit witch with withdraw within without witness wizard wolf wolverine woman wonder wood woodpecker word wordpress work worker
world worm worry worse worst worth would wound wrap wreck wrist write wrong yacht yard yeah year yellow yes yesterday yet yield you young your youth
zealot zebra zenith zephyr zero zeta zip zombie zone zoo zoom
`
    .trim()
    .split(/\s+/),
);
