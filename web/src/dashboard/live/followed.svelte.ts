import type { TargetDocument } from '../../document/report';
import { RunStore } from '../../feed/store';
import { HubSource } from './connection';
import { LiveFeed, type LiveState } from './feed';

/** Readings kept for the page of a run that goes on. */
const MOST_SAMPLES = 20_000;

/** A run that is followed: its targets and how the connection stands, anew with every change. */
export class Followed {
  targets = $state.raw<TargetDocument[]>([]);
  link = $state.raw<LiveState>({ link: 'connecting', lostAt: null, away: null, why: '', dropped: 0, damaged: 0, exitCode: null });

  /** Begins; the function that comes back ends it. */
  open(run: string): () => void {
    const store = new RunStore(MOST_SAMPLES);
    const feed: LiveFeed = new LiveFeed(run, new HubSource(), () => (this.link = { ...feed.state }));
    const leave = store.subscribe(() => (this.targets = store.targets.map((target) => ({ ...target }))));
    const close = feed.open(store);
    return () => {
      close();
      leave();
    };
  }
}
