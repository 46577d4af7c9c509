/** A call to action in a band below the code, with a border round both; module units from the corner of the quiet zone. */
export interface Frame {
  /** Width of the border on the left, the right and above. */
  border: number;
  radius: number;
  /** Outer width and height. */
  outerWidth: number;
  outerHeight: number;
  lines: string[];
  fontSize: number;
  /** Middle of each line. */
  lineMiddles: number[];
}

const BORDER = 1;
/** Of the width of the code. */
const FONT_SIZE = 0.105;
const LINE_HEIGHT = 1.25;
const PADDING = 0.45;

/** Lays the text out in at most two lines; nothing can be measured on a server, so widths are those of usual typefaces. */
export function frameOf(width: number, text: string): Frame {
  const available = width * 0.92;
  const ideal = width * FONT_SIZE;
  const lines = wrap(text.trim().replace(/\s+/g, ' '), available / ideal);
  const fontSize = Math.min(ideal, available / Math.max(...lines.map(ems)));
  const top = width + PADDING * ideal;
  const lineHeight = LINE_HEIGHT * fontSize;
  return {
    border: BORDER,
    radius: 2 * BORDER,
    outerWidth: width + 2 * BORDER,
    outerHeight: BORDER + top + lines.length * lineHeight + PADDING * ideal,
    lines,
    fontSize,
    lineMiddles: lines.map((_, index) => top + (index + 0.5) * lineHeight),
  };
}

/** About how many ems wide a text is, in bold. */
function ems(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\uffef\u{1f000}-\u{3ffff}]/u.test(character) ? 1.05 : /[A-ZMWmw@%]/.test(character) ? 0.78 : 0.58;
  return width;
}

function wrap(text: string, room: number): string[] {
  const words = text.split(' ');
  // A slightly smaller line reads better than two.
  if (ems(text) <= 1.2 * room || words.length < 2) return [text];
  // The break that leaves the lines most alike.
  const breaks = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longest = (lines: string[]) => Math.max(...lines.map(ems));
  return breaks.reduce((best, lines) => (longest(lines) < longest(best) ? lines : best));
}
