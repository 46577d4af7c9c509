/** Many buttons that are one tab stop: the one that had the focus last, else the first. Each has its name in `data-stop`. */
export class Roving {
  #stop: string | null = null;

  /** Which of these names is the tab stop. */
  among(names: readonly string[]): string | null {
    return this.#stop !== null && names.includes(this.#stop) ? this.#stop : (names[0] ?? null);
  }

  /** Listens to `focusin` of what is around the buttons. */
  readonly focused = (event: FocusEvent): void => {
    const button = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!button) return;
    for (const other of (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
    this.#stop = button.dataset['stop']!;
  };
}

/** Arrows, Home and End among the buttons of a table; cells without one are stepped over. Listens to `keydown`. */
export function moveInTable(event: KeyboardEvent): void {
  const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>('td');
  const row = cell?.closest('tr');
  if (!cell || !row || isWithModifier(event)) return;
  const isRtl = cell.matches(':dir(rtl)');
  const to: Record<string, () => Element | null | undefined> = {
    ArrowRight: () => next(cell, !isRtl, (one) => one),
    ArrowLeft: () => next(cell, isRtl, (one) => one),
    ArrowDown: () => next(row, true, (one) => one.children[cell.cellIndex]),
    ArrowUp: () => next(row, false, (one) => one.children[cell.cellIndex]),
    Home: () => row.querySelector('[data-stop]'),
    End: () => [...row.querySelectorAll('[data-stop]')].at(-1),
  };
  const go = to[event.key];
  if (!go) return;
  event.preventDefault();
  (go() as HTMLElement | null | undefined)?.focus();
}

export const isWithModifier = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) => ctrlKey || metaKey || altKey || shiftKey;

/** The button of the nearest sibling that has one. */
function next(from: Element, isForward: boolean, cellOf: (element: Element) => Element | undefined): Element | null {
  for (let one: Element | null = from; (one = isForward ? one.nextElementSibling : one.previousElementSibling); ) {
    const button = cellOf(one)?.querySelector('[data-stop]');
    if (button) return button;
  }
  return null;
}
