import { token } from './token';

/** An answer that is an error: problem details of the server, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    detail: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(detail);
  }
}

export interface FieldError {
  field: string;
  /** What is wrong as a word that does not change; left out: the problem alone says it. */
  code?: string;
  problem: string;
}

interface ProblemBody {
  type?: string;
  detail?: string;
  errors?: FieldError[];
}

/** Heard when the server wants its token. */
export const wanted = new EventTarget();

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call(path, signal ? { signal } : {})).json() as Promise<T>;
}

export async function post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  const answer = await call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
    ...(signal ? { signal } : {}),
  });
  return answer.json() as Promise<T>;
}

export async function text(path: string): Promise<string> {
  return (await call(path, {})).text();
}

async function call(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  const shown = token.read();
  if (shown) headers.set('Authorization', `Bearer ${shown}`);
  let answer: Response;
  try {
    answer = await fetch('/api/v1' + path, { ...init, headers });
  } catch (fault) {
    if (init.signal?.aborted) throw fault;
    throw new Problem(0, 'no_answer', fault instanceof Error ? fault.message : String(fault));
  }
  if (answer.ok) return answer;
  if (answer.status === 401) wanted.dispatchEvent(new Event('token'));
  const body = (answer.headers.get('Content-Type') ?? '').includes('json') ? ((await answer.json()) as ProblemBody) : {};
  throw new Problem(answer.status, body.type ?? '', body.detail ?? `${answer.status} ${answer.statusText}`, body.errors ?? []);
}

/** A query of what is not empty. */
export function query(parts: Record<string, string | number | undefined>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined && value !== '') given.set(name, String(value));
  const written = given.toString();
  return written ? '?' + written : '';
}
