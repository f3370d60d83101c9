/**
 * Cryptocurrency addresses, told from random strings by their own checksums.
 *
 * Base58Check (Bitcoin), bech32 and bech32m (BIP 173 and BIP 350), Ethereum by form, Monero by form and length.
 */
import { createHash } from 'node:crypto';

export function isCryptocurrencyAddress(text: string): boolean {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return new Set(text.slice(2).toLowerCase()).size >= 6;
  if (/^bc1/i.test(text)) return isBech32(text);
  if (/^[13]/.test(text)) return isBase58Check(text);
  return /^[48][1-9A-HJ-NP-Za-km-z]{94}$/.test(text);
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function isBase58Check(text: string): boolean {
  let value = 0n;
  for (const char of text) {
    const digit = BASE58.indexOf(char);
    if (digit < 0) return false;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const digest = sha256(sha256(bytes.subarray(0, 21)));
  return digest.subarray(0, 4).equals(bytes.subarray(21));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS: readonly number[] = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  const prefix = [...'bc'].map((char) => char.charCodeAt(0));
  const values = [...prefix.map((c) => c >> 5), 0, ...prefix.map((c) => c & 31)];
  for (const char of lower.slice(3)) {
    const value = BECH32.indexOf(char);
    if (value < 0) return false;
    values.push(value);
  }
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) checksum ^= generator;
  }
  return checksum === 1 || checksum === 0x2bc830a3;
}
