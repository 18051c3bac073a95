// The index: the latest run, trends and past runs, in one page without scripts.
import { asExpected, bound, bytes, escape, words } from './words.mjs';
import { trend } from './trend.mjs';

export function page(runs, { allure, lang }) {
  const w = words[lang];
  const names = [...new Set(runs.flatMap((r) => r.targets.map((t) => t.target)))];
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${w.title}</title>
<style>${style}</style>
</head>
<body>
<h1>${w.title}</h1>
<p><img src="badge.svg" alt="${w.badge}" height="20">${allure ? ` <a href="allure/index.html">${w.allure}</a>` : ''}</p>
${runs.length === 0 ? `<p>${w.noRuns}</p>` : body(runs, names, w, lang)}
</body>
</html>
`;
}

function body(runs, names, w, lang) {
  const figures = names.map((name) => trend(runs, name, w)).filter(Boolean);
  return `<h2>${w.trends}</h2>
<p>${w.shown}</p>
<div class="trends">${figures.join('\n')}</div>
<h2>${w.runs}</h2>
<div class="wide"><table>
<thead><tr>${['when', 'profile', 'branch', 'commit', 'target', 'verdict', 'memory', 'leaks', 'report'].map((k) => `<th scope="col">${w[k]}</th>`).join('')}</tr></thead>
<tbody>
${runs.flatMap((run) => run.targets.map((t, i) => row(run, t, i, w, lang))).join('\n')}
</tbody>
</table></div>`;
}

function row(run, t, i, w) {
  const commit = escape(run.commit.slice(0, 10));
  const head = i > 0 ? '' : [
    `<time datetime="${escape(run.started)}">${escape(run.started.slice(0, 16).replace('T', ' '))}</time>`,
    escape(run.profile),
    escape(run.branch),
    run.build ? `<a href="${escape(run.build)}">${commit || w.build}</a>` : commit,
  ].map((cell) => `<td rowspan="${run.targets.length}">${cell}</td>`).join('');
  const verdict = `${w.verdicts[t.verdict] ?? escape(t.verdict)}${t.expect !== 'clean' && asExpected(t) ? ` (${w.expected})` : ''}`;
  const report = i > 0 ? '' : `<td rowspan="${run.targets.length}">${run.report ? `<a href="runs/${encodeURIComponent(run.id)}/index.html">${escape(run.id)}</a>` : `${escape(run.id)}: ${w.removed}`}</td>`;
  return `<tr class="${asExpected(t) ? 'good' : 'bad'}">${head}<th scope="row">${escape(t.target)}</th><td>${verdict}</td><td>${amount(t)}</td><td>${t.leak_types.map(escape).join(', ')}</td>${report}</tr>`;
}

/** Clean is a bound that was shown, anything else an estimate with its interval. */
function amount(t) {
  if (!t.memory) {
    return '';
  }
  return t.verdict === 'clean' ? `≤ ${bound(t.memory.high)}` : `${bytes(t.memory.estimate)} (${bytes(t.memory.low)} – ${bytes(t.memory.high)})`;
}

const style = `
:root{color-scheme:light dark;--line:#8884;--bad:#b3261e;--mark:#1f5fbf}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--mark:#8ab4f8}}
body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;padding:0 1rem;max-width:76rem}
a{color:var(--mark)}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;font-variant-numeric:tabular-nums}
tbody th{font-weight:400}.bad td:nth-last-child(n+1),.bad th{color:var(--bad)}
.trends{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 22rem}svg{width:100%;height:auto}
.trends text{fill:currentColor;font-size:11px}`;
