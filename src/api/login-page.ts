/** Where a browser gives its token; only asked for beyond loopback. */
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Access } from './access-tokens.ts';
import { html, htmlPage } from './html.ts';
import { type ApiEnv, SESSION_COOKIE } from './request-guard.ts';
import type { ApiApp } from './routes/answers.ts';

const STYLE = `
main { max-width: 24rem; margin: 18vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .25rem; }
p { color: var(--quiet); margin: 0 0 1.25rem; }
label { display: block; font-weight: 500; margin-bottom: .35rem; }
input, button { width: 100%; font: inherit; padding: .55rem .7rem; border-radius: 6px; border: 1px solid var(--line); background: var(--soft); color: var(--ink); }
button { margin-top: .75rem; background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; cursor: pointer; }
.wrong { color: var(--warn); }
`;

const FAILURE_DELAY_MS = 400;

export function addLogin(app: ApiApp, access: Access): void {
  app.get('/login', (c) => {
    if (!access.required) return c.redirect('/', 303);
    return c.html(loginPage(localTarget(c.req.query('next')), false));
  });
  app.post('/login', async (c) => {
    const form = await c.req.parseBody();
    const target = localTarget(text(form.next));
    const session = access.sessionFor(text(form.token).trim());
    if (session === undefined) {
      // Guessing is slow; tokens are long besides.
      await new Promise((resolve) => setTimeout(resolve, FAILURE_DELAY_MS));
      return c.html(loginPage(target, true), 401);
    }
    setSession(c, session);
    return c.redirect(target, 303);
  });
  app.post('/logout', (c) => {
    setSession(c, '', 0);
    return c.redirect('/login', 303);
  });
}

const SESSION_SECONDS = 30 * 24 * 3600;

function setSession(c: Context<ApiEnv>, value: string, maxAge: number = SESSION_SECONDS): void {
  setCookie(c, SESSION_COOKIE, value, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge });
}

function loginPage(target: string, wrong: boolean): string {
  return htmlPage(
    'Orrery: token',
    STYLE,
    html`<main>
<h1>Orrery</h1>
<p>This server asks for a token. Whoever started it has yours.</p>
<form method="post" action="/login">
<input type="hidden" name="next" value="${target}">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
${wrong ? html`<p class="wrong" role="alert">That token is not valid here.</p>` : undefined}
<button>Continue</button>
</form>
</main>`,
  );
}

/** Only a place on this server: an address elsewhere would make the login a trap. */
function localTarget(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[^\u0000-\u001f]*$/.test(next) ? next : '/';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
