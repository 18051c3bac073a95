// npm run bench (or make bench-viewer): measures the viewer and writes docs/measurements/viewer.md. Recorded, never asserted.
// Chromium is driven over its own protocol, so that nothing beside the viewer's packages and a browser is needed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Chromium } from './chromium.mjs';
import { writeDay } from './day.mjs';
import { framesPage } from './frames.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tool = join(root, 'src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll');
const bundle = join(root, 'src/LeakGate.Reports/obj/viewer');
const work = mkdtempSync(join(tmpdir(), 'leakgate-viewer-'));
const REPEATS = 5;
const kb = (bytes) => (bytes / 1000).toFixed(1) + ' kB';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

try {
    const pages = {};
    for (const [name, seconds] of [
        ['a minute', 60],
        ['an hour', 3600],
        ['a day', 86400],
    ]) {
        const folder = writeDay(join(work, name.replace(' ', '-')), seconds);
        const started = performance.now();
        execFileSync('dotnet', [tool, 'report', folder, '--format', 'html'], { stdio: 'ignore' });
        pages[name] = { file: join(folder, 'report.html'), written: performance.now() - started, seconds };
    }

    const browser = await Chromium.start();
    const rows = [];
    let frames;
    try {
        for (const [name, page] of Object.entries(pages)) {
            const opened = [];
            for (let i = 0; i < REPEATS; i++) opened.push(await browser.timeToPlot('file://' + page.file));
            rows.push({
                name,
                size: statSync(page.file).size,
                written: page.written,
                sentence: median(opened.map((o) => o.sentence)),
                plot: median(opened.map((o) => o.plot)),
            });
        }
        frames = await browser.evaluate(await framesPage(root, work), 'measure()');
    } finally {
        await browser.end();
    }

    const [script, style] = ['viewer.js', 'viewer.css'].map((name) => readFileSync(join(bundle, name)));
    const version = execFileSync('node', ['--version']).toString().trim();
    writeFileSync(
        join(root, 'docs/measurements/viewer.md'),
        `# The viewer, measured

Written by \`make bench-viewer\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0].model.trim()}), ${frames.browser}, without a graphics processor, Node.js ${version}. Figures are recorded, not asserted: they are those of this machine while other work went on on it.

## Size

| part | bytes | gzip |
| --- | --- | --- |
| script | ${kb(script.length)} | ${kb(gzipSync(script).length)} |
| style | ${kb(style.length)} | ${kb(gzipSync(style).length)} |

## Opening a report

12 resources at 1 Hz, every reading different, so nothing can be left out for being level. Time from the start of navigation, median of ${REPEATS}; *first plot*: the floors and the first curve stand.

| recorded | samples | report.html | written by \`leakgate report\` in | sentence | first plot |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.name} | ${pages[row.name].seconds.toLocaleString('en-US')} | ${kb(row.size)} | ${(row.written / 1000).toFixed(1)} s | ${row.sentence.toFixed(0)} ms | ${row.plot.toFixed(0)} ms |`).join('\n')}

## Frames

One curve as the viewer draws it (\`src/charts/curvePlot.ts\`), 1,200 px wide, a new window of time each frame: what zooming and moving cost. A report is thinned long before that; a live page may hold as much.

| points | median frame | slowest of ${frames.count} |
| --- | --- | --- |
${frames.rows.map((row) => `| ${row.points.toLocaleString('en-US')} | ${row.median.toFixed(1)} ms | ${row.slowest.toFixed(1)} ms |`).join('\n')}
`,
    );
} finally {
    rmSync(work, { recursive: true, force: true });
}
