/** One observer for all elements that want to know whether they are on the screen. */
let observer: IntersectionObserver | undefined;
const calls = new WeakMap<Element, (isSeen: boolean) => void>();

/** Calls back when an element comes into sight and when it leaves it, until `unwatchSeen`. */
export function watchSeen(element: Element, call: (isSeen: boolean) => void): void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) calls.get(target)?.(isIntersecting);
  });
  calls.set(element, call);
  observer.observe(element);
}

export function unwatchSeen(element: Element): void {
  calls.delete(element);
  observer?.unobserve(element);
}
