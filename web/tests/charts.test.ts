import { describe, expect, it } from 'vitest';
import { comparisons } from '../src/charts/comparison';
import { curveRows, endOf, indexAt, rates, stageBands } from '../src/charts/curves';
import { floorPoints, growthLines } from '../src/charts/floors';
import { horizonScale } from '../src/charts/horizon';
import { anchorOf, roundScale, timeScale } from '../src/charts/scale';
import { holding, zoomed } from '../src/charts/zoom';
import { block, madeTarget, samples } from './made';

describe('floors', () => {
  const target = madeTarget();
  const memory = target.verdict!.resources[0]!;

  it('stand at the requests that were sent, named where one request ran alone', () => {
    const points = floorPoints(target, memory);
    expect(points.map((point) => [point.x, point.y])).toEqual([
      [100, 1000],
      [200, 2000],
      [300, 3000],
      [400, 4000],
      [500, 5000],
    ]);
    expect(points[4]!.alone).toBe('GET /b');
    expect(points.map((point) => point.evidence)).toEqual([null, 120, 180, 240, null]);
  });

  it('have a slope through the judged ones only, a band around its middle, a margin from the last pilot floor', () => {
    const lines = growthLines(floorPoints(target, memory), memory)!;
    expect([lines.from, lines.middle, lines.to]).toEqual([200, 300, 400]);
    expect(lines.estimate(400)).toBe(4000);
    expect(lines.upper(400)).toBe(4100);
    expect(lines.lower(400)).toBe(3900);
    expect(lines.upper(200)).toBe(2100);
    expect(lines.margin(100)).toBe(1000);
    expect(lines.margin(400)).toBe(1300);
  });

  it('have no lines when fewer than two were judged', () => {
    expect(growthLines(floorPoints(madeTarget({ blocks: [block(1, 'blocks', 1, 1)] }), memory), memory)).toBeNull();
  });

  it('stand at hours when growth is judged by time', () => {
    const watched = madeTarget();
    watched.header.by_time = true;
    expect(floorPoints(watched, memory)[0]!.x).toBeCloseTo(1 / 3600);
  });
});

describe('curves', () => {
  it('put what leaks first and draw memory by its likeness', () => {
    const rows = curveRows(madeTarget());
    expect(rows.map((row) => [row.key, row.kind])).toEqual([
      ['memory', 'leak'],
      ['threads', 'clean'],
      ['load', 'load'],
    ]);
    expect(rows[0]!.column).toBe('rss_anon_bytes');
    expect(rows[0]!.values).toEqual([1, 2, null, 4]);
    expect(rows[0]!.highest).toBe(5000);
  });

  it('draw a column that has no samples through its floors', () => {
    const target = madeTarget({ samples: samples([0, 1], { threads: [5, 5] }) });
    expect(curveRows(target)[0]!.time).toEqual([1, 2, 3, 4, 5]);
  });

  it('name the finding that a folded resource belongs to', () => {
    const target = madeTarget();
    target.verdict!.findings[0]!.folded = [{ resource: 'threads', per_unit: 1 }];
    target.verdict!.resources[1]!.verdict = 'leak';
    const row = curveRows(target).find((one) => one.key === 'threads')!;
    expect([row.kind, row.owner]).toEqual(['folded', 'memory']);
  });

  it('tell the load from the requests between samples', () => {
    expect(rates(samples([0, 1, 3], {})).values).toEqual([0, 100, 100]);
  });

  it('find the value that stands at a time', () => {
    expect([-1, 0, 0.9, 1, 2.5, 99].map((at) => indexAt([0, 1, 2, 3], at))).toEqual([0, 0, 0, 1, 2, 3]);
    expect(indexAt([], 1)).toBe(0);
  });

  it('end with the last record and have a band for each stage', () => {
    expect(endOf(madeTarget())).toBe(5);
    expect(stageBands(madeTarget())).toEqual([
      { stage: 'start', from: 0, to: 2 },
      { stage: 'blocks', from: 2, to: 5 },
    ]);
    expect(endOf(madeTarget({ samples: samples([], {}), blocks: [], stages: [] }))).toBe(0.1);
  });
});

describe('a comparison', () => {
  it('lays targets over one another from their first judged floor', () => {
    const other = madeTarget();
    other.header = { ...other.header, target: 'twin' };
    other.verdict = {
      ...other.verdict!,
      verdict: 'clean',
      resources: other.verdict!.resources.map((entry) => ({ ...entry, verdict: 'clean' })),
    };
    const memory = comparisons(madeTarget(), [other])[0]!;
    expect(memory.lines.map((line) => [line.target, line.outcome])).toEqual([
      ['shop', 'leak'],
      ['twin', 'clean'],
    ]);
    expect(memory.lines[0]!.points).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 1000 },
      { x: 200, y: 2000 },
    ]);
  });

  it('is not drawn without another target', () => expect(comparisons(madeTarget(), [])).toEqual([]));
});

describe('scales', () => {
  it('end on round numbers and have whole ticks for counts', () => {
    expect(roundScale(3, 97, 0, 100).ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(roundScale(0, 1, 0, 10, { whole: true }).ticks).toEqual([0, 1]);
    expect(roundScale(5, 5, 0, 10).high).toBeGreaterThan(5);
  });

  it('have ticks in seconds, minutes and hours', () => {
    expect(timeScale(0, 71, 0, 100).ticks).toEqual([0, 15, 30, 45, 60]);
    expect(timeScale(0, 86400, 0, 100).step).toBe(14400);
  });
});

describe('zoom', () => {
  it('stays around its moment and within the run', () => {
    expect(zoomed({ from: 0, to: 100 }, 0.5, 20, 100)).toEqual({ from: 10, to: 60 });
    expect(zoomed({ from: 10, to: 60 }, 4, 60, 100)).toEqual({ from: 0, to: 100 });
    expect(holding({ from: 0, to: 10 }, 50, 100)).toEqual({ from: 45, to: 55 });
    expect(holding({ from: 0, to: 10 }, 5, 100)).toEqual({ from: 0, to: 10 });
  });
});

describe('the horizon', () => {
  it('cuts off no short time and keeps the names of its bands apart', () => {
    const scale = horizonScale(8.8, 830, 60);
    expect(scale.at(8.8)).toBeGreaterThan(0);
    expect(scale.at(11.8)).toBeGreaterThan(scale.at(8.8) + 10);
    expect(scale.at(325)).toBeLessThan(scale.edges[1]!);
    expect(scale.at(3600)).toBeCloseTo(scale.edges[1]!, 6);
    expect(scale.beyond(91 * 86400)).toBe(true);

    const phone = horizonScale(7200, 328, 77);
    expect(phone.edges[1]).toBeGreaterThanOrEqual(77);
    phone.edges.slice(1).forEach((edge, i) => expect(edge - phone.edges[i]!).toBeGreaterThan(48));
  });
});

describe('labels of an axis', () => {
  it('hang in the middle of their ticks while they stay on the page', () => {
    expect(anchorOf(686, '25,000', 712)).toBe('middle');
    expect(anchorOf(705, '25,000', 712)).toBe('end');
  });
});
