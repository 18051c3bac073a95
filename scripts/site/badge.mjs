// The badge: what the last run on record says of those targets that are expected to be clean.
import { asExpected, bound, escape, words } from './words.mjs';

export function badge(runs, lang) {
  const w = words[lang];
  const [text, colour] = says(runs[0], w);
  // Without a font at hand the width is that of the widest common sans: a text shrinks into its box by textLength, never out of it.
  const width = (s) => Math.round([...s].length * 6.6) + 12;
  const [left, right] = [width(w.badge), width(text)];
  const all = left + right;
  const label = escape(`${w.badge}: ${text}`);
  const word = (s, x, box) => `<text x="${x}" y="14" textLength="${box - 12}" lengthAdjust="spacingAndGlyphs">${escape(s)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="20" role="img" aria-label="${label}">
<title>${label}</title>
<clipPath id="r"><rect width="${all}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${word(w.badge, 6, left)}${word(text, left + 6, right)}</g>
</svg>
`;
}

function says(run, w) {
  if (!run) {
    return [w.noRuns, '#666'];
  }
  const judged = run.targets.filter((t) => t.expect === 'clean');
  const wrong = run.targets.filter((t) => !asExpected(t));
  const leaking = judged.filter((t) => t.verdict === 'leak');
  if (leaking.length > 0) {
    return [[...new Set(leaking.flatMap((t) => t.leak_types))].map((type) => type.replaceAll('_', ' ').replace(/ leak$/, '')).join(', '), '#b3261e'];
  }
  if (wrong.some((t) => t.verdict === 'failed')) {
    return [w.failed, '#7a4300'];
  }
  // An expected leak that was not found, or nothing to say of a clean target: no green badge.
  if (wrong.length > 0 || judged.length === 0) {
    return [w.undecided, '#7a4300'];
  }
  const highest = Math.max(...judged.map((t) => t.memory?.high ?? Number.NaN));
  return [Number.isFinite(highest) ? `${w.none} · < ${bound(highest)}/${w.request}` : w.none, '#1b6e3c'];
}
