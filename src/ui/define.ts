/** Of the copy that is loaded; checked against package.json in a test. */
export const version = '0.1.0';

/**
 * Registers an element unless its name is taken: a page may hold two copies of this package, and must not break.
 * Warns when the other copy is another version, since its behaviour is what the page gets. Does nothing on a server.
 */
export function define(
  name: string,
  element: CustomElementConstructor,
  registry = (globalThis as { customElements?: CustomElementRegistry }).customElements,
): void {
  const other = registry?.get(name);
  if (!other) {
    registry?.define(name, element);
    return;
  }
  const { version: loaded } = other as { version?: string };
  if (other !== element && loaded !== version) {
    // eslint-disable-next-line no-console -- the page's developer is the only one who can mend this
    console.warn(`<${name}> ${version} not registered: the page already has ${loaded ?? 'another element'}.`);
  }
}
