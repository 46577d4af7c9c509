import type { Client } from '../../client/client.js';
import { ApiError } from '../../client/errors.js';
import type { Id, LandingPage } from '../../client/types.js';
import type { LandingView } from '../../landing/types.js';
import { viewOf } from '../../landing/view.js';

/** What `jsi-load` tells. */
export interface LandingPageData {
  /** `null` where the code of `qr-id` leads to no page. */
  page: LandingPage | null;
  /** What of it is shown. */
  view: LandingView | null;
  /** What was asked for and is no preset: `minimal` is shown instead. */
  unknownPreset: string | null;
}

/** `page 7`, or `qr-code 7`. */
export type PageKey = `${'page' | 'qr-code'} ${Id}`;

export async function loadPage(client: Client, key: PageKey, signal: AbortSignal, preset: string | null): Promise<LandingPageData> {
  const [kind, id] = key.split(' ') as ['page' | 'qr-code', string];
  const page = await (kind === 'page' ? client.landingPages.get(Number(id), { signal }) : pageOfCode(client, Number(id), signal));
  const view = page && viewOf({ ...page }, preset);
  return { page, view, unknownPreset: view?.unknownPreset ?? null };
}

/** The page as its own address gives it; what the code says of it, where that is not permitted. */
async function pageOfCode(client: Client, id: Id, signal: AbortSignal): Promise<LandingPage | null> {
  const { landing_page: page } = await client.qrCodes.get(id, { signal });
  if (!page) return null;
  return client.landingPages.get(page.id, { signal }).catch((error: unknown) => {
    if (error instanceof ApiError && [401, 403, 404].includes(error.status)) return page;
    throw error;
  });
}
