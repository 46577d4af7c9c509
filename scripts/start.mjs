import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { preflight, root } from './preflight.mjs';

preflight();
process.chdir(root);

try {
  await buildIfStale({ only: 'cdn' });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// In this process, so that signals and the exit code are the server's without being passed on.
const { register } = await import('tsx/esm/api');
register();
const server = join(root, 'demo/server/main.ts');
argv[1] = server;
await import(pathToFileURL(server).href);
