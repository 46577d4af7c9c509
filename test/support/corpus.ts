import { readFileSync } from 'node:fs';

export interface Payload {
  id: string;
  category: string;
  text: string;
}

/** The texts of test/corpus. */
export const corpus = JSON.parse(
  readFileSync(new URL('../corpus/qr-payloads.json', import.meta.url), 'utf8'),
) as readonly Payload[];
