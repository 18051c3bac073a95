import type { ReportDocument } from '../document/report';
import type { Feed, FeedSink } from './feed';

/** The run that stands in the page itself. */
export class InlinedFeed implements Feed {
  constructor(private readonly text: string) {}

  open(sink: FeedSink): () => void {
    const document = JSON.parse(this.text) as ReportDocument;
    if (!document.schema?.startsWith('leakgate.report/1')) {
      throw new Error(`The data of this page is ${String(document.schema)}; the viewer reads leakgate.report/1.`);
    }
    sink.begin(document);
    return () => {};
  }
}
