import { mkdirSync, openSync, writeSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COLUMNS = [
    'rss_anon_bytes',
    'rss_bytes',
    'heap_bytes',
    'swap_bytes',
    'threads',
    'processes',
    'fds',
    'connections',
    'database_connections',
    'redis_connections',
    'tcp_established',
    'tcp_close_wait',
];

/** A run folder of a watched program with a sample each second: noise from a seed and one spike of one second. */
export function writeDay(place, seconds) {
    const folder = join(place, '20261126-000000-0000', 'shop');
    mkdirSync(folder, { recursive: true });
    const file = openSync(join(folder, 'run.jsonl'), 'w');
    const line = (record) => writeSync(file, JSON.stringify(record) + '\n');
    let seed = 1;
    const noise = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    line({
        kind: 'header',
        t: 0,
        schema: 'leakgate.run/1',
        run_id: '20261126-000000-0000',
        target: 'shop',
        started: '2026-11-26T00:00:00+00:00',
        version: '0.1.0',
        profile: 'watch',
        budget: seconds,
        expect: 'clean',
        source: 'pid 1',
        requests: [],
        weights: [],
        by_time: true,
        most_blocks: 24,
        environment: {},
    });
    line({ kind: 'stage', t: 0.1, stage: 'start', note: '' });
    line({ kind: 'ready', t: 0.2, pid: 1, runtimes: [], margins: { memory: 10485760, descriptors: 10 }, evidence_needed: 200, limits: {} });
    line({ kind: 'stage', t: 0.3, stage: 'blocks', note: '' });
    const windows = 24;
    for (let second = 1, window = 0; second <= seconds; second++) {
        const values = Object.fromEntries(
            COLUMNS.map((name) => [
                name,
                name.endsWith('_bytes') ? Math.floor((200 + 40 * noise()) * 256) * 4096 : Math.floor(100 + 50 * noise()),
            ]),
        );
        if (second === Math.floor(seconds / 3)) values.fds = 5000;
        line({ kind: 'sample', t: second + Math.floor(noise() * 900) / 1000, requests: second * 31, values });
        if (second % Math.floor(seconds / windows) === 0 && window < windows) {
            window++;
            line({
                kind: 'block',
                t: second + 0.95,
                index: window,
                stage: 'blocks',
                frozen: false,
                started: second - seconds / windows,
                load_ended: second,
                planned: [],
                completed: [],
                failed: [],
                total_requests: second * 31,
                floors: { anonymous_bytes: 209715200 + Math.floor(noise() * 256) * 4096, fds: 100 + Math.floor(noise() * 3) },
                evidence: {},
            });
        }
    }
    line({ kind: 'stage', t: seconds + 0.99, stage: 'stop', note: '' });
    closeSync(file);
    writeFileSync(join(folder, 'target.log'), '');
    return folder;
}
