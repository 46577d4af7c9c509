import type { Id } from '../../client/types.js';
import type { Actions, Target } from './actions.js';
import type { Editor } from './editor.js';
import type { Row } from './rows.js';

/** Pixels that a pointer moves before it drags: a click is none. */
const SLOP = 4;
/** Height of the edge of what scrolls in which it scrolls, and how fast at most, in pixels a frame. */
const EDGE = 48;
const FASTEST = 16;

/** Where it would be dropped, and beside which row that is drawn. */
interface Drop {
  target: Target;
  row: HTMLElement;
  where: 'before' | 'after' | 'join';
}

/** Drags a rule with mouse, pen or finger by its handle; Escape puts it back. What is drawn meanwhile is set on the rows as they are. */
export class Drag {
  readonly #editor: Editor;
  readonly #actions: Actions;
  readonly #rows: () => readonly Row[];
  readonly #done: (id: Id) => void;
  #end: (() => void) | null = null;

  constructor(editor: Editor, actions: Actions, rows: () => readonly Row[], done: (id: Id) => void) {
    this.#editor = editor;
    this.#actions = actions;
    this.#rows = rows;
    this.#done = done;
  }

  /** Ends one that runs, with the rule where it was. */
  cancel(): void {
    this.#end?.();
  }

  readonly onDown = (id: Id, event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    this.cancel();
    const handle = event.currentTarget as HTMLElement;
    const dragged = handle.closest<HTMLElement>('[data-rule]')!;
    const from = event.clientY;
    const at = { x: event.clientX, y: event.clientY };
    let isDragging = false;
    let drop: Drop | null = null;
    let frame = 0;

    const show = (next: Drop | null) => {
      if (drop && drop.row !== next?.row) delete drop.row.dataset['drop'];
      if (next) next.row.dataset['drop'] = next.where;
      drop = next;
    };
    const scroll = () => {
      const { y } = at;
      const [top, bottom, box] = edges(handle);
      const by = y < top + EDGE ? -(top + EDGE - y) : y > bottom - EDGE ? y - (bottom - EDGE) : 0;
      if (by !== 0) {
        box.scrollBy({ top: Math.sign(by) * Math.min(FASTEST, Math.ceil(Math.abs(by) / 3)), behavior: 'instant' });
        show(this.#dropAt(id, at));
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (moved: PointerEvent) => {
      [at.x, at.y] = [moved.clientX, moved.clientY];
      if (!isDragging && Math.abs(at.y - from) < SLOP) return;
      if (!isDragging) {
        isDragging = true;
        dragged.dataset['dragged'] = '';
        frame = requestAnimationFrame(scroll);
      }
      moved.preventDefault();
      show(this.#dropAt(id, at));
    };
    const up = () => {
      const target = drop?.target;
      end();
      if (isDragging && target && this.#actions.move(id, target)) this.#done(id);
    };
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      end();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      show(null);
      delete dragged.dataset['dragged'];
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', up);
      handle.removeEventListener('pointercancel', end);
      removeEventListener('keydown', key, true);
      if (handle.hasPointerCapture(event.pointerId)) handle.releasePointerCapture(event.pointerId);
      this.#end = null;
    };
    this.#end = end;
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', up);
    handle.addEventListener('pointercancel', end);
    addEventListener('keydown', key, true);
  };

  #dropAt(id: Id, { x, y }: { x: number; y: number }): Drop | null {
    const root = this.#editor.host.renderRoot as ShadowRoot;
    const element = root.elementFromPoint(x, y)?.closest<HTMLElement>('[data-rule]');
    if (!element) return null;
    const rows = this.#rows();
    const { top, height } = element.getBoundingClientRect();
    const part = (y - top) / height;
    // The last line, of those whom no rule matches: what is put before it comes behind all rules.
    if (element.dataset['rule'] === '') return { target: { kind: 'before', tier: (rows.at(-1)?.tier ?? -1) + 1 }, row: element, where: 'before' };
    const row = rows.find(({ rule }) => rule.id === Number(element.dataset['rule']));
    if (!row) return null;
    const { tier, group, isFirst, isLast } = row;
    // Onto a rule that has its priority to itself nothing is dropped: no draw begins unasked.
    const edge = group ? 0.3 : 0.5;
    if (part < edge && isFirst) return { target: { kind: 'before', tier }, row: element, where: 'before' };
    if (part >= 1 - edge && isLast) return { target: { kind: 'before', tier: tier + 1 }, row: element, where: 'after' };
    if (row.rule.id === id || group?.members.some((rule) => rule.id === id)) return null;
    return { target: { kind: 'join', rule: row.rule.id }, row: element, where: 'join' };
  }
}

/** Top and bottom of what scrolls around an element, and that itself. */
function edges(element: HTMLElement): [number, number, Element] {
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : ((node as Element).assignedSlot ?? node.parentNode)) {
    if (!(node instanceof Element) || node.scrollHeight <= node.clientHeight || node === document.body || node === document.documentElement) continue;
    const { overflowY } = getComputedStyle(node);
    if (overflowY !== 'auto' && overflowY !== 'scroll') continue;
    const { top, bottom } = node.getBoundingClientRect();
    return [Math.max(0, top), Math.min(innerHeight, bottom), node];
  }
  return [0, innerHeight, document.scrollingElement ?? document.documentElement];
}
