/**
 * Addresses from reports, written so that nothing makes them live again by accident: `hxxps://evil[.]example`.
 * What a report has already written so stays as it is.
 */
const LIVE_TYPES = new Set([
  'url',
  'domain-name',
  'ipv4-addr',
  'ipv6-addr',
  'email-addr',
  'domain',
  'ipv4',
  'ipv6',
  'email',
]);

export function isLiveAddress(indicatorType: string): boolean {
  return LIVE_TYPES.has(indicatorType);
}

export function defang(text: string): string {
  if (/\[\.\]|\(\.\)|\[:\]|hxxp/i.test(text)) return text;
  return text
    .replace(/^(\s*)http(?=s?:)/i, '$1hxxp')
    .replace(/^(\s*)ftp(?=s?:)/i, '$1fxp')
    .replaceAll('.', '[.]')
    .replaceAll('@', '[@]');
}
