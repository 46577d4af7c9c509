/** Where an element finds its proxy: its attribute, else the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
export function endpointOf(element: Element & { endpoint?: string | null }): string {
  const meta = element.ownerDocument.querySelector<HTMLMetaElement>('meta[name="jsi-endpoint"]');
  return element.endpoint || meta?.content || '/jsi';
}
