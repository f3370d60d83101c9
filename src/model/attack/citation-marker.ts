/**
 * `(Citation: Name)` markers in ATT&CK descriptions, and the words each stands behind.
 *
 * Invariant: a clause is an exact substring of the description; a marker never counts as words of the text.
 */
export interface CitationMarker {
  readonly name: string;
  /** UTF-16 offsets of the marker in the description, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const MARKER_START = '(Citation:';

/** The markers in order. Names may hold balanced parentheses; surrounding blanks are dropped. */
export function citationMarkers(description: string): CitationMarker[] {
  const markers: CitationMarker[] = [];
  let from = 0;
  for (;;) {
    const start = description.indexOf(MARKER_START, from);
    if (start < 0) return markers;
    const close = closingParenthesis(description, start);
    const end = close < 0 ? description.length : close + 1;
    const name = description.slice(start + MARKER_START.length, close < 0 ? undefined : close).trim();
    if (name !== '') markers.push({ name, start, end });
    from = end;
  }
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x28) depth++;
    else if (char === 0x29 && --depth === 0) return i;
    // A marker stands on one line; a missing parenthesis must not swallow the rest.
    else if (char === 0x0a) break;
  }
  return text.indexOf(')', open);
}

/**
 * The sentence part in front of each marker, markers that follow one another sharing theirs; the marker's own text
 * where no words stand in front of it.
 */
export function citedClauses(description: string): { readonly name: string; readonly clause: string }[] {
  const markers = citationMarkers(description);
  let groupStart = 0;
  let previousEnd = 0;
  let clause = '';
  return markers.map((marker) => {
    const between = description.slice(previousEnd, marker.start);
    if (/[\p{L}\p{N}]/u.test(between)) {
      groupStart = previousEnd;
      clause = lastSentence(description.slice(groupStart, marker.start));
    }
    previousEnd = marker.end;
    return { name: marker.name, clause: clause !== '' ? clause : description.slice(marker.start, marker.end) };
  });
}

const SENTENCE_END = /[.!?。！？]["'”’)\]]*(?=\s+["'“‘([<]*[\p{Lu}\p{N}])|[。！？]|\n/gu;
const ABBREVIATION =
  /(?:^|[\s("'])(?:e\.g|i\.e|etc|vs|cf|al|U\.S|U\.K|Inc|Ltd|Corp|Co|Mr|Mrs|Ms|Dr|St|No|Nos|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$/;

/** The last sentence of the text, without the punctuation that joins it to what was before. */
function lastSentence(text: string): string {
  const whole = text.trimEnd();
  let start = 0;
  for (const match of whole.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (end >= whole.length) break;
    if (match[0] !== '\n' && ABBREVIATION.test(whole.slice(0, end))) continue;
    start = end;
  }
  return whole.slice(start).replace(/^[\s.,;:)\]–—-]+/u, '');
}

const MARKDOWN_LINK = /!?\[([^\][]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g;
/** Footnotes of other catalogues made from ATT&CK: `<sup>[[Name](address)]</sup>`. */
const FOOTNOTE = /\s*<sup>\s*\[\[[^\][]*\]\([^()\s]*\)\]\s*<\/sup>/gi;
const TAG = /<\/?(?:code|sup|sub|b|i|em|strong|p|br|li|ul|ol|h[1-6]|pre)\s*\/?>/gi;

/** The text as a reader sees it: citation markers dropped, links reduced to their words, simple tags removed. */
export function plainText(description: string): string {
  let text = '';
  let from = 0;
  for (const marker of citationMarkers(description)) {
    text += description.slice(from, marker.start);
    from = marker.end;
  }
  text += description.slice(from);
  return text
    .replace(FOOTNOTE, '')
    .replace(MARKDOWN_LINK, '$1')
    .replace(TAG, '')
    .replace(/[ \t]+(?=[.,;:!?](?:\s|$))/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}
