/**
 * The words by which an observable is known: an address, a path, a hash. STIX 2.1, section 6.
 */
import { isJsonObject, type JsonObject, text } from '../row-json.ts';

const LABEL_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  artifact: ['url', 'mime_type'],
  directory: ['path'],
  'email-message': ['subject', 'message_id'],
  'network-traffic': ['dst_ref', 'src_ref'],
  process: ['command_line'],
  'user-account': ['account_login', 'user_id', 'display_name'],
  'windows-registry-key': ['key'],
  'x509-certificate': ['serial_number', 'subject'],
};
const HASHES = ['SHA-256', 'SHA-512', 'SHA-1', 'MD5'];

/** The observable's value in words; undefined when it states none. */
export function observableLabel(object: JsonObject): string | undefined {
  const value = text(object.value);
  if (value !== undefined) return value;
  if (object.type === 'autonomous-system' && typeof object.number === 'number') return `AS${object.number}`;
  for (const property of LABEL_PROPERTIES[String(object.type)] ?? []) {
    const found = text(object[property]);
    if (found !== undefined) return found;
  }
  return hashOf(object);
}

function hashOf(object: JsonObject): string | undefined {
  if (!isJsonObject(object.hashes)) return undefined;
  for (const name of HASHES) {
    const hash = text(object.hashes[name]);
    if (hash !== undefined) return hash;
  }
  return Object.values(object.hashes)
    .map(text)
    .find((hash) => hash !== undefined);
}
