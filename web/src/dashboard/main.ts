import { mount } from 'svelte';
import Dashboard from './Dashboard.svelte';
import { reader } from '../state/reader.svelte';
import '../styles/tokens.css';
import '../styles/page.css';
import '../styles/findings.css';
import '../styles/charts.css';
import '../styles/tables.css';
import './dashboard.css';
import '../styles/narrow.css';

const place = document.getElementById('dashboard');
if (!place) throw new Error('This page holds no place for the dashboard.');
reader.begin(undefined);
mount(Dashboard, { target: place });
