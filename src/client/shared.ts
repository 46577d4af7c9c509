import { createClient, type Client } from './client.js';

const clients = new Map<string, Client>();

/**
 * The page's one client for an endpoint and embed token, so that elements share requests and pauses.
 * @throws {TypeError} for an endpoint that is no http(s) URL, or a token that no header can hold
 */
export function sharedClient(endpoint: string, token?: string | null): Client {
  const key = JSON.stringify([endpoint, token ?? null]);
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = clients.get(key) ?? createClient({ endpoint, headers });
  clients.set(key, client);
  return client;
}
