/**
 * STIX identifiers and timestamps. STIX 2.1, sections 2.9 "Identifiers" and 3.2 "timestamp" (2.0 alike).
 */
const UUID_LENGTH = 36;
const HYPHEN = 0x2d;
const TIMESTAMP_SHAPE = '0000-00-00T00:00:00';
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for `type--uuid`. Hexadecimal digits may be of either case. */
export function isStixId(text: string): boolean {
  const dashes = text.length - UUID_LENGTH - 2;
  if (dashes < 1 || text.charCodeAt(dashes) !== HYPHEN || text.charCodeAt(dashes + 1) !== HYPHEN) return false;
  for (let i = 0; i < dashes; i++) {
    const unit = text.charCodeAt(i);
    if (!isLowerOrDigit(unit) && (unit !== HYPHEN || i === 0)) return false;
  }
  return isUuidAt(text, dashes + 2);
}

function isLowerOrDigit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

/** Walked by hand: every object and every end of a relationship passes here. */
function isUuidAt(text: string, from: number): boolean {
  for (let i = 0; i < UUID_LENGTH; i++) {
    const unit = text.charCodeAt(from + i);
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (unit !== HYPHEN) return false;
    } else if (!((unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x66))) {
      return false;
    }
  }
  return true;
}

/** The type half of an id, whether or not the id is well formed; empty without `--`. */
export function stixTypeOfId(id: string): string {
  const dashes = id.indexOf('--');
  return dashes < 0 ? '' : id.slice(0, dashes);
}

/** The UUID half of an id. */
export function uuidOfStixId(id: string): string {
  return id.slice(id.indexOf('--') + 2);
}

/** True for a real instant in RFC 3339 form with `Z` and any number of fractional digits. */
export function isStixTimestamp(text: string): boolean {
  if (!hasTimestampShape(text)) return false;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (month < 1 || month > 12 || twoDigits(text, 11) > 23 || twoDigits(text, 14) > 59 || twoDigits(text, 17) > 60) {
    return false;
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= DAYS[month - 1]! + (leap ? 1 : 0);
}

/** Walked by hand for the same reason as UUIDs. */
function hasTimestampShape(text: string): boolean {
  const seconds = TIMESTAMP_SHAPE.length;
  const last = text.length - 1;
  if (last < seconds || text.charCodeAt(last) !== 0x5a) return false;
  for (let i = 0; i < seconds; i++) {
    const shape = TIMESTAMP_SHAPE.charCodeAt(i);
    const unit = text.charCodeAt(i);
    if (shape === 0x30 ? !isDigit(unit) : unit !== shape) return false;
  }
  if (last === seconds) return true;
  if (text.charCodeAt(seconds) !== 0x2e || last === seconds + 1) return false;
  for (let i = seconds + 1; i < last; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}
