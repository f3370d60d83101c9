/**
 * The marks within a line of Markdown: links, images, emphasis, code, escapes, stray HTML.
 *
 * Invariant: it takes time in proportion to the line; a mark without its partner is text.
 * An underscore within a word is part of the word (`cmd_exec`), as CommonMark has it for file and function names.
 */
import type { TextBuilder } from './text-builder.ts';

// Each part stops at what opens the next one, so that a line of nothing but openings is read once and not squared.
const LABEL = '(?:[^\\[\\]\\n]|\\[[^\\[\\]\\n]{0,300}\\]){1,1000}';
const TARGET = '(?:[^()\\s<>]|\\([^()\\s]{0,2000}\\)){1,2000}';
const TITLE = '(?:\\s+(?:"[^"\\n]{0,300}"|\'[^\'\\n]{0,300}\'))?';

const TOKEN = new RegExp(
  [
    '\\\\([!-/:-@[-`{-~])', // 1: escape
    '(`{1,10})([^`]+)\\2(?!`)', // 2, 3: code
    `!\\[([^\\[\\]\\n]{0,300})\\](?:\\(${TARGET}?${TITLE}\\)|\\[[^\\[\\]\\n]{0,300}\\])`, // 4: image
    `\\[(${LABEL})\\]\\(<?(${TARGET})>?${TITLE}\\)`, // 5, 6: link
    `\\[(${LABEL})\\]\\[([^\\[\\]\\n]{0,300})\\]`, // 7, 8: link by reference
    '<(https?://[^\\s<>]{1,2000})>', // 9: address
    '<\\/?[a-zA-Z][a-zA-Z0-9-]{0,30}(?:\\s[^<>]{0,1000})?\\/?>', // HTML
    '(\\*{1,3}|~~)(?=\\S)|(?<=\\S)(\\*{1,3}|~~)', // 10, 11: emphasis
    '(?<![\\p{L}\\p{N}_])(_{1,3})(?=\\S)|(?<=\\S)(_{1,3})(?![\\p{L}\\p{N}_])', // 12, 13: emphasis
  ].join('|'),
  'gu',
);

export class InlineMarkdown {
  readonly #builder: TextBuilder;
  readonly #definitions: ReadonlyMap<string, string>;

  constructor(builder: TextBuilder, definitions: ReadonlyMap<string, string>) {
    this.#builder = builder;
    this.#definitions = definitions;
  }

  /** Writes a line and gives the words that were written. */
  write(raw: string): string {
    return this.#write(raw, 0).replace(/\s+/g, ' ').trim();
  }

  #write(raw: string, depth: number): string {
    let written = '';
    const say = (text: string): void => {
      this.#builder.inline(text);
      written += text;
    };
    let from = 0;
    for (const match of raw.matchAll(TOKEN)) {
      say(raw.slice(from, match.index));
      from = match.index + match[0].length;
      const [token, escaped, , code, , label, target, named, reference, address] = match;
      const mark = match[10] ?? match[11] ?? match[12] ?? match[13];
      if (escaped !== undefined) say(escaped);
      else if (code !== undefined) say(code);
      else if (label !== undefined) written += this.#link(label, target ?? '', depth);
      else if (named !== undefined) {
        const url = this.#definitions.get(
          (reference === '' || reference === undefined ? named : reference).toLowerCase(),
        );
        written += url === undefined ? this.#plain(token) : this.#link(named, url, depth);
      } else if (address !== undefined) say(address);
      else if (mark !== undefined && !hasPartner(raw, match.index, mark)) say(mark);
      else if (/^<br\b/i.test(token)) this.#builder.lineBreak();
    }
    say(raw.slice(from));
    return written;
  }

  #link(label: string, url: string, depth: number): string {
    const start = this.#builder.mark();
    // The label may hold emphasis, and a badge is an image in a link; deeper nesting is text.
    const words = depth < 2 ? this.#write(label, depth + 1) : this.#plain(label);
    if (/^https?:/i.test(url) && URL.canParse(url)) this.#builder.link(start, url);
    return words;
  }

  #plain(text: string): string {
    this.#builder.inline(text);
    return text;
  }
}

/** The same mark stands elsewhere in the line. An asterisk alone is a footnote or a wildcard. */
function hasPartner(raw: string, at: number, mark: string): boolean {
  return raw.indexOf(mark) < at || raw.indexOf(mark, at + mark.length) >= 0;
}
