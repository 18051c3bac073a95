/** What the server answers (docs/server.md, /openapi/v1.json). */
import type { Language, Outcome, Verdict } from '../../document/report';

export interface QueuedRun {
  run_id: string;
  words: string[];
  targets: string[];
  profile?: string;
  asked: string;
  started?: string;
  ended?: string;
  state: 'queued' | 'running' | 'stopping' | 'ended';
  exit_code?: number;
}

export interface Queue {
  parallel: number;
  runs: QueuedRun[];
}

export interface HistoryRow {
  run_id: string;
  target: string;
  started: string;
  duration_seconds: number;
  verdict: Outcome;
  reason?: string;
  severity: string;
  profile: string;
  branch: string;
  commit: string;
  requests: number;
  /** How it stood against its baseline, and the branch of that; left out: it was not compared. */
  baseline?: Change;
  baseline_branch?: string;
}

export interface HistoryPage {
  runs: HistoryRow[];
  total: number;
  next?: string;
}

export interface Configuration {
  file: string;
  allow_commands: boolean;
  targets: { name: string; source: string; url?: string; expect: string }[];
  profiles: string[];
  errors: { line?: number; column?: number; message?: string; path?: string }[];
}

export interface Machine {
  processes: { port: number; process_id: number; command: string }[];
  containers: { name: string; image: string }[];
  containers_trouble?: string;
}

export interface Settings {
  channels: { channel: string; can_test: boolean }[];
  ignore: { fingerprint: string; reason: string; until: string }[];
}

/** What became of a test of a channel, secrets masked. */
export interface ChannelTest {
  channel: string;
  state: string;
  where?: string;
  detail?: string;
  payload?: string;
}

export interface TargetRow {
  statistics: {
    target: string;
    verdicts: Partial<Record<Outcome, number>>;
    first: string;
    last: string;
    mean_seconds: number;
    requests: number;
  };
  resources: {
    run_id: string;
    resource: string;
    verdict: Outcome;
    estimate?: number;
    low?: number;
    high?: number;
    level?: number;
    margin: number;
    /** Judged by time: growth is per hour. */
    by_time?: boolean;
  }[];
}

export type Change = 'unknown' | 'same' | 'worse' | 'better';

export interface Compared {
  change: Change;
  base: number;
  head: number;
  within: number;
  runs: number;
}

export interface TrendFigure {
  baseline?: Compared;
  changes: { since_run: string; since_commit: string; rises: boolean; before: number; after: number }[];
}

export interface TrendPoint {
  run_id: string;
  started: string;
  branch: string;
  commit: string;
  verdict: Outcome;
  estimate?: number;
  low?: number;
  high?: number;
  level?: number;
  margin: number;
}

export interface Trend {
  points: TrendPoint[];
  pinned?: string;
  by_time?: boolean;
  growth: TrendFigure;
  level: TrendFigure;
}

export interface ComparedRuns {
  base: Verdict;
  head: Verdict;
  comparison: {
    decision: Change;
    figures: { resource: string; figure: string; unit: string; change: Change; base: number; head: number; within: number }[];
  };
}

export interface LiveEvent {
  position: string;
  kind: string;
  target: string;
  record: unknown;
  /** What an event says, by language. */
  words?: Partial<Record<Language, string>>;
  dropped: number;
}
