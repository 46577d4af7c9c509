/** What a key asks for: Ctrl or ⌘ with Z, with Shift and Z, or Ctrl with Y. It is then nobody else's. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return null;
  const key = event.key.toLowerCase();
  const isRedo = (key === 'z' && event.shiftKey) || (key === 'y' && event.ctrlKey);
  if (!isRedo && key !== 'z') return null;
  event.preventDefault();
  return isRedo ? 'redo' : 'undo';
}
