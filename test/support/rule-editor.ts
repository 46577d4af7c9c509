import { LitElement, html } from 'lit';
import type { Client } from '../../src/client/client.js';
import type { Operation } from '../../src/client/routes.js';
import type { Id, QrCode, Rule } from '../../src/client/types.js';
import type { Editor, Panel } from '../../src/elements/rule-editor/editor.js';
import { formatsOf } from '../../src/elements/rule-editor/formats.js';
import { ruleEditorStyles } from '../../src/elements/rule-editor/rule-editor.styles.js';
import { enRuleEditor } from '../../src/locales/en.rule-editor.js';
import { orderOf } from '../../src/rules/order.js';
import { defaultSemantics } from '../../src/rules/semantics.js';
import type { Analysis, Context, RuleSemantics, RuleSet } from '../../src/rules/types.js';
import { buttonStyles } from '../../src/ui/button.styles.js';
import { editorColors } from '../../src/ui/editor-colors.styles.js';
import { statesStyles } from '../../src/ui/states.styles.js';
import { clientOf, json } from './api.js';
import { fixture, html as page } from './fixture.js';

/** An element with the editor's styles and nothing of its own but a panel. */
class RuleEditorHost extends LitElement {
  static override styles = [buttonStyles, statesStyles, editorColors, ruleEditorStyles];
  panel: Panel | null = null;

  protected override render() {
    return html`${this.panel?.render()}`;
  }
}
customElements.define('test-rule-editor', RuleEditorHost);

export interface FakeOptions {
  rules?: readonly Partial<Rule>[];
  /** What is on the server; default the same rules. */
  loaded?: readonly Rule[];
  code?: Partial<QrCode>;
  semantics?: Partial<RuleSemantics>;
  timeZone?: string;
  lang?: string;
  isReadOnly?: boolean;
  permissions?: ReadonlySet<Operation> | null;
  /** Of the rules as they are after each change; default none. */
  analyse?: (set: RuleSet) => Analysis;
  client?: Client;
  /** Around the element. */
  around?: ReturnType<typeof page>;
}

/** An editor that keeps what it is asked to do. */
export interface FakeEditor extends Editor {
  /** Every call of `change`, in order. */
  readonly changes: { what: string; merge: string | undefined; rules: readonly Rule[] }[];
  readonly said: string[];
  readonly contexts: Context[];
  readonly shown: { rule: Id; isOpen: boolean }[];
  isReadOnly: boolean;
  analysis: Analysis | null;
}

/** A rule that asks for nothing. */
export const ruleOf = (id: Id, fields: Partial<Rule> = {}): Rule => ({
  id,
  url: `https://${id < 0 ? 'new' : 'r'}${Math.abs(id)}.example/`,
  device: null,
  country_code: null,
  start_at: null,
  end_at: null,
  days_of_week: null,
  priority: id,
  weight: null,
  is_active: true,
  ...fields,
});

export const codeOf = (fields: Partial<QrCode> = {}): QrCode => ({
  id: 7,
  name: 'Poster',
  slug: 'poster',
  type: 'dynamic',
  target_url: 'https://www.example.com/',
  fallback_url: 'https://www.example.com/otherwise',
  is_active: true,
  content_type: 'url',
  expires_at: null,
  licensed_until: null,
  auto_renew: false,
  public_url: 'https://jsi.example/r/poster',
  options: {},
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...fields,
});

/** Puts a panel on a page; `root` is where it is drawn. Rules without an id get 1, 2, …, and that as their priority. */
export async function placePanel<P extends Panel>(make: (editor: Editor) => P, options: FakeOptions = {}) {
  const host = new RuleEditorHost();
  const editor = fakeEditor(host, options);
  // Before there is a root no part can add its styles.
  (await fixture(options.around ?? page`<div></div>`)).append(host);
  await host.updateComplete;
  const panel = make(editor);
  host.panel = panel;
  panel.changed?.();
  const drawn = async () => {
    host.requestUpdate();
    await host.updateComplete;
  };
  await drawn();
  return { host, editor, panel, root: host.renderRoot as ShadowRoot, drawn };
}

function fakeEditor(host: RuleEditorHost, options: FakeOptions): FakeEditor {
  const semantics = { ...defaultSemantics, ...options.semantics };
  const timeZone = options.timeZone ?? 'UTC';
  let rules: readonly Rule[] = orderOf((options.rules ?? []).map((fields, index) => ruleOf(fields.id ?? index + 1, fields)));
  let newest = 0;
  const editor: FakeEditor = {
    host,
    words: enRuleEditor,
    formats: formatsOf(options.lang ?? 'en', timeZone, semantics.weekdayTimeZone),
    client: options.client ?? clientOf(() => json({}, 500)).client,
    code: codeOf(options.code),
    loaded: options.loaded ?? rules,
    get rules() {
      return rules;
    },
    get set() {
      return { code: editor.code, rules };
    },
    semantics,
    timeZone,
    analysis: null,
    isReadOnly: options.isReadOnly ?? false,
    permissions: options.permissions ?? null,
    changes: [],
    said: [],
    contexts: [],
    shown: [],
    change(changed, what, merge) {
      editor.changes.push({ what, merge, rules: changed });
      rules = orderOf(changed);
      editor.analysis = options.analyse?.(editor.set) ?? null;
      host.panel?.changed?.();
      host.requestUpdate();
    },
    newId: () => --newest,
    showRule: (rule, isOpen = false) => editor.shown.push({ rule, isOpen }),
    showContext: (context) => editor.contexts.push(context),
    say: (text) => editor.said.push(text),
    update: () => host.requestUpdate(),
  };
  editor.analysis = options.analyse?.(editor.set) ?? null;
  return editor;
}
