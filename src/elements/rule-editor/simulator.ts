import { html, nothing, type TemplateResult } from 'lit';
import { enRuleSimulator as words } from '../../locales/en.rule-simulator.js';
import { RuleSetError } from '../../rules/errors.js';
import { evaluate } from '../../rules/evaluate.js';
import type { Context, Outcome } from '../../rules/types.js';
import { addStyles } from '../../ui/add-styles.js';
import type { Editor, Panel } from './editor.js';
import { panelsStyles } from './panels.styles.js';
import { createPinForm } from './pin-form.js';
import { createScenarioFields } from './scenario-fields.js';
import { ruleButton, TraceView } from './simulator-trace.js';

export interface Simulator extends Panel {
  /** Fills in a scan and puts the focus on where it lands. */
  show: (context: Context) => void;
}

/** Tries one scan: where it lands, and why. */
export function createSimulator(editor: Editor): Simulator {
  addStyles(editor.host.renderRoot as ShadowRoot, panelsStyles);
  const fields = createScenarioFields(editor, 'simulator');
  const { scenario } = fields;
  const trace = new TraceView(editor);
  const pin = createPinForm(editor, fields);

  const result = (outcome: Outcome): TemplateResult => {
    const { formats } = fields;
    const when = formats.instant(new Date(scenario.at));
    const where = formats.landing(outcome);
    const isSomewhere = outcome.destinations.some(({ url, kind }) => url !== null || kind === 'content');
    return html`<section class="outcome" aria-labelledby="simulator-outcome">
        <h4 id="simulator-outcome" tabindex="-1">${words.outcome}</h4>
        <p class="quiet">${words.scan(scenario.device === null ? words.unknownDevice : formats.device(scenario.device), formats.country(scenario.country), when, fields.timeZone.replaceAll('_', ' '))}</p>
        <p class="hidden" role="status">${isSomewhere ? words.landsOn(where) : words.landsNowhere(where)}</p>
        ${outcome.kind === 'landed' ? destinations(outcome) : html`<p class="where">${where}</p>`} ${reason(outcome)} ${pin.render(outcome)}
      </section>
      ${outcome.trace.length > 0 ? trace.render(outcome, scenario.at, formats) : nothing}`;
  };

  const destinations = ({ destinations }: Outcome) => {
    const { formats } = fields;
    const isDraw = destinations.length > 1;
    return html`<ul class="landings">
      ${destinations.map(({ kind, url, rules, probability: { n, d } }) => {
        const positions = rules.map((id) => editor.rules.findIndex((rule) => rule.id === id)).filter((position) => position >= 0);
        return html`<li>
          <span class="where"><bdi title=${url ?? nothing}>${formats.destination({ kind, url })}</bdi></span>
          <span class="quiet">${isDraw ? words.fraction(formats.percent({ n, d }), formats.number(n), formats.number(d)) : words.always}</span>
          ${positions.length > 0 ? html`<span>${words.byRule} ${positions.map((position, index) => html`${index > 0 ? ', ' : nothing}${ruleButton(editor, position)}`)}</span>` : nothing}
        </li>`;
      })}
    </ul>`;
  };

  /** Why no rule is what decides; nothing where one is. */
  const reason = ({ kind, destinations, trace }: Outcome) => {
    const { formats } = fields;
    const { code } = editor;
    let text = '';
    if (kind === 'inactive') text = words.ended.inactive;
    else if (kind === 'expired') text = words.ended.expired(formats.instant(code.expires_at!));
    else if (kind === 'licence-expired') {
      text = (code.auto_renew ? words.ended.renews : words.ended['licence-expired'])(formats.instant(code.licensed_until!));
    } else {
      const own = destinations[0]?.kind ?? 'nothing';
      if (own !== 'rule') text = trace.length === 0 && own !== 'fallback' ? words.miss.noRules : words.miss[own];
    }
    return text ? html`<p>${text}</p>` : nothing;
  };

  const outcomeOf = () => {
    const { device, country, at } = scenario;
    try {
      return evaluate(editor.set, { device, country, at: new Date(at) }, editor.semantics);
    } catch (error) {
      if (error instanceof RuleSetError) return null;
      throw error;
    }
  };

  return {
    show({ device, country, at }) {
      fields.set({ device, country: country?.toUpperCase() ?? null, at: typeof at === 'string' ? Date.parse(at) : at.getTime() });
      pin.close();
      void editor.host.updateComplete.then(() => {
        editor.host.renderRoot.querySelector<HTMLElement>('#simulator-outcome')?.focus();
      });
    },
    render() {
      const outcome = outcomeOf();
      return html`<div class="tool">
        <div class="picks">${fields.who()} ${fields.moment()} ${fields.zone()}</div>
        ${outcome ? result(outcome) : html`<p class="problem">${words.unreadable}</p>`}
      </div>`;
    },
  };
}
