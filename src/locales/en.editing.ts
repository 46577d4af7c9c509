/** The texts that whatever is edited has in common. */
export const enEditing = {
  undo: 'Undo',
  redo: 'Redo',
  undoes: (what: string) => `Undo: ${what}`,
  redoes: (what: string) => `Redo: ${what}`,
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  discard: 'Discard',
  discarded: 'Changes discarded. Undo brings them back.',
};
