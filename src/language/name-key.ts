/**
 * Normalised keys of names: two spellings of one name have one key.
 *
 * NFKC and case folding (Unicode 15, sections 3.11 and 3.13), diacritics off, punctuation, spaces and hyphens off,
 * British and American spelling levelled word by word, traditional Han to simplified. `APT-41`, `APT 41` and `apt41` share
 * a key. Invariants: `nameKey(nameKey(x)) === nameKey(x)`; a name with any visible character has a key that is not empty.
 */
import { CLASS_OF, DIGIT, FOLD_OF, LETTER, MARK, UNSPACED } from './character-folding.ts';

/** The key under which a name is compared; of no meaning but equality. */
export function nameKey(name: string): string {
  if (/^[a-z0-9]*$/.test(name)) return levelSpelling(name);
  // Diacritics go first, so that what is left of a letter (ǣ → æ) is still spelled out. Marks of other scripts are vowels, and stay.
  const bare = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFKC');
  const normal = spellOut(bare);
  let key = '';
  let word = '';
  for (let i = 0; i < normal.length; i++) {
    const unit = FOLD_OF[normal.charCodeAt(i)]!;
    const unitClass = CLASS_OF[unit]!;
    if (unitClass === LETTER || unitClass === DIGIT || unitClass === UNSPACED) {
      word += String.fromCharCode(unit);
    } else if (unitClass !== MARK && !isApostrophe(unit)) {
      key += levelSpelling(word);
      word = keptSymbol(unit);
    }
  }
  key += levelSpelling(word);
  return key === '' ? name.trim().toLowerCase() : levelSpelling(key);
}

/** Letters that fold to two, which the one-to-one table leaves alone; decomposed letters joined, then taken apart. */
function spellOut(text: string): string {
  return text
    .replace(/[ßẞ]/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[þÞ]/g, 'th')
    .replace(/[ðÐ]/g, 'd')
    .replace(/İ/g, 'i')
    .replace(/&/g, ' and ');
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x60;
}

/** "C++" and "C#" are not "C". */
function keptSymbol(unit: number): string {
  return unit === 0x2b ? '+' : unit === 0x23 ? '#' : '';
}

/** American spelling of one folded word, for the words that occur in names of bodies, laws and operations. */
export function levelSpelling(word: string): string {
  if (word.length < 4) return word;
  const listed = AMERICAN.get(word);
  if (listed !== undefined) return listed;
  return word.replace(
    /(organ|author|modern|util|special|standard|central|national|real|recogn|mobil|civil)is(ation|ations|ed|e|es|ing)$/,
    '$1iz$2',
  );
}

const AMERICAN: ReadonlyMap<string, string> = new Map(
  (
    'defence:defense defences:defenses offence:offense offences:offenses licence:license licences:licenses centre:center ' +
    'centres:centers theatre:theater theatres:theaters programme:program programmes:programs labour:labor ' +
    'colour:color colours:colors harbour:harbor harbours:harbors honour:honor neighbour:neighbor neighbours:neighbors ' +
    'behaviour:behavior favour:favor armour:armor armoured:armored vapour:vapor rumour:rumor grey:gray catalogue:catalog ' +
    'dialogue:dialog analogue:analog cheque:check tonne:ton aluminium:aluminum aeroplane:airplane sulphur:sulfur ' +
    'fibre:fiber metre:meter metres:meters litre:liter sabre:saber spectre:specter sceptre:scepter ' +
    'cypher:cipher cyphers:ciphers jewellery:jewelry travelling:traveling modelling:modeling signalling:signaling ' +
    'analyse:analyze analysed:analyzed judgement:judgment enrolment:enrollment fulfil:fulfill pretence:pretense ' +
    'artefact:artifact artefacts:artifacts mould:mold plough:plow tyre:tire storey:story practise:practice'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
