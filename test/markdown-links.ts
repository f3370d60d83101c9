/** Links of a Markdown file (CommonMark inline links, images and reference definitions) and the anchors of its headings. */
export interface MarkdownLink {
  readonly target: string;
  readonly line: number;
}

export function markdownLinks(text: string): MarkdownLink[] {
  const prose = withoutCode(text);
  const links: MarkdownLink[] = [];
  for (const pattern of [/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, /^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm]) {
    for (const match of prose.matchAll(pattern)) {
      links.push({ target: match[1]!, line: prose.slice(0, match.index).split('\n').length });
    }
  }
  return links.sort((left, right) => left.line - right.line);
}

/** As GitHub makes them: lower case, spaces to hyphens, punctuation dropped. */
export function headingAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading!.replace(
      /[`*_]|\[([^\]]*)\]\([^)]*\)/g,
      (whole, words: string | undefined) => words ?? (whole === '_' ? '_' : ''),
    );
    anchors.add(
      plain
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    );
  }
  return anchors;
}

/** Code keeps its length, so that lines still count. */
function withoutCode(text: string): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  return text.replace(/^( {0,3})(```+|~~~+)[\s\S]*?^ {0,3}\2[^\n]*$/gm, blank);
}
