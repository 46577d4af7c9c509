import { createClient, type Client } from '../../src/client/index.js';

/** A QR code as the API sends it. */
export const qrCode = (fields: Record<string, unknown> = {}) => ({
  id: 1,
  name: 'Spring Campaign',
  type: 'dynamic',
  is_active: true,
  content_type: 'url',
  expires_at: null,
  licensed_until: null,
  auto_renew: false,
  public_url: 'https://go.example/r/spring-2026',
  options: {},
  ...fields,
});

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A real client over answers made in the test. `requests` holds what it asked, `signals` what could abort it. */
export function clientOf(answer: (path: string, call: number) => Response | Promise<Response>) {
  const requests: string[] = [];
  const signals: AbortSignal[] = [];
  const client: Client = createClient({
    endpoint: 'https://site.example/jsi',
    retries: 0,
    fetch: async (input, init) => {
      const path = new URL(input as string).pathname.replace('/jsi', '');
      requests.push(path);
      const { signal } = init as RequestInit & { signal: AbortSignal };
      signals.push(signal);
      return Promise.race([
        answer(path, requests.length),
        new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      ]);
    },
  });
  return { client, requests, signals };
}

export const never = () => new Promise<Response>(() => undefined);
