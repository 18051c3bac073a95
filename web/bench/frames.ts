import type { CurveRow } from '../src/charts/curves';
import { CurvePlot, type PlotLook } from '../src/charts/curvePlot';

const COUNT = 60;

function row(points: number): CurveRow {
  const time = Array.from({ length: points }, (_, i) => i);
  const values = time.map((i) => 500 + 300 * Math.sin(i / 5000) + ((i * 7919) % 101));
  return {
    key: 'a',
    kind: 'clean',
    entry: null,
    outcome: 'clean',
    column: 'a',
    bytes: false,
    time,
    values,
    floors: [],
    gaps: [],
    highest: 1000,
    owner: null,
  };
}

/** Milliseconds from a new window of time until the frame is drawn. */
async function frames(points: number): Promise<{ points: number; median: number; slowest: number }> {
  const place = document.getElementById('place')!;
  place.replaceChildren();
  const look: PlotLook = { row: row(points), bands: [], from: 0, to: points, width: 1200, height: 96, tick: String };
  const plot = new CurvePlot(place, look);
  const times: number[] = [];
  for (let i = 0; i < COUNT; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    plot.update({ ...look, from: i * points * 0.001, to: points - i * points * 0.001 });
    // uPlot draws in a microtask; reading a pixel waits until it is done.
    await Promise.resolve();
    place.querySelector('canvas')!.getContext('2d')!.getImageData(0, 0, 1, 1);
    times.push(performance.now() - start);
  }
  plot.destroy();
  times.sort((a, b) => a - b);
  return { points, median: times[COUNT / 2]!, slowest: times[COUNT - 1]! };
}

Object.assign(window, {
  measure: async () => ({
    browser: navigator.userAgent.match(/(Headless)?Chrome\/[\d]+/)?.[0] ?? navigator.userAgent,
    count: COUNT,
    rows: [await frames(10_000), await frames(100_000), await frames(1_000_000)],
  }),
});
