import { mount } from 'svelte';
import App from './App.svelte';
import { InlinedFeed } from './feed/inlined';
import { RunStore } from './feed/store';
import { reader } from './state/reader.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/bar.css';
import './styles/page.css';
import './styles/findings.css';
import './styles/charts.css';
import './styles/tables.css';
import './styles/narrow.css';

const place = document.getElementById('viewer');
const data = document.getElementById('document');
if (!place || !data) throw new Error('This page holds no place for the viewer.');

const store = new RunStore();
let problem: string | null = null;
try {
  new InlinedFeed(data.textContent ?? '').open(store);
} catch (fault) {
  problem = fault instanceof Error ? fault.message : String(fault);
}
reader.begin(store.document?.language);
mount(App, { target: place, props: { store, problem } });
