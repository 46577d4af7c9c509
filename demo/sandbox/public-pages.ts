import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';

const style = `
:root { color-scheme: light; --page: #f4f4f2; --card: #fff; --text: #222; --quiet: #666 }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--text);
  font: 1.125rem/1.5 system-ui, sans-serif }
main { box-sizing: border-box; width: min(32rem, 100% - 2rem); padding: 2.5rem 2rem; border-radius: 1rem;
  background: var(--card); text-align: center; overflow-wrap: anywhere; box-shadow: 0 1px 12px rgb(0 0 0 / 8%) }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
p { margin: 0; color: var(--quiet) }
.dark, .neon { color-scheme: dark; --page: #111; --card: #1d1d20; --text: #f2f2f2; --quiet: #b5b5b5 }
.neon { --text: #5dffb0 }
.colorful { --page: #ffcf56; --text: #a3195b }
.corporate { --page: #e4ebf3; --text: #123a66 }
.nature { --page: #e3ecd9; --text: #2c4a1f }
.pastel { --page: #f6e6f2; --text: #5d3a63 }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const securityHeaders = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

export interface PublicPage {
  title: string;
  text: string;
  /** A landing page's preset; anything unknown looks like none. */
  preset?: string | null;
}

/** Answers a small page for people's phones; title and text are escaped. */
export async function publicPage(c: Context, status: 200 | 404 | 410, page: PublicPage): Promise<Response> {
  const { title, text, preset } = page;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body class="${preset ?? 'minimal'}">
<main>
<h1 dir="auto">${title}</h1>
<p dir="auto">${text}</p>
</main>
</body>
</html>`;
  return c.html(document, status, securityHeaders);
}
