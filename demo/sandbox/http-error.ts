import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Messages by field, as Laravel words and groups them. */
export type Problems = Record<string, string[]>;

/** An error answer: thrown anywhere in a route, written in one place. */
export class HttpError extends Error {
  readonly status: ContentfulStatusCode;
  readonly problems: Problems | undefined;

  constructor(status: ContentfulStatusCode, message: string, problems?: Problems) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.problems = problems;
  }

  toBody(): { message: string; errors?: Problems } {
    return { message: this.message, ...(this.problems && { errors: this.problems }) };
  }
}

export const notFound = (): HttpError => new HttpError(404, 'Not found.');

/** Throws a 422 when there is any problem; its message is the first problem's and a count of the others. */
export function rejectIf(problems: Problems): void {
  const [first, ...others] = Object.values(problems).flat();
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more error${others.length === 1 ? '' : 's'})`;
  throw new HttpError(422, first + more, problems);
}
