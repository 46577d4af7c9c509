/** One observer of each kind for all elements of the page: a thousand tags must not cost a thousand observers. */
let nearObserver: IntersectionObserver | undefined;
let sizeObservers: ResizeObserver[] | undefined;
const waiting = new Map<Element, () => void>();
const sized = new WeakMap<Element, (devicePixels: number) => void>();

/** Safari has no device pixels here. */
type SafariEntry = Omit<ResizeObserverEntry, 'devicePixelContentBoxSize'> & Partial<ResizeObserverEntry>;

/** Elements that need not wait to be told that they are near; as many again a tenth of a second later. */
const EAGER = 24;
let eager = EAGER;

/**
 * Calls back once when an element comes within a screen of what is seen, or the page is printed; at once for the first few,
 * so that what is on top of a page does not wait, unless it is too large for a few to be on top.
 */
export function onceNear(element: Element, call: () => void, isSmall = true): void {
  if (isSmall && eager > 0) {
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

/**
 * Calls back with the width of an element in device pixels, whenever that changes: by layout, by zoom, on another screen. It
 * may be broken: browsers put a drawing's corner on a whole pixel, but do not stretch the drawing to whole pixels.
 */
export function onSized(element: Element, call: (devicePixels: number) => void): void {
  const told = (entries: SafariEntry[]) => {
    for (const { target, devicePixelContentBoxSize: box, contentRect } of entries) {
      const exact = contentRect.width * devicePixelRatio;
      const whole = box?.[0]?.inlineSize ?? exact;
      // Far apart where CSS zooms, which only one of them knows.
      sized.get(target)?.(Math.abs(whole - exact) < 1 ? exact : whole);
    }
  };
  // One notices what is less than a pixel, the other a zoom that leaves the layout as it is.
  sizeObservers ??= [new ResizeObserver(told), new ResizeObserver(told)];
  sized.set(element, call);
  sizeObservers[0]!.observe(element);
  try {
    sizeObservers[1]!.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Safari
  }
}
