import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../src/dashboard/api/answers';
import { LiveFeed, type Ending, type LiveSource } from '../src/dashboard/live/feed';
import { RunStore } from '../src/feed/store';

/** A server that holds all events and gives what follows a position, as the real one does. */
class MadeSource implements LiveSource {
  readonly asked: (string | null)[] = [];
  take: (event: LiveEvent) => void = () => {};
  ended: (how: Ending) => void = () => {};

  follow(_: string, after: string | null, take: (event: LiveEvent) => void, ended: (how: Ending) => void): () => void {
    this.asked.push(after);
    [this.take, this.ended] = [take, ended];
    return () => {};
  }
}

const event = (position: number, record: object, dropped = 0): LiveEvent => ({
  position: `shop:${position}`,
  kind: (record as { kind: string }).kind,
  target: 'shop',
  record,
  dropped,
});
const header = { kind: 'header', t: 0, run_id: 'r', target: 'shop', started: '', version: '1', profile: 'quick', source: '', requests: [] };
const sample = (t: number) => ({ kind: 'sample', t, requests: t, values: { threads: t } });

describe('the live feed', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function opened() {
    const [source, store] = [new MadeSource(), new RunStore()];
    let now = 0;
    const feed = new LiveFeed(
      'r',
      source,
      () => {},
      () => now,
    );
    const close = feed.open(store);
    return { source, store, feed, close, pass: (ms: number) => ((now += ms), vi.advanceTimersByTime(ms)) };
  }

  it('comes back by the position of the last event, with neither a gap nor a duplicate', () => {
    const { source, store, feed, pass } = opened();
    source.take(event(1, header));
    source.take(event(2, sample(1)));
    source.ended({ lost: 'cut' });
    expect(feed.state.link).toBe('lost');
    pass(10_000);
    expect(source.asked.at(-1)).toBe('shop:2');
    source.take(event(2, sample(1)));
    source.take(event(3, sample(2)));
    pass(200);
    expect(store.targets[0]!.samples.time).toEqual([1, 2]);
    expect(feed.state).toMatchObject({ link: 'live', away: 10 });
  });

  it('gathers what comes and tells its readers a few times a second', () => {
    const { source, store, pass } = opened();
    source.take(event(1, header));
    let told = 0;
    store.subscribe(() => told++);
    for (let i = 1; i <= 500; i++) source.take(event(i + 1, sample(i)));
    pass(200);
    expect(told).toBe(1);
    expect(store.targets[0]!.samples.time).toHaveLength(500);
  });

  it('keeps what an event says in each language', () => {
    const { source, store, pass } = opened();
    source.take(event(1, header));
    const words = { en: 'not ready yet', ru: 'ещё не готово' };
    source.take({ ...event(2, { kind: 'event', t: 1, level: 'info', code: 'waiting', text: 'not ready yet' }), words });
    pass(200);
    expect(store.targets[0]!.events[0]!.words).toEqual(words);
  });

  it('shows what the server left out as a gap, and counts it', () => {
    const { source, store, feed, pass } = opened();
    source.take(event(1, header));
    source.take(event(2, sample(1)));
    pass(200);
    source.take(event(9, sample(8), 6));
    pass(200);
    expect(feed.state.dropped).toBe(6);
    expect(store.targets[0]!.samples.values['threads']).toEqual([1, null, 8]);
    expect(store.targets[0]!.samples.gaps).toMatchObject([{ column: 'threads', reason: 'dropped' }]);
  });

  it('tries again ever more slowly, and ends with the run', () => {
    const { source, feed, pass } = opened();
    for (const wait of [250, 500, 1000, 2000, 2000]) {
      source.ended({ lost: 'no' });
      const asked = source.asked.length;
      pass(wait - 1);
      expect(source.asked).toHaveLength(asked);
      pass(1);
      expect(source.asked).toHaveLength(asked + 1);
    }
    source.take({ position: 'shop:9', kind: 'end', target: '', record: { state: 'ended', exit_code: 1 }, dropped: 0 });
    source.ended('complete');
    pass(60_000);
    expect(feed.state).toMatchObject({ link: 'ended', exitCode: 1 });
    expect(source.asked).toHaveLength(6);
  });

  it('asks no more once it is closed', () => {
    const { source, close, pass } = opened();
    source.ended({ lost: 'no' });
    close();
    pass(60_000);
    expect(source.asked).toHaveLength(1);
  });
});
