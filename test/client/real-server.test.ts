import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ApiError,
  createClient,
  NetworkError,
  NotFoundError,
  ResponseError,
  TimeoutError,
  type ClientOptions,
} from '../../src/client/index.js';
import { rejected } from './scripted-fetch.js';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
});

/** A client of a real server on a free port, and what the server was asked. */
async function serve(
  answer: (response: ServerResponse, request: IncomingMessage, number: number) => void,
  options: Partial<ClientOptions> = {},
) {
  const requests: string[] = [];
  server = createServer((request, response) => {
    requests.push(`${request.method!} ${request.url!}`);
    answer(response, request, requests.length);
  });
  await new Promise<void>((resolve) => void server!.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { client: createClient({ endpoint, retries: 0, ...options }), endpoint, requests };
}

const send = (response: ServerResponse, status: number, type: string, body: string) =>
  void response.writeHead(status, { 'content-type': type }).end(body);

const notJson = { code: 'response', cause: expect.any(SyntaxError) as Error };

describe('a body that is cut short', () => {
  it('is a ResponseError where fewer bytes come than were announced', async () => {
    const { client, requests } = await serve(
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write('{"data":{"id":1}}', () => response.destroy());
      },
      { retries: 3 },
    );
    const error = await rejected(client.qrCodes.get(1));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ message: 'The answer was cut short.', cause: expect.any(Error) as Error });
    expect(requests).toHaveLength(1);
  });

  it('is a ResponseError where the chunks stop without the last one', async () => {
    const { client } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":{"id":1}}', () => response.destroy());
    });
    expect(await rejected(client.qrCodes.get(1))).toBeInstanceOf(ResponseError);
  });

  it('is a ResponseError where half a text is sent as if it were whole', async () => {
    const { client } = await serve((response) => send(response, 200, 'application/json', '{"data":{"id":'));
    expect(await rejected(client.qrCodes.get(1))).toMatchObject(notJson);
  });
});

describe('a connection that breaks', () => {
  it('is a NetworkError', async () => {
    const { client, requests } = await serve((response) => void response.socket!.destroy());
    expect(await rejected(client.user.get())).toBeInstanceOf(NetworkError);
    expect(requests).toEqual(['GET /api/user']);
  });

  it('is asked again for a GET', async () => {
    const { client, requests } = await serve(
      (response, _, number) => {
        if (number === 1) response.socket!.destroy();
        else send(response, 200, 'application/json', '{"id":7}');
      },
      { retries: 3 },
    );
    expect(await client.user.get()).toMatchObject({ id: 7 });
    expect(requests).toHaveLength(2);
  });

  it('is not asked again for a write', async () => {
    const { client, requests } = await serve((response) => void response.socket!.destroy(), { retries: 3 });
    expect(await rejected(client.qrCodes.delete(1))).toBeInstanceOf(NetworkError);
    expect(requests).toEqual(['DELETE /api/qr-codes/1']);
  });

  it('is a NetworkError where nobody listens', async () => {
    const { endpoint } = await serve(() => undefined);
    await new Promise((resolve) => server!.close(resolve));
    expect(await rejected(createClient({ endpoint, retries: 0 }).user.get())).toBeInstanceOf(NetworkError);
  });
});

describe('a server that hangs', () => {
  it('is a TimeoutError before the headers', async () => {
    const { client, requests } = await serve(() => undefined, { timeout: 100, retries: 3 });
    expect(await rejected(client.user.get())).toBeInstanceOf(TimeoutError);
    expect(requests).toHaveLength(1);
  });

  it('is a TimeoutError in the middle of the body', async () => {
    const { client } = await serve(
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":'),
      { timeout: 100 },
    );
    expect(await rejected(client.user.get())).toBeInstanceOf(TimeoutError);
  });

  it('is left as soon as the caller aborts, and sees the connection close', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { client } = await serve((response) => {
      closed = once(response, 'close');
      controller.abort('gone');
    });
    expect(await rejected(client.user.get({ signal: controller.signal }))).toBe('gone');
    await closed;
  });
});

describe('an answer that is not the JSON of the API', () => {
  it('is a ResponseError for a page of HTML with 200', async () => {
    const { client } = await serve((response) => send(response, 200, 'text/html; charset=utf-8', '<h1>Log in</h1>'));
    for (const call of [() => client.user.get(), () => client.qrCodes.update(1, { name: 'Menu' })]) {
      const error = await rejected(call());
      expect(error).toBeInstanceOf(ResponseError);
      expect((error as Error).message).not.toContain('<');
    }
  });

  it('is a ResponseError for JSON that is not called JSON', async () => {
    const { client } = await serve((response) => send(response, 200, 'text/plain', '{"id":1}'));
    expect(await rejected(client.user.get())).toBeInstanceOf(ResponseError);
  });

  it('takes any content type of JSON, and a byte order mark', async () => {
    const types = ['application/json;charset=utf-8', 'application/vnd.api+json', 'APPLICATION/JSON'];
    const { client } = await serve((response, _, number) => {
      send(response, 200, types[number - 1]!, '\uFEFF{"id":1}');
    });
    for (const type of types) expect(await client.user.get(), type).toMatchObject({ id: 1 });
  });

  it('is a ResponseError for nothing at all where a resource is expected', async () => {
    const { client } = await serve((response) => send(response, 200, 'application/json', ''));
    expect(await rejected(client.user.get())).toBeInstanceOf(ResponseError);
    expect(await rejected(client.qrCodes.list())).toBeInstanceOf(ResponseError);
    expect(await rejected(client.qrCodes.create({ name: 'Menu', type: 'static' }))).toBeInstanceOf(ResponseError);
  });

  it('is a ResponseError for 204 where a resource is expected', async () => {
    const { client } = await serve((response) => void response.writeHead(204).end());
    expect(await rejected(client.user.get())).toBeInstanceOf(ResponseError);
  });

  it.each(['not json', '{"id":1}}', "{'id':1}", 'undefined', '\u0000'])('is a ResponseError for %j', async (body) => {
    const { client } = await serve((response) => send(response, 200, 'application/json', body));
    expect(await rejected(client.user.get())).toMatchObject(notJson);
  });

  it.each([301, 302, 303, 307, 308])('is a ResponseError for a redirect (%i), never followed', async (status) => {
    const { client, requests } = await serve((response) => {
      response.writeHead(status, { location: '/api/login' }).end('<a href="/api/login">Moved</a>');
    });
    expect(await rejected(client.user.get())).toBeInstanceOf(ResponseError);
    expect(await rejected(client.qrCodes.delete(1))).toBeInstanceOf(ResponseError);
    expect(requests).toEqual(['GET /api/user', 'DELETE /api/qr-codes/1']);
  });
});

describe('a deletion', () => {
  it.each([
    ['204', (response: ServerResponse) => void response.writeHead(204).end()],
    ['an empty 200', (response: ServerResponse) => void response.writeHead(200).end()],
    ['a 200 with JSON', (response: ServerResponse) => send(response, 200, 'application/json', '{"message":"Gone."}')],
  ])('resolves to nothing after %s', async (_, answer) => {
    const { client } = await serve(answer);
    await expect(client.qrCodes.delete(1)).resolves.toBeUndefined();
  });
});

describe('an error status', () => {
  it('counts more than a body that is no JSON', async () => {
    const { client } = await serve((response, _, number) => {
      send(response, number === 1 ? 404 : 500, 'text/html', '<title>Whoops</title>');
    });
    expect(await rejected(client.qrCodes.get(1))).toBeInstanceOf(NotFoundError);
    const error = await rejected(client.qrCodes.get(1));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 500, body: undefined, message: 'The server answered with status 500.' });
  });
});
