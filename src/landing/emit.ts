import type { Block, LandingView } from './types.js';

/** The blocks as plain data that `viewOf` reads as the same blocks: what a proxy hands on of them, and nothing else. */
export function emitBlocks({ blocks }: LandingView): Record<string, unknown>[] {
  return blocks.map(emit);
}

function emit(block: Block): Record<string, unknown> {
  const { from, to } = block;
  const schedule = { ...(from && { from }), ...(to && { to }) };
  if (block.kind === 'qr-code') {
    const { kind, text, id, value } = block;
    return { kind, ...(text !== null && { text }), ...(id !== null && { qr_code_id: id }), ...(value !== null && { value }), ...schedule };
  }
  if (block.kind === 'link' || block.kind === 'email' || block.kind === 'phone') {
    const { kind, text, address } = block;
    return { kind, text, ...(address && { address }), ...schedule };
  }
  return { ...block, ...schedule };
}
