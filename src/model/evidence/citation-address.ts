/** Addresses that open a source at the passage: text fragments (WICG "Scroll to Text Fragment", syntax `#:~:text=start,end`). */

/** The address with a text fragment of the first and last words of the passage; the plain address when there is none. */
export function textFragmentAddress(url: string, fragment: { start: string; end?: string } | undefined): string {
  if (!fragment) return url;
  const [base, hash] = url.split('#', 2) as [string, string | undefined];
  const words = [fragment.start, fragment.end]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => encode(part!));
  return `${base}#${hash === undefined ? '' : hash.split(':~:')[0]}:~:text=${words.join(',')}`;
}

/** Dash, comma and ampersand have meanings of their own in a text directive. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/-/g, '%2D');
}
