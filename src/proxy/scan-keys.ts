import { fingerprint } from './secrets.js';

/** What the keys of a proxy begin with in its store. */
export interface ScanKeys {
  /** Of scans. Two APIs may have codes of the same id. */
  scans: string;
  /** Of the marks of codes whose scans a token was shown. Of the token there is a hash: it cannot be found from that. */
  access: string;
}

export async function scanKeys(upstream: string, token: string): Promise<ScanKeys> {
  const scans = `scans:${await fingerprint(upstream)}:`;
  return { scans, access: `${scans}access:${await fingerprint(`jsi-access ${token}`)}:` };
}
