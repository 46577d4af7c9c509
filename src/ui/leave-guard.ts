const unsaved = new Set<LeaveGuard>();

/** https://html.spec.whatwg.org/multipage/browsing-the-web.html#dom-beforeunloadevent-returnvalue */
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

export interface LeaveGuard {
  /** Whether something would be lost now. Say `false` too when the element leaves the page. */
  set: (isUnsaved: boolean) => void;
}

/**
 * Lets the browser ask before the page is left while something is unsaved. All guards share one listener, which is there only
 * that long: with one, browsers may keep the page out of their back/forward cache.
 */
export function leaveGuard(): LeaveGuard {
  const guard: LeaveGuard = {
    set: (isUnsaved) => {
      const before = unsaved.size;
      if (isUnsaved) unsaved.add(guard);
      else unsaved.delete(guard);
      if (before === 0 && unsaved.size > 0) addEventListener('beforeunload', ask);
      if (before > 0 && unsaved.size === 0) removeEventListener('beforeunload', ask);
    },
  };
  return guard;
}
