/** `leakgate.report/1`, as LeakGate writes it (src/LeakGate.Runs/Viewing). Times are seconds since the run of the target began. */

export type Language = 'en' | 'ru';
export type Outcome = 'clean' | 'leak' | 'inconclusive' | 'failed';

export interface ReportDocument {
  schema: string;
  version: string;
  written: string;
  language?: Language;
  targets: TargetDocument[];
}

export interface TargetDocument {
  verdict?: Verdict;
  header: HeaderRecord;
  ready?: ReadyRecord;
  stages: StageRecord[];
  blocks: BlockRecord[];
  events: EventRecord[];
  samples: SampleColumns;
  words?: Partial<Record<Language, TargetWords>>;
  log?: string[];
  held?: HeldEntry[];
  siblings?: Sibling[];
}

export interface Amount {
  estimate: number;
  low: number;
  high: number;
  unit: string;
}

export interface Exhaustion {
  limit: number;
  limit_source: string;
  seconds: number;
}

export interface ResourceEntry {
  resource: string;
  column: string;
  verdict: Outcome;
  per_request?: Amount;
  per_hour?: Amount;
  margin: number;
  evidence: number;
  blocks: number;
  exhaustion?: Exhaustion;
}

export interface FindingEntry {
  type: string;
  resource: string;
  severity: string;
  fingerprint: string;
  per_mix_request?: Amount;
  per_hour?: Amount;
  requests: { request: string; per_request: Amount; share: number }[];
  folded: { resource: string; per_unit: number }[];
  exhaustion?: Exhaustion;
}

export interface Verdict {
  run_id: string;
  target: string;
  verdict: Outcome;
  started: string;
  last_output?: string[];
  resources: ResourceEntry[];
  findings: FindingEntry[];
}

export interface HeaderRecord {
  t: number;
  run_id: string;
  target: string;
  started: string;
  version: string;
  profile: string;
  source: string;
  requests: string[];
  by_time?: boolean;
  branch?: string;
  commit?: string;
}

export interface ReadyRecord {
  t: number;
  evidence_needed: number;
  limits: Record<string, { value: number; source: string }>;
}

export interface StageRecord {
  t: number;
  stage: string;
  note: string;
}

export interface Evidence {
  leak: number;
  clean: number;
  state: string;
}

export interface BlockRecord {
  t: number;
  index: number;
  stage: string;
  only?: number;
  frozen: boolean;
  started: number;
  load_ended: number;
  total_requests: number;
  floors: Record<string, number>;
  evidence: Record<string, Evidence>;
}

export interface EventRecord {
  t: number;
  level: string;
  code: string;
  text: string;
  /** What it says, by language, where the server words it. */
  words?: Partial<Record<Language, string>>;
}

export interface SampleRecord {
  t: number;
  requests: number;
  values: Record<string, number>;
  gaps?: Record<string, string>;
}

/** A stretch of readings of a long run: of each column the lowest, and the highest and the last where they differ from it. */
export interface EnvelopeRecord {
  t: number;
  from: number;
  readings: number;
  requests: number;
  low: Record<string, number>;
  high?: Record<string, number>;
  last?: Record<string, number>;
  gaps?: Record<string, { readings: number; reason: string }>;
}

export interface SampleGap {
  column: string;
  time: number;
  reason: string;
  until?: number;
}

export interface SampleColumns {
  time: number[];
  requests: number[];
  values: Record<string, (number | null)[]>;
  gaps: SampleGap[];
  recorded: number;
}

export interface HeldEntry {
  column: string;
  name: string;
  first: number;
  last: number;
}

export interface Sibling {
  target: string;
  verdict: Outcome;
  blocks: { seconds: number; requests: number; floors: Record<string, number> }[];
}

/** A line of `run.jsonl`, as a live feed passes it on. */
export type RunRecord =
  | ({ kind: 'header' } & HeaderRecord)
  | ({ kind: 'ready' } & ReadyRecord)
  | ({ kind: 'stage' } & StageRecord)
  | ({ kind: 'sample' } & SampleRecord)
  | ({ kind: 'envelope' } & EnvelopeRecord)
  | ({ kind: 'block' } & BlockRecord)
  | ({ kind: 'event' } & EventRecord);

export interface LabelledText {
  label: string;
  text: string;
  is_name: boolean;
}

export interface FindingText {
  title: string;
  severity: string;
  request?: string;
  number: string;
  unit: string;
  interval: string;
  margin: string;
  runs_out?: string;
  facts: LabelledText[];
  advice: string;
  code: string;
  page: string;
  known: boolean;
}

export interface ResourceText {
  name: string;
  short: string;
  outcome: string;
  growth?: string;
  bound?: string;
  margin: string;
  reason: string;
  reached?: string;
  steps: string[];
}

export interface RequestRow {
  request: string;
  sent: string;
  failed: string;
  latency: string[];
  cells: { kind: 'leak' | 'folded' | 'clean' | 'plain' | 'none'; text: string }[];
  is_mix: boolean;
}

export interface TargetWords {
  sentence: [string, string, string];
  outcome: string;
  measured: string;
  facts: LabelledText[];
  missing: string[];
  findings: FindingText[];
  resources: Record<string, ResourceText>;
  measurement: { summary: string; checks: { state: 'ok' | 'weak' | 'unknown'; text: string }[] };
  requests: { resources: string[]; units: string[]; rows: RequestRow[] };
  stages: Record<string, string>;
  events: string[];
  environment: LabelledText[];
  baseline: string[];
}

/** Whether the run ended before anything could be judged. */
export function nothingJudged(target: TargetDocument): boolean {
  const verdict = target.verdict;
  return verdict?.verdict === 'inconclusive' && verdict.resources.every((entry) => entry.blocks === 0);
}
