/**
 * HTML made on the server: what is put into a template is escaped unless it is a template itself.
 *
 * Invariant: only `html` makes a `Markup`, so that no outside text reaches a page as markup.
 */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Insert = string | number | undefined | Markup | readonly Markup[];

/** `` html`<b>${name}</b>` `` */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + render(inserts[index - 1]) + part));
}

function render(insert: Insert): string {
  if (insert === undefined) return '';
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === 'object') return insert.map((part) => part.text).join('');
  return String(insert).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A whole page in the calm frame that the login and the API's documentation share. */
export function htmlPage(title: string, style: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(BASE_STYLE + style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}

const BASE_STYLE = `
:root { --ink: #1c2126; --quiet: #5a636d; --line: #dde1e5; --paper: #fff; --soft: #f5f6f8; --accent: #1f5fa8; --warn: #8a5300; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --quiet: #a1a9b2; --line: #343a41; --paper: #16191d; --soft: #1e2227; --accent: #86b6ef; --warn: #e5b567; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 Inter, system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
`;
