import type { HeaderRecord, ReportDocument, RunRecord, SampleRecord, Verdict } from '../../document/report';
import type { Feed, FeedSink } from '../../feed/feed';
import type { LiveEvent } from '../api/answers';

/** The stream said all there is, or it was lost and why. */
export type Ending = 'complete' | { lost: string };

/** Brings the events of a run that follow a position; the function that comes back ends it without a word. */
export interface LiveSource {
  follow(run: string, after: string | null, take: (event: LiveEvent) => void, ended: (how: Ending) => void): () => void;
}

export interface LiveState {
  /** connecting: never connected yet; lost: since when, in milliseconds of the page. */
  link: 'connecting' | 'live' | 'lost' | 'ended';
  lostAt: number | null;
  /** Seconds that the last loss took, once it is over. */
  away: number | null;
  why: string;
  /** Readings that the server left out because this page was too slow. */
  dropped: number;
  damaged: number;
  exitCode: number | null;
}

/** How long events are gathered before the page hears of them: it draws a few times a second, however many come. */
const GATHER = 100;
const RETRIES = [250, 500, 1000, 2000];

/**
 * A run as it happens. It comes back to where it was by the position of the last event, so a lost network costs time and nothing
 * else. What the server left out stands as a gap.
 */
export class LiveFeed implements Feed {
  readonly state: LiveState = { link: 'connecting', lostAt: null, away: null, why: '', dropped: 0, damaged: 0, exitCode: null };
  private position: string | null = null;
  private document: ReportDocument = { schema: 'leakgate.report/1', version: '', written: '', targets: [] };
  private readonly waiting = new Map<number, RunRecord[]>();
  private readonly lastTime = new Map<string, number>();
  private sink: FeedSink | null = null;
  private stop: () => void = () => {};
  private retry: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;

  constructor(
    private readonly run: string,
    private readonly source: LiveSource,
    private readonly changed: () => void = () => {},
    private readonly now: () => number = () => performance.now(),
  ) {}

  open(sink: FeedSink): () => void {
    this.sink = sink;
    sink.begin(this.document);
    this.connect();
    const online = () => this.state.link === 'lost' && this.connect();
    globalThis.addEventListener?.('online', online);
    return () => {
      globalThis.removeEventListener?.('online', online);
      clearTimeout(this.retry);
      clearTimeout(this.gathering);
      this.stop();
    };
  }

  private connect(): void {
    clearTimeout(this.retry);
    this.stop();
    this.stop = this.source.follow(
      this.run,
      this.position,
      (event) => this.take(event),
      (how) => this.ended(how),
    );
  }

  private take(event: LiveEvent): void {
    this.tries = 0;
    if (this.state.link === 'lost') this.state.away = (this.now() - (this.state.lostAt ?? this.now())) / 1000;
    this.state.link = 'live';
    this.state.lostAt = null;
    this.position = event.position;
    this.state.dropped += event.dropped ?? 0;
    if (event.kind === 'verdict') {
      this.flush();
      const at = this.place(event.target);
      if (at >= 0) this.sink!.judged(at, event.record as Verdict);
    } else if (event.kind === 'end') {
      this.state.exitCode = (event.record as { exit_code?: number }).exit_code ?? null;
    } else if (event.kind === 'damaged') {
      this.state.damaged++;
    } else {
      const record = event.record as RunRecord;
      this.keep(event.target, record.kind === 'event' && event.words ? { ...record, words: event.words } : record, event.dropped ?? 0);
    }
    this.soon();
  }

  private keep(target: string, record: RunRecord, dropped: number): void {
    if (record.kind === 'header' && this.place(target) < 0) this.add(record);
    const at = this.place(target);
    if (at < 0) return;
    const records = this.waiting.get(at) ?? [];
    if (dropped > 0) records.push(this.gap(target, record));
    records.push(record);
    this.waiting.set(at, records);
    if (record.kind === 'sample' || record.kind === 'envelope') this.lastTime.set(target, record.t);
  }

  /** A moment without a value between the last reading and this record: the line breaks there. */
  private gap(target: string, before: RunRecord): SampleRecord & { kind: 'sample' } {
    const last = this.lastTime.get(target) ?? 0;
    const columns = Object.keys(this.document.targets[this.place(target)]?.samples.values ?? {});
    return {
      kind: 'sample',
      t: (last + before.t) / 2,
      requests: (this.document.targets[this.place(target)]?.samples.requests ?? []).at(-1) ?? 0,
      values: {},
      gaps: Object.fromEntries(columns.map((column) => [column, 'dropped'])),
    };
  }

  private place(target: string): number {
    return this.document.targets.findIndex((one) => one.header.target === target);
  }

  private add(header: HeaderRecord): void {
    this.flush();
    const samples = { time: [], requests: [], values: {}, gaps: [], recorded: 0 };
    this.document = {
      ...this.document,
      version: header.version,
      targets: [...this.document.targets, { header, stages: [], blocks: [], events: [], samples }],
    };
    this.sink!.begin(this.document);
  }

  private soon(): void {
    this.gathering ??= setTimeout(() => {
      this.flush();
      this.changed();
    }, GATHER);
  }

  private flush(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    for (const [at, records] of this.waiting) this.sink!.append(at, records);
    this.waiting.clear();
  }

  private ended(how: Ending): void {
    this.flush();
    if (how === 'complete') {
      this.state.link = 'ended';
    } else {
      if (this.state.link !== 'lost') this.state.lostAt = this.now();
      this.state.link = 'lost';
      this.state.why = how.lost;
      this.retry = setTimeout(() => this.connect(), RETRIES[Math.min(this.tries++, RETRIES.length - 1)]);
    }
    this.changed();
  }
}
