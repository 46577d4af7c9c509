/** One observer of each kind for all elements of the page: a thousand tags must not cost a thousand observers. */
let nearObserver: IntersectionObserver | undefined;
let sizeObserver: ResizeObserver | undefined;
const waiting = new Map<Element, () => void>();
const sized = new WeakMap<Element, (devicePixels: number) => void>();

/** Safari has no device pixels here; the width is exact enough once it is rounded. */
type SafariEntry = Omit<ResizeObserverEntry, 'devicePixelContentBoxSize'> & Partial<ResizeObserverEntry>;

/** Elements that need not wait to be told that they are near; as many again a tenth of a second later. */
const EAGER = 24;
let eager = EAGER;

/**
 * Calls back once when an element comes within a screen of what is seen, or the page is printed; at once for the first few,
 * so that what is on top of a page does not wait.
 */
export function onceNear(element: Element, call: () => void): void {
  if (eager > 0) {
    if (eager-- === EAGER) setTimeout(() => (eager = EAGER), 100);
    call();
    return;
  }
  if (!nearObserver) {
    nearObserver = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) reach(target);
      },
      { rootMargin: '100%' },
    );
    addEventListener('beforeprint', () => [...waiting.keys()].forEach(reach));
  }
  waiting.set(element, call);
  nearObserver.observe(element);
}

/** No call any more: the element has left the page, or needs none. */
export function forget(element: Element): void {
  waiting.delete(element);
  nearObserver?.unobserve(element);
}

function reach(element: Element): void {
  const call = waiting.get(element);
  forget(element);
  call?.();
}

/** Calls back with the width of an element in device pixels, whenever that changes: by layout, by zoom, on another screen. */
export function onSized(element: Element, call: (devicePixels: number) => void): void {
  sizeObserver ??= new ResizeObserver((entries) => {
    for (const { target, devicePixelContentBoxSize: exact, contentRect } of entries as SafariEntry[]) {
      sized.get(target)?.(exact?.[0]?.inlineSize ?? Math.round(contentRect.width * devicePixelRatio));
    }
  });
  sized.set(element, call);
  try {
    sizeObserver.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    sizeObserver.observe(element);
  }
}
