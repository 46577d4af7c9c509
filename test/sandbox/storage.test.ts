import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedOnce } from '../../demo/sandbox/database.js';
import { openSandbox } from '../../demo/sandbox/sandbox.js';
import { loadTokens } from '../../demo/sandbox/tokens.js';
import { apiOf, BASE, fullAccess, makeCode, openTemp, sqlValue } from './open.js';

describe('the database', () => {
  it('keeps everything when it is opened again, and is not seeded twice', async () => {
    const sandbox = await openTemp();
    const api = await fullAccess(sandbox);
    const code = await makeCode(api);
    const token = await sandbox.createToken({ scopes: ['read'] });
    sandbox.db.close();
    const again = await openSandbox({ databaseUrl: `file:${sandbox.dir}/sandbox.db`, publicBase: 'https://new.example/' });
    const { body } = await apiOf(again, token).get(`/qr-codes/${code.id}`);
    expect(body.data).toMatchObject({ ...code, public_url: `https://new.example/r/${code.slug}` });
    expect(await sqlValue(again, 'SELECT COUNT(*) FROM qr_codes')).toBe(1);
    expect(await sqlValue(again, 'SELECT COUNT(*) FROM teams')).toBe(1);
    await again.close();
    await rm(sandbox.dir, { recursive: true });
  });

  it('writes ahead', async () => {
    const sandbox = await openTemp();
    expect(await sqlValue(sandbox, 'PRAGMA journal_mode')).toBe('wal');
    await sandbox.close();
  });

  it('is left untouched by a seeding that fails half-way, and can be seeded then', async () => {
    const sandbox = await openTemp();
    await sandbox.db.execute("DELETE FROM meta WHERE key = 'seeded'");
    const half = function* () {
      yield "INSERT INTO teams (name) VALUES ('half')";
      throw new Error('killed');
    };
    await expect(seedOnce(sandbox.db, half)).rejects.toThrow('killed');
    expect(await sqlValue(sandbox, "SELECT COUNT(*) FROM teams WHERE name = 'half'")).toBe(0);
    const whole = () => ["INSERT INTO teams (name) VALUES ('whole')"];
    await seedOnce(sandbox.db, whole);
    await seedOnce(sandbox.db, whole);
    expect(await sqlValue(sandbox, "SELECT COUNT(*) FROM teams WHERE name = 'whole'")).toBe(1);
    await sandbox.close();
  });

  it('of another version is refused with what to do', async () => {
    const sandbox = await openTemp();
    await sandbox.db.execute("UPDATE meta SET value = '999' WHERE key = 'seeded'");
    const open = openSandbox({ databaseUrl: `file:${sandbox.dir}/sandbox.db`, publicBase: BASE });
    await expect(open).rejects.toThrow(/version 999.*delete it/);
    await sandbox.close();
  });

  it('serves two sandboxes at once without a busy error', async () => {
    const first = await openTemp();
    const second = await openSandbox({ databaseUrl: `file:${first.dir}/sandbox.db`, publicBase: BASE, rateLimit: 1e6 });
    const apis = [await fullAccess(first), await fullAccess(second)];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => apis[index % 2]!.post('/landing-pages', { title: `Page ${index}` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await sqlValue(second, 'SELECT COUNT(*) FROM landing_pages')).toBe(100);
    await second.close();
    await first.close();
  });
});

describe('the token file', () => {
  const tierScopes = { read: ['read', 'scans:read'], write: ['write'], delete: ['delete'] };

  it('holds one token per tier, for its owner alone', async () => {
    const sandbox = await openTemp();
    const tokens = await loadTokens(sandbox, sandbox.dir);
    const path = join(sandbox.dir, 'tokens.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(tokens);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { rows } = await sandbox.db.execute('SELECT scopes FROM tokens ORDER BY id');
    expect(rows.map((row) => JSON.parse(row['scopes'] as string) as unknown)).toEqual(Object.values(tierScopes));
    expect((await apiOf(sandbox, tokens.read).get('/qr-codes')).status).toBe(200);
    expect((await apiOf(sandbox, tokens.read).post('/landing-pages', { title: 'T' })).status).toBe(403);
    expect((await apiOf(sandbox, tokens.write).post('/landing-pages', { title: 'T' })).status).toBe(201);
    expect((await apiOf(sandbox, tokens.delete).delete('/landing-pages/1')).status).toBe(204);
    await sandbox.close();
  });

  it('is reused', async () => {
    const sandbox = await openTemp();
    const tokens = await loadTokens(sandbox, sandbox.dir);
    expect(await loadTokens(sandbox, sandbox.dir)).toEqual(tokens);
    expect(await sqlValue(sandbox, 'SELECT COUNT(*) FROM tokens')).toBe(3);
    await sandbox.close();
  });

  it.each<[why: string, content: string]>([
    ['broken', '{"read": "jsi_'],
    ['incomplete', '{"read": "jsi_x"}'],
    ['of a database that was replaced', '{"read": "jsi_x", "write": "jsi_y", "delete": "jsi_z"}'],
  ])('is made anew when it is %s', async (_, content) => {
    const sandbox = await openTemp();
    const path = join(sandbox.dir, 'tokens.json');
    await writeFile(path, content);
    await chmod(path, 0o644);
    const tokens = await loadTokens(sandbox, sandbox.dir);
    expect((await apiOf(sandbox, tokens.read).get('/user')).status).toBe(200);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await sandbox.close();
  });
});
