import type { PageEditor, PageFace } from './page-face.js';

export interface PageEditorOptions {
  /** Milliseconds in which a deletion can be undone before its request leaves; default 6,000. */
  undoFor?: number;
}

/** The controls with which a page is edited, made and deleted. */
export function createPageEditor(_face: PageFace, _options: PageEditorOptions = {}): PageEditor {
  throw new Error('To be written.');
}
