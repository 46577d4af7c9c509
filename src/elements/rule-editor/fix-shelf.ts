import type { Id } from '../../client/types.js';
import type { Editor } from './editor.js';
import { effectOf, fixesOf, type Fix } from './fixes.js';
import type { Offer } from './lines.js';
import type { Line } from './verdicts.js';

/** The fixes of one line, which is open, and what they change: looked at one after the other, in slices. */
export class FixShelf {
  readonly #editor: Editor;
  readonly #name: (id: Id) => string;
  #open: { key: string; rules: unknown; offers: Offer[]; run: AbortController } | null = null;

  constructor(editor: Editor, name: (id: Id) => string) {
    this.#editor = editor;
    this.#name = name;
  }

  readonly offersOf = (line: Line): readonly Offer[] | null => (this.#open?.key === line.key && this.#open.rules === this.#editor.rules ? this.#open.offers : null);

  readonly toggle = (line: Line): void => {
    const wasOpen = this.offersOf(line) !== null;
    this.close();
    if (!wasOpen && line.verdict) {
      const offers = fixesOf(this.#editor, line.verdict, this.#name).map((fix) => ({ fix, effect: null }));
      this.#open = { key: line.key, rules: this.#editor.rules, offers, run: new AbortController() };
      void this.#look(this.#open);
    }
    this.#editor.update();
  };

  /** Ends what is looked at. */
  close(): void {
    this.#open?.run.abort();
    this.#open = null;
  }

  /** One edit, and the end of what was offered. */
  readonly apply = ({ text, rules }: Fix): void => {
    this.close();
    this.#editor.change(rules, this.#editor.words.did.fixed(text));
    this.#editor.say(this.#editor.words.fix.done(text));
  };

  async #look({ offers, run }: { offers: Offer[]; run: AbortController }): Promise<void> {
    for (const offer of offers) {
      try {
        offer.effect = await effectOf(this.#editor, offer.fix, run.signal);
      } catch (error) {
        if (run.signal.aborted) return;
        throw error;
      }
      this.#editor.update();
    }
  }
}
