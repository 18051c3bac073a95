import type { ReportDocument, RunRecord, TargetWords, Verdict, Language } from '../document/report';

/** Where a feed puts what it brings. Whatever was brought once is kept: a feed that comes back goes on where it was. */
export interface FeedSink {
  /** Everything so far; what was there before is replaced. */
  begin(document: ReportDocument): void;
  /** Lines that were appended to the records of a target, by its place in the document. */
  append(target: number, records: readonly RunRecord[]): void;
  /** A target was judged. */
  judged(target: number, verdict: Verdict, words?: Partial<Record<Language, TargetWords>>): void;
}

/** Brings a run to the page: a finished one at once (inlined.ts), a live one as it happens. */
export interface Feed {
  /** Begins to bring; the function that comes back ends it. */
  open(sink: FeedSink): () => void;
}
