import type { LandingPage } from '../../client/types.js';
import { EditSession } from '../../ui/edit-session.js';
import type { EditedFields } from './page-face.js';

export const fieldNames = ['title', 'description', 'preset'] as const satisfies (keyof EditedFields)[];
export type FieldName = (typeof fieldNames)[number];

export const emptyFields: EditedFields = { title: '', description: null, preset: null };

/** The fields of a page that can be edited. */
export const fieldsOf = ({ title, description, preset }: LandingPage): EditedFields => normal({ title, description, preset });

/** An empty description is none. */
const normal = ({ title, description, preset }: EditedFields): EditedFields => ({ title, description: description || null, preset });

/** As the API keeps them: without the white space around a text. */
export const trimmed = ({ title, description, preset }: EditedFields): EditedFields =>
  normal({ title: title.trim(), description: description?.trim() ?? null, preset });

/** The names of the fields in which two are not the same. */
export const differing = (a: EditedFields, b: EditedFields): FieldName[] => fieldNames.filter((name) => a[name] !== b[name]);

export const areSame = (a: EditedFields, b: EditedFields): boolean => differing(a, b).length === 0;

export interface Merged {
  /** What both sides have changed goes together; of a field in conflict it has mine. */
  merged: EditedFields;
  /** Fields that both sides have changed, and not to the same. */
  conflicts: FieldName[];
}

/** Three-way merge, field by field. White space around a text is no change. */
export function merge(loaded: EditedFields, mine: EditedFields, theirs: EditedFields): Merged {
  const [base, here, there] = [trimmed(loaded), trimmed(mine), trimmed(theirs)];
  const [changedHere, changedThere] = [differing(base, here), differing(base, there)];
  return {
    merged: pick((name) => (changedHere.includes(name) ? here : there)),
    conflicts: changedHere.filter((name) => changedThere.includes(name) && here[name] !== there[name]),
  };
}

/** Each field from one of several sides. */
export function pick(from: (name: FieldName) => EditedFields): EditedFields {
  return { title: from('title').title, description: from('description').description, preset: from('preset').preset };
}

/** A landing page while it is edited. */
export class PageSession extends EditSession<EditedFields> {
  constructor() {
    super({ name: 'landing-page', empty: emptyFields, areSame, isValue: isFields, normal });
  }
}

function isFields(value: unknown): value is EditedFields {
  if (typeof value !== 'object' || value === null) return false;
  const { title, description, preset } = value as Record<string, unknown>;
  return typeof title === 'string' && [description, preset].every((one) => one === null || typeof one === 'string');
}
