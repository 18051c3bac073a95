import { describe, expect, it } from 'vitest';
import { evidenceLines, requestLines, stageLines, timeLeft } from '../src/dashboard/live/progress';
import { liveRows } from '../src/dashboard/live/curves';
import { requestOf, typedAs, wordsOf, type Form } from '../src/dashboard/state/request';
import { en } from '../src/texts/dashboard.en';
import { ru } from '../src/texts/dashboard.ru';
import { madeTarget } from './made';

const form = (more: Partial<Form>): Form => ({
  kind: 'targets',
  targets: [],
  profile: '',
  atOnce: false,
  port: '',
  container: '',
  command: '',
  url: '',
  watchFor: '',
  ...more,
});

describe('a start', () => {
  it('is shown as it would be typed', () => {
    expect(typedAs(requestOf(form({ targets: ['shop'], profile: 'quick', atOnce: true })))).toBe(
      'leakgate run --target shop --profile quick --parallel',
    );
    expect(typedAs(requestOf(form({ kind: 'port', port: '5000', watchFor: '10m' })))).toBe(
      'leakgate attach --port 5000 --no-load --duration 10m',
    );
    expect(typedAs(requestOf(form({ kind: 'command', command: `dotnet 'My Shop.dll'`, url: 'http://127.0.0.1:1/' })))).toBe(
      `leakgate run --url http://127.0.0.1:1/ -- dotnet 'My Shop.dll'`,
    );
  });

  it('leaves out what is not named yet', () => {
    expect(typedAs(requestOf(form({ kind: 'port' })))).toBe('leakgate attach');
    expect(typedAs(requestOf(form({ kind: 'container' })))).toBe('leakgate attach');
    expect(typedAs(requestOf(form({ kind: 'command' })))).toBe('leakgate run');
  });

  it('reads words as a shell does', () => {
    expect(wordsOf(`a "b c" 'd "e"' f`)).toEqual(['a', 'b c', 'd "e"', 'f']);
  });

  it('sends no profile with what it attaches to', () => {
    expect(requestOf(form({ kind: 'container', container: 'db', profile: 'full', url: ' ' }))).toEqual({ container: 'db' });
  });
});

describe('the progress of a run', () => {
  const target = madeTarget();
  target.verdict = undefined as never;
  delete target.verdict;
  target.samples = { time: [1, 30], requests: [0, 10], values: {}, gaps: [], recorded: 2 };
  target.events = [];
  target.stages = [
    { t: 0, stage: 'start', note: '' },
    { t: 2, stage: 'warm-up', note: 'x' },
  ];
  target.blocks = [
    {
      t: 20,
      index: 1,
      stage: 'warm-up',
      frozen: false,
      started: 10,
      load_ended: 20,
      total_requests: 50,
      floors: {},
      evidence: { memory: { leak: 100, clean: 1, state: 'undecided' }, threads: { leak: 1, clean: 10, state: 'undecided' } },
      eta: { likely: 60, low: 5, high: 90 },
      completed: [50],
      failed: [1],
      latency: [{ p50: 1, p95: 2 }],
    } as never,
  ];
  target.header = { ...target.header, requests: ['GET /'] };

  it('lists stages that are done, going on and ahead', () => {
    expect(stageLines(target).map((line) => [line.stage, line.state, line.seconds])).toEqual([
      ['start', 'done', 2],
      ['warm-up', 'now', 28],
      ['pilot', 'ahead', null],
      ['blocks', 'ahead', null],
      ['confirm', 'ahead', null],
      ['stop', 'ahead', null],
    ]);
  });

  it('ticks no stage that the run ended in', () => {
    expect(stageLines(target, true).map((line) => [line.stage, line.state])).toEqual([
      ['start', 'done'],
      ['warm-up', 'cut'],
    ]);
  });

  it('draws what is read at block ends only through its floors', () => {
    const read = {
      ...target,
      samples: { ...target.samples, values: { threads: [5, 6] } },
      blocks: [
        { ...target.blocks[0]!, t: 10, floors: { threads: 5, heap_bytes: 100 } },
        { ...target.blocks[0]!, t: 20, floors: { threads: 6, heap_bytes: 300 } },
      ],
    };
    expect(liveRows(read, new Map()).map((row) => [row.key, row.time, row.values, row.highest])).toEqual([
      ['heap', [10, 20], [100, 300], 300],
      ['threads', [1, 30], [5, 6], 6],
    ]);
  });

  it('takes the time that has passed off what was left', () => {
    expect(timeLeft(target)).toEqual({ likely: 50, low: 0, high: 80 });
  });

  it('orders evidence from leak to clean', () => {
    expect(evidenceLines(target).map((line) => [line.resource, line.notches])).toEqual([
      ['memory', [2]],
      ['threads', [-1]],
    ]);
  });

  it('tells speed and latency of the last block', () => {
    expect(requestLines(target)).toEqual([{ request: 'GET /', done: 50, failed: 1, perSecond: 5, p50: 1, p95: 2 }]);
  });
});

describe('the words of the dashboard', () => {
  it('are there in both languages', () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'object' ? keys(one as object).map((key) => `${name}.${key}`) : [name],
      );
    expect(keys(ru)).toEqual(keys(en));
  });

  it('agree with the number in Russian', () => {
    expect([1, 2, 5].map(ru.leaning)).toEqual(['1 ресурс клонится', '2 ресурса клонятся', '5 ресурсов клонятся']);
  });
});
