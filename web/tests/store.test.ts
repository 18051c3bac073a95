import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../src/document/report';
import { GrowingColumns } from '../src/feed/columns';
import { InlinedFeed } from '../src/feed/inlined';
import { RunStore } from '../src/feed/store';
import { block, madeDocument, madeTarget, samples } from './made';

const sample = (t: number, value: number, more: object = {}): RunRecord => ({
  kind: 'sample',
  t,
  requests: t * 10,
  values: { threads: value },
  ...more,
});

describe('the store', () => {
  it('takes the inlined document and tells its readers once', () => {
    const store = new RunStore();
    let told = 0;
    store.subscribe(() => told++);
    new InlinedFeed(JSON.stringify(madeDocument(madeTarget()))).open(store);
    expect(store.targets[0]!.header.target).toBe('shop');
    expect(told).toBe(1);
  });

  it('refuses a document of another schema', () => {
    expect(() => new InlinedFeed('{"schema":"else/2"}').open(new RunStore())).toThrow(/else\/2/);
  });

  it('appends what a live feed brings, also columns that were not there before', () => {
    const store = new RunStore();
    store.begin(madeDocument(madeTarget()));
    store.append(0, [
      sample(4, 6, { values: { threads: 6, fds: 9 } }),
      { kind: 'stage', t: 4.5, stage: 'stop', note: '' },
      { kind: 'block', ...block(6, 'blocks', 600, 6000) },
      { kind: 'event', t: 5, level: 'info', code: 'dose', text: 'x' },
    ]);
    const target = store.targets[0]!;
    expect(target.samples.time).toEqual([0, 1, 2, 3, 4]);
    expect(target.samples.values['fds']).toEqual([null, null, null, null, 9]);
    expect(target.samples.values['rss_anon_bytes']).toEqual([1, 2, null, 4, null]);
    expect(target.samples.recorded).toBe(5);
    expect(target.stages.at(-1)!.stage).toBe('stop');
    expect(target.blocks.at(-1)!.index).toBe(6);
    expect(target.events).toHaveLength(1);
  });

  it('draws a stretch of a long run by its lowest, highest and last readings, and counts them all', () => {
    const store = new RunStore();
    store.begin(madeDocument({ ...madeTarget(), samples: { time: [], requests: [], values: {}, gaps: [], recorded: 0 } }));
    const stretch: RunRecord & { kind: 'envelope' } = {
      kind: 'envelope',
      t: 140,
      from: 100,
      readings: 40,
      requests: 0,
      low: { threads: 4, fds: 7, rss_bytes: 1 },
      high: { threads: 9 },
      last: { threads: 5 },
      gaps: { rss_bytes: { readings: 2, reason: 'late' }, heap_bytes: { readings: 40, reason: 'lost' } },
    };
    const still: RunRecord = { kind: 'envelope', t: 180, from: 141, readings: 40, requests: 0, low: stretch.low };
    store.append(0, [sample(1, 6), stretch, stretch, still]);
    const { time, values, gaps, recorded } = store.targets[0]!.samples;
    expect(time).toEqual([1, 100, 120, 130, 140, 180]);
    expect(values['threads']).toEqual([6, 4, 9, 9, 5, 4]);
    expect(values['fds']).toEqual([null, 7, 7, 7, 7, 7]);
    expect(values['rss_bytes']).toEqual([null, 1, 1, null, 1, 1]);
    expect(gaps).toContainEqual({ column: 'rss_bytes', time: 130, reason: 'late' });
    expect(gaps).toContainEqual({ column: 'heap_bytes', time: 100, reason: 'lost', until: 140 });
    expect(recorded).toBe(81);
  });

  it('takes nothing twice when a feed comes back and sends again', () => {
    const store = new RunStore();
    store.begin(madeDocument(madeTarget()));
    const again: RunRecord[] = [
      sample(4, 6),
      { kind: 'block', ...block(6, 'blocks', 600, 6000) },
      { kind: 'event', t: 5, level: 'info', code: 'a', text: 'x' },
    ];
    store.append(0, again);
    store.append(0, again);
    const target = store.targets[0]!;
    expect(target.samples.time).toHaveLength(5);
    expect(target.blocks.filter((one) => one.index === 6)).toHaveLength(1);
    expect(target.events).toHaveLength(1);
  });

  it('takes the verdict when it comes, and stops telling who left', () => {
    const store = new RunStore();
    store.begin(madeDocument(madeTarget()));
    let told = 0;
    const leave = store.subscribe(() => told++);
    store.judged(0, { ...madeTarget().verdict!, verdict: 'clean' });
    leave();
    store.append(0, [sample(9, 1)]);
    expect(store.targets[0]!.verdict!.verdict).toBe('clean');
    expect(told).toBe(1);
  });

  it('refuses a target that is not there', () => {
    const store = new RunStore();
    store.begin(madeDocument(madeTarget()));
    expect(() => store.append(1, [sample(1, 1)])).toThrow(RangeError);
  });
});

describe('columns that grow', () => {
  it('stay bounded and lose neither spike nor dip', () => {
    const columns = new GrowingColumns(samples([], {}), 1000);
    for (let t = 0; t < 50_000; t++) {
      columns.append({ t, requests: t, values: { a: t === 31_234 ? 1e6 : 10 + (t % 7), b: t === 12_345 ? -5 : 3 } });
    }
    expect(columns.time.length).toBeLessThanOrEqual(1000);
    expect(columns.recorded).toBe(50_000);
    expect(Math.max(...(columns.values['a'] as number[]))).toBe(1e6);
    expect(Math.min(...(columns.values['b'] as number[]))).toBe(-5);
    expect(columns.values['a']).toHaveLength(columns.time.length);
    expect([...columns.time].sort((x, y) => x - y)).toEqual(columns.time);
  });

  it('stay bounded with a gap in every second sample of many columns', () => {
    const columns = new GrowingColumns(samples([], {}), 2000);
    for (let t = 0; t < 20_000; t++) {
      columns.append({
        t,
        requests: t,
        values: Object.fromEntries(t % 2 ? Array.from({ length: 40 }, (_, i) => [`c${i}`, (t * (i + 3)) % 101]) : []),
      });
    }
    expect(columns.time.length).toBeLessThanOrEqual(2000);
  });

  it('join gaps that go on for the same reason', () => {
    const columns = new GrowingColumns(samples([0], { threads: [1] }));
    for (const t of [1, 2, 3]) columns.append({ t, requests: 0, values: {}, gaps: { threads: t < 3 ? 'gone' : 'denied' } });
    expect(columns.gaps).toEqual([
      { column: 'threads', time: 1, reason: 'gone', until: 2 },
      { column: 'threads', time: 3, reason: 'denied' },
    ]);
  });
});
