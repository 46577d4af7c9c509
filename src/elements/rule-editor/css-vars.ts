import { noChange } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';

type Vars = Readonly<Record<`--${string}`, string | number>>;

/** Custom properties of an element, set through the CSSOM: a `style` attribute is what a strict CSP blocks. */
class CssVars extends Directive {
  #last: Vars = {};

  override update({ element }: ElementPart, [vars]: [Vars]): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(vars)) {
      if (this.#last[name as keyof Vars] !== value) style.setProperty(name, String(value));
    }
    for (const name of Object.keys(this.#last)) if (!(name in vars)) style.removeProperty(name);
    this.#last = vars;
    return this.render(vars);
  }

  render(_vars: Vars): typeof noChange {
    return noChange;
  }
}

export const cssVars = directive(CssVars);
