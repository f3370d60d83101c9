/**
 * Line ends that only wrap: in plain text cut at a fixed width, a sentence runs over many lines. On the page they are spaces, so that
 * a paragraph flows in the reader's own width; the text and its offsets stay as they are.
 */

/** Lines wrapped by a program are about this long; shorter ones end where their writer ended them, longer ones were never wrapped. */
const SHORTEST_WRAPPED = 52;
const LONGEST_WRAPPED = 125;
/** Past this a line that ends with its sentence was wrapped there by chance. */
const SURELY_WRAPPED = 70;
/** Chinese letters are twice as wide. */
const HAN = /\p{Script=Han}/u;

export function isSoftBreak(text: string, newline: number): boolean {
  const next = text.slice(newline + 1, newline + 4);
  if (next === '' || /^[\s\-*•–—·>|#+=]|^\d{1,2}[.)]/.test(next)) return false;
  const from = text.lastIndexOf('\n', newline - 1) + 1;
  if (newline - from > LONGEST_WRAPPED) return false;
  const line = text.slice(from, newline);
  if (line.includes('\t') || line.includes(' | ')) return false;
  const width = [...line].reduce((sum, letter) => sum + (HAN.test(letter) ? 2 : 1), 0);
  if (width < SHORTEST_WRAPPED) return false;
  // A line that ends a sentence may end a paragraph; then its width, or a small letter after it, shows that it goes on.
  return !/[.!?:;。！？：；]["'”’)）]?$/.test(line) || /^\p{Ll}/u.test(next) || width > SURELY_WRAPPED;
}

/** The words as they are shown, where `[start, end)` lies within one block. */
export function flowing(text: string, start: number, end: number): string {
  const words = text.slice(start, end);
  if (!words.includes('\n')) return words;
  return words.replace(/\n/g, (_, at: number) => {
    const newline = start + at;
    if (!isSoftBreak(text, newline)) return '\n';
    return HAN.test(text[newline - 1] ?? '') && HAN.test(text[newline + 1] ?? '') ? '' : ' ';
  });
}
