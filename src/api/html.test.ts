import { expect, test } from 'vitest';
import { html, htmlPage } from './html.ts';

test('text is escaped wherever it is put, templates are not', () => {
  const name = '<script>alert("x")</script>';
  expect(html`<p title="${name}">${name} & ${[html`<b>${1}</b>`]}${undefined}</p>`.text).toBe(
    '<p title="&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62;">&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; & <b>1</b></p>',
  );
});

test('a page has no script and a title that is text', () => {
  const page = htmlPage('</title><script>', '', html`<main></main>`);
  expect(page).not.toContain('<script');
});
