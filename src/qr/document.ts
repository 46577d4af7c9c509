/** Text as the content of an element or of an attribute; what XML 1.0 has no way to write becomes U+FFFD. */
export const escape = (text: string) =>
  text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff&<>"]/gu, (one) => (/[&<>"\t\n\r]/.test(one) ? `&#${one.charCodeAt(0)};` : '\ufffd'));

export const filled = (path: string, color: string) => `<path fill="${color}" d="${path}"/>`;

type Box = readonly [x: number, y: number, width: number, height: number];

/** An SVG document with a name; `content` is markup. */
export function svgDocument([width, height]: readonly [number, number], viewBox: Box, label: string, content: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox.join(' ')}" role="img">` +
    `<title>${escape(label)}</title>${content}</svg>`
  );
}
