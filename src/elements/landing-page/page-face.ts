import type { LitElement, TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import type { Operation } from '../../client/routes.js';
import type { LandingPage } from '../../client/types.js';

/** What of a page can be edited: the fields that the API documents. */
export type EditedFields = Pick<LandingPage, 'title' | 'description' | 'preset'>;

/** What the editing part sees of the element, and may ask it to do. A value read from it is that of this moment. */
export interface PageFace {
  /** Its root is where the part adds its styles; nothing else of it is the part's. */
  readonly host: LitElement;
  readonly client: Client;
  /** Tells drafts of one proxy from those of another. */
  readonly endpoint: string;
  /** As it is on the server, as far as is known; `null` where there is none yet, or not any more: what is edited then makes one. */
  readonly page: LandingPage | null;
  /** What the grant allows; `null` where nobody says. Without `landing-pages.update` (or `.create`, with no page) there is no editing. */
  readonly permissions: ReadonlySet<Operation> | null;
  /** BCP 47, for numbers and dates. */
  readonly lang: string;

  /** Draws the page with these values at once; `null` = as it is loaded. */
  preview: (fields: Partial<EditedFields> | null) => void;
  /** The page is on the server as it is given: it is shown, and `jsi-page-saved` is sent. A created page's id becomes the element's. */
  saved: (page: LandingPage) => void;
  /** Read anew, for a conflict: newer than what was loaded. No event. */
  refreshed: (page: LandingPage) => void;
  /** The page is not on the server any more. */
  deleted: () => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  /** Draws again. */
  update: () => void;
}

/** What `createPageEditor(face: PageFace): PageEditor` of `edit-panel.ts` gives. It calls `face.update()` when something of its own has changed. */
export interface PageEditor {
  /** Drawn above the page, in `part="controls"`. */
  render: () => TemplateResult;
  /** The page, the permissions or the language have changed. */
  changed?: () => void;
  /** The element has left the page: write what is not written, end what still runs. */
  leave?: () => void;
  /** The element is back on the page. */
  enter?: () => void;
  /** As it is edited; `null` where nothing is. */
  readonly page: LandingPage | null;
  /** Something is not saved: the element's state `dirty`, and a reload keeps what is edited. */
  readonly isDirty: boolean;
}
