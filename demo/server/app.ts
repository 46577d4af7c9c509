import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { createProxy, type Operation, type Proxy } from '../../src/proxy/index.js';
import { fileStore } from '../../src/proxy/node.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { TierTokens } from '../sandbox/tokens.js';

const folder = (path: string) => relative(process.cwd(), fileURLToPath(new URL(path, import.meta.url))) || '.';

interface Parts {
  sandbox: Sandbox;
  tokens: TierTokens;
  address: string;
  dataDir: string;
}

const anyone: Operation[] = ['qr-codes.get', 'scans.summary', 'scans.rollup', 'landing-pages.get'];
const owners: Operation[] = [...anyone, 'qr-codes.list', 'rules.list', 'scans.list', 'landing-pages.list', 'user.get'];
const editors: Operation[] = [
  ...owners,
  ...(['rules.create', 'rules.update', 'rules.delete', 'landing-pages.create', 'landing-pages.update', 'landing-pages.delete'] as const),
];

/** Demo pages, the token proxy and the sandbox API as one site: the tokens stay in this process. */
export function demoApp({ sandbox, tokens, address, dataDir }: Parts): Hono {
  const upstream = `${address}/api/v1`;
  const store = fileStore(join(dataDir, 'scans'));
  // What a public site would give: reading codes and figures, and only the public fields of these.
  const jsi = createProxy({
    token: { read: tokens.read },
    upstream,
    store,
    public: { operations: anyone, qrCodes: '*', landingPages: '*' },
  });
  // What a portal behind a login would give; here whoever runs the demo is logged in.
  const owner = createProxy({
    token: { read: tokens.read },
    upstream,
    basePath: '/jsi-owner',
    store,
    authorize: () => ({ operations: owners, qrCodes: '*', landingPages: '*', subject: 'demo' }),
  });
  // What its editor would get.
  const editor = createProxy({
    token: tokens,
    upstream,
    basePath: '/jsi-editor',
    store,
    authorize: () => ({ operations: editors, qrCodes: '*', landingPages: '*', subject: 'demo' }),
  });
  // Two that are broken on purpose, for the page that shows the states.
  const wrongToken = createProxy({
    token: { read: 'not-a-token' },
    upstream,
    basePath: '/jsi-wrong-token',
    public: { operations: ['qr-codes.get'], qrCodes: '*' },
  });
  const offline = createProxy({
    token: { read: tokens.read },
    upstream: 'http://127.0.0.1:9/api/v1',
    basePath: '/jsi-offline',
    public: { operations: ['qr-codes.get', 'scans.rollup', 'landing-pages.get'], qrCodes: '*', landingPages: '*' },
  });

  const app = new Hono();
  for (const [path, proxy] of [
    ['/jsi/*', jsi],
    ['/jsi-owner/*', owner],
    ['/jsi-editor/*', editor],
    ['/jsi-wrong-token/*', wrongToken],
    ['/jsi-offline/*', offline],
  ] as [string, Proxy][]) {
    app.all(path, (context) => proxy(context.req.raw));
  }
  app.route('/', sandbox.app);
  app.use(
    '/*',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
      },
      strictTransportSecurity: false,
    }),
  );
  app.get('/cdn/*', serveStatic({ root: folder('../../dist') }));
  app.get('/*', serveStatic({ root: folder('../pages') }));
  return app;
}
