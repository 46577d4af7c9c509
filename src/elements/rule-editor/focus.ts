import type { Id } from '../../client/types.js';
import type { Focus } from './actions.js';
import type { Editor } from './editor.js';

/** Puts the focus where one goes on, once that is drawn. */
export function focusIn({ host }: Editor): Focus & { sentence: (id: Id, isFar?: boolean) => void; isAt: (id: Id, action: string) => boolean } {
  const root = () => host.renderRoot as ShadowRoot;
  const find = (id: Id, selector: string) => root().querySelector<HTMLElement>(`[data-rule="${id}"] ${selector}`);
  const go = (get: () => HTMLElement | null | undefined, block: ScrollLogicalPosition = 'nearest') =>
    void host.updateComplete.then(() => {
      const element = get();
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block, behavior: 'instant' });
    });
  return {
    sentence: (id, isFar = false) => go(() => find(id, '.sentence'), isFar ? 'center' : 'nearest'),
    action: (id, action) => go(() => find(id, `[data-act=${action}]`)),
    field: (id) => go(() => find(id, '.form .input')),
    add: () => go(() => root().querySelector<HTMLElement>('.add-first')),
    isAt: (id, action) => root().activeElement === find(id, `[data-act=${action}]`),
  };
}

/** What has the focus keeps it where drawing moves it: a browser takes it from whatever is moved. Called while drawing begins. */
export function keepFocus({ host }: Editor): void {
  const root = host.renderRoot as ShadowRoot;
  const active = root.activeElement as HTMLElement | null;
  if (!active?.closest('[data-rule]')) return;
  void host.updateComplete.then(() => {
    if (root.activeElement === null && active.isConnected) active.focus({ preventScroll: true });
  });
}
