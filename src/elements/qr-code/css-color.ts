/** What a CSS colour is in sRGB where an element stands: `currentColor`, variables and colour spaces resolved; `null` = no colour. */
export function resolveColor(text: string, root: ParentNode & Node): string | null {
  const probe = document.createElement('span');
  probe.style.color = text;
  if (!probe.style.color) return null;
  // Else it would have the colour that a person has chosen for all text.
  probe.style.setProperty('forced-color-adjust', 'none');
  root.append(probe);
  // A mix with itself is the colour itself, written as sRGB.
  probe.style.color = `color-mix(in srgb, ${text}, ${text})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
