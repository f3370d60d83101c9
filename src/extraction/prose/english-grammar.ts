/**
 * The pieces of English from which the claim patterns are put together.
 *
 * All are written against reduced text: one space before each word, marks for names. Each piece is bounded, and none nests an
 * open repetition in another that can match the same words.
 */

/** Words that may stand between a verb and the name it governs without changing who is meant. */
export const FILL =
  '(?:(?:[a-z]+(?:ese|ian|ean|ish)|state|government|military|sponsored|backed|linked|owned|-|based|notorious|prolific|sophisticated|local|provincial|regional|national|federal|' +
  'foreign|its|their|his|same|so|called|suspected|alleged|purported|likely|possible|individuals?|employees?|members?|officers?|of|entities?|entity|contractors? named|two|three|four|five|several) ){0,6}';

export const BELIEF =
  '(?:believed|thought|assessed|considered|suspected|alleged|said|known|reported|judged|understood|presumed|found|determined|rumored|deemed)';
const BE =
  '(?:is|was|are|were|has not been|has never been|have not been|had not been|has been|have been|had been|is being|be|been|being)';

/** "is", "was not", "is believed to be", "appears to have been", "may be". Ends with a space. */
export const IS = `(?:${BE}(?: (?:not|never|no longer))?(?: (?:now|so|far))?(?: ${BELIEF}(?: by [^,;.]{1,60}?)?(?: to (?:be|have been)| as)?)?|(?:appears?|seems?|appeared|seemed)(?: not)? to (?:be|have been)|(?:may|might|could)(?: not)? (?:be|have been)) `;

/** ", which " or ", the unit behind it, " between a subject and its verb. */
export const APPOSITION = '(?:(?:, )?(?:which|that|who) |, [^,;.]{1,110} , )?';
export const HAS = '(?:has |have |had )?(?:not |never )?(?:been )?';

/** ", an O front company" goes on about the name before; it does not add O to a list. */
const NOT_DESCRIBING =
  "(?! (?:front|contractor|company|subsidiary|unit|official|officer|director|employee|minister|affiliate|cover|'s|-))";

/** Marks in a list: "A , A and A". */
export function list(marks: string): string {
  return `[${marks}](?: (?:,|and|or|&|, and|as well as|, as well as|along with) ${FILL}[${marks}]${NOT_DESCRIBING}){0,15}`;
}

/** Compiles a pattern; a space begins each word, and indices of groups are kept. */
export function expression(source: string): RegExp {
  return new RegExp(` ${source}`, 'gd');
}

export interface PatternForm {
  readonly expression: RegExp;
  readonly appositive: boolean;
}

/** A form in which the subject is the subject of a verb: "A was …". */
export function clause(source: string): PatternForm {
  return { expression: expression(source), appositive: false };
}

/** A form in which words beside the subject tell what it is: "A, a unit of O". */
export function apposition(source: string): PatternForm {
  return { expression: expression(source), appositive: true };
}

export const TITLE =
  '(?:(?:deputy|vice|assistant|acting|former|first|senior|chief|executive|party|general|then|managing|retired|lieutenant|major) ){0,3}' +
  '(?:director general|director|minister|head|chief|president|chairman|chairwoman|chairperson|secretary general|secretary|commander|commissar|governor|mayor|commissioner|administrator|ambassador|' +
  'spokesman|spokeswoman|spokesperson|intelligence officer|officer|colonel|general|captain|manager|ceo|co - founder|founder|legal representative|shareholder|supervisor|section chief|division chief|' +
  'bureau chief|operative|attorney general|employee|engineer|analyst|hacker|contractor|member|agent)';
