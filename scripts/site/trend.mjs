// One target's memory per request over the last runs, as a picture.
import { bytes, escape } from './words.mjs';

const most = 60;
const [width, height, left, bottom, top] = [440, 150, 64, 22, 10];

export function trend(runs, target, w) {
  const points = runs
    .flatMap((run) => run.targets.filter((t) => t.target === target && t.memory).map((t) => ({ run, ...t.memory })))
    .slice(0, most)
    .reverse();
  if (points.length === 0) {
    return '';
  }
  const high = Math.max(...points.map((p) => p.high), 1);
  const low = Math.min(...points.map((p) => p.low), 0);
  const x = (i) => left + ((width - left - 12) * (points.length === 1 ? 0.5 : i / (points.length - 1)));
  const y = (v) => top + (height - top - bottom) * (1 - (v - low) / (high - low));
  const at = (n) => n.toFixed(1);
  const marks = points.map((p, i) => `<g><title>${escape(p.run.id)}: ${bytes(p.estimate)} (${bytes(p.low)} – ${bytes(p.high)})</title><path d="M${at(x(i))} ${at(y(p.low))}V${at(y(p.high))}" stroke="currentColor" stroke-opacity=".4"/><circle cx="${at(x(i))}" cy="${at(y(p.estimate))}" r="2.5" fill="currentColor"/></g>`);
  const line = points.map((p, i) => `${i ? 'L' : 'M'}${at(x(i))} ${at(y(p.estimate))}`).join('');
  const scale = [...new Set([low, 0, high])].map((v) => `<text x="${left - 6}" y="${at(y(v) + 4)}" text-anchor="end">${bytes(v)}</text><path d="M${left} ${at(y(v))}H${width - 8}" stroke="currentColor" stroke-opacity=".2"/>`);
  const ends = [[points[0], left, 'start'], [points.at(-1), width - 8, 'end']].slice(points.length === 1 ? 1 : 0);
  const days = ends.map(([p, px, anchor]) => `<text x="${px}" y="${height - 6}" text-anchor="${anchor}">${escape(p.run.started.slice(0, 10))}</text>`);
  return `<figure><figcaption>${escape(target)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(target)}: ${w.memory}, ${points.length}">${scale.join('')}<path d="${line}" fill="none" stroke="currentColor"/>${marks.join('')}${days.join('')}</svg></figure>`;
}
