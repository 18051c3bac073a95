import type { BlockRecord, ReportDocument, ResourceEntry, SampleColumns, TargetDocument } from '../src/document/report';

/** A made-up target whose memory leaks 10 bytes with every request, for tests of what is computed from it. */
export function madeTarget(change: Partial<TargetDocument> = {}): TargetDocument {
  return {
    header: {
      t: 0,
      run_id: 'r',
      target: 'shop',
      started: '2026-11-22T10:00:00Z',
      version: '0',
      profile: 'quick',
      source: 'x',
      requests: ['GET /a', 'GET /b'],
    },
    ready: { t: 1, evidence_needed: 100, limits: {} },
    stages: [
      { t: 0, stage: 'start', note: '' },
      { t: 2, stage: 'blocks', note: '' },
    ],
    blocks: [
      block(1, 'pilot', 100, 1000),
      block(2, 'blocks', 200, 2000),
      block(3, 'blocks', 300, 3000),
      block(4, 'blocks', 400, 4000),
      block(5, 'confirm', 500, 5000, 1),
    ],
    events: [],
    samples: samples([0, 1, 2, 3], { rss_anon_bytes: [1, 2, null, 4], threads: [5, 5, 5, 5] }),
    verdict: {
      run_id: 'r',
      target: 'shop',
      verdict: 'leak',
      started: '2026-11-22T10:00:00Z',
      resources: [entry('memory', 'anonymous_bytes', 'leak'), entry('threads', 'threads', 'clean')],
      findings: [
        {
          type: 'memory_leak',
          resource: 'memory',
          severity: 'high',
          fingerprint: '1:a',
          requests: [{ request: 'GET /b', per_request: { estimate: 10, low: 9, high: 11, unit: 'bytes' }, share: 1 }],
          folded: [],
        },
      ],
    },
    ...change,
  };
}

export function madeDocument(...targets: TargetDocument[]): ReportDocument {
  return { schema: 'leakgate.report/1', version: '0', written: '2026-11-22T10:00:00Z', targets };
}

export function block(index: number, stage: string, requests: number, floor: number, only?: number): BlockRecord {
  return {
    t: index,
    index,
    stage,
    frozen: false,
    started: index - 0.5,
    load_ended: index - 0.1,
    total_requests: requests,
    floors: { anonymous_bytes: floor, threads: 5 },
    evidence: stage === 'blocks' ? { memory: { leak: index * 60, clean: 0.5, state: 'undecided' } } : {},
    ...(only === undefined ? {} : { only }),
  };
}

export function samples(time: number[], values: Record<string, (number | null)[]>): SampleColumns {
  return { time, requests: time.map((at) => at * 100), values, gaps: [], recorded: time.length };
}

function entry(resource: string, column: string, verdict: 'leak' | 'clean'): ResourceEntry {
  return { resource, column, verdict, per_request: { estimate: 10, low: 9, high: 11, unit: 'bytes' }, margin: 1, evidence: 240, blocks: 3 };
}
