import type { Language, ReportDocument, RunRecord, TargetDocument, TargetWords, Verdict } from '../document/report';
import type { FeedSink } from './feed';
import { GrowingColumns } from './columns';
import { drawn } from './envelope';

/** What the page shows. Feeds write it, panels read it; whoever subscribes hears of every change once. */
export class RunStore implements FeedSink {
  document: ReportDocument | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly sampleLimit?: number) {}

  get targets(): readonly TargetDocument[] {
    return this.document?.targets ?? [];
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(document: ReportDocument): void {
    this.document = document;
    this.tell();
  }

  append(target: number, records: readonly RunRecord[]): void {
    const document = this.target(target);
    for (const record of records) {
      this.take(document, record);
    }
    this.tell();
  }

  judged(target: number, verdict: Verdict, words?: Partial<Record<Language, TargetWords>>): void {
    const document = this.target(target);
    document.verdict = verdict;
    if (words) document.words = words;
    this.tell();
  }

  private target(index: number): TargetDocument {
    const target = this.document?.targets[index];
    if (!target) throw new RangeError(`There is no target ${index}.`);
    return target;
  }

  /** After a lost connection a feed may send again what it sent before: nothing is taken twice. */
  private take(target: TargetDocument, record: RunRecord): void {
    switch (record.kind) {
      case 'header':
        target.header = record;
        break;
      case 'ready':
        target.ready = record;
        break;
      case 'stage':
        if (!target.stages.some((stage) => stage.stage === record.stage && stage.t === record.t)) target.stages.push(record);
        break;
      case 'block':
        if (!target.blocks.some((block) => block.index === record.index)) target.blocks.push(record);
        break;
      case 'event':
        if (!target.events.some((event) => event.t === record.t && event.code === record.code && event.text === record.text)) {
          target.events.push(record);
        }
        break;
      case 'sample':
        this.columns(target).append(record);
        break;
      case 'envelope':
        drawn(record).forEach((sample, i) => this.columns(target).append(sample, i === 0 ? record.readings : 0));
        break;
    }
  }

  private columns(target: TargetDocument): GrowingColumns {
    if (!(target.samples instanceof GrowingColumns)) {
      target.samples = new GrowingColumns(target.samples, this.sampleLimit);
    }
    return target.samples as GrowingColumns;
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}
