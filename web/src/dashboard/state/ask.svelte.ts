import { get, Problem } from '../api/client';

/** An answer of the server that a page shows: what came last, and what went wrong with the last question. */
export class Ask<T> {
  answer = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  private asking: AbortController | null = null;

  /** A newer question takes the place of one that is not answered yet. */
  async now(path: string): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.busy = true;
    try {
      const answer = await get<T>(path, asking.signal);
      if (this.asking !== asking) return;
      this.answer = answer;
      this.problem = null;
    } catch (fault) {
      if (asking.signal.aborted) return;
      if (!(fault instanceof Problem)) throw fault;
      this.problem = fault;
    }
    this.busy = false;
  }
}

/** Asks now and then again and again until the function that comes back is called. */
export function every(seconds: number, ask: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let ended = false;
  const again = async () => {
    await ask();
    if (!ended) timer = setTimeout(() => void again(), seconds * 1000);
  };
  void again();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
