/**
 * Reads the beginning of a JSON document as far as it goes: enough to tell what kind of file it is.
 *
 * Invariant: never throws; what it returns agrees with the whole document in every member that is complete.
 */
const MAX_DEPTH = 64;
const NUMBER_OR_WORD = /[-+.\w]+/y;

/**
 * The value at the beginning of the text, cut off where the text is cut off or damaged; undefined when there is none.
 */
export function partialJson(text: string): unknown {
  return new PartialReader(text).value(0);
}

class PartialReader {
  readonly #text: string;
  #at = 0;
  #stopped = false;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): unknown {
    this.#skipBlank();
    const char = this.#text[this.#at];
    if (char === undefined || depth > MAX_DEPTH) {
      this.#stopped = true;
      return undefined;
    }
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    NUMBER_OR_WORD.lastIndex = this.#at;
    const match = NUMBER_OR_WORD.exec(this.#text);
    if (!match) return this.#stop();
    this.#at = NUMBER_OR_WORD.lastIndex;
    return this.#parse(match[0]);
  }

  #object(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = Object.create(null);
    this.#at++;
    for (;;) {
      this.#skipBlank();
      if (this.#take('}')) return members;
      const key = this.#text[this.#at] === '"' ? this.#string() : this.#stop();
      this.#skipBlank();
      if (this.#stopped || !this.#take(':')) {
        this.#stopped = true;
        return members;
      }
      const value = this.value(depth + 1);
      if (value !== undefined) members[key as string] = value;
      this.#skipBlank();
      if (this.#stopped || (!this.#take(',') && this.#text[this.#at] !== '}')) {
        this.#stopped = true;
        return members;
      }
    }
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    for (;;) {
      this.#skipBlank();
      if (this.#take(']')) return items;
      const value = this.value(depth + 1);
      if (value !== undefined) items.push(value);
      this.#skipBlank();
      if (this.#stopped || (!this.#take(',') && this.#text[this.#at] !== ']')) {
        this.#stopped = true;
        return items;
      }
    }
  }

  #string(): unknown {
    const start = this.#at++;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) return this.#stop();
      this.#at += char === '\\' ? 2 : 1;
      if (char === '"') return this.#parse(this.#text.slice(start, this.#at));
    }
  }

  #parse(token: string): unknown {
    try {
      return JSON.parse(token);
    } catch {
      return this.#stop();
    }
  }

  #stop(): undefined {
    this.#stopped = true;
    return undefined;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #skipBlank(): void {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at]!)) this.#at++;
  }
}
