// Words and figures of the site, in both languages.
export const words = {
  en: {
    title: 'LeakGate: runs', badge: 'leaks', none: 'none', noRuns: 'no runs yet', undecided: 'undecided', failed: 'failed',
    latest: 'Latest run', trends: 'Memory per request over runs', runs: 'Past runs', allure: 'Allure report with history',
    when: 'when (UTC)', profile: 'profile', branch: 'branch', commit: 'commit', target: 'target', verdict: 'verdict', memory: 'memory per request',
    leaks: 'leaks', report: 'report', build: 'build', removed: 'no page', expected: 'expected', request: 'request', shown: 'estimate with its interval',
    verdicts: { clean: '✓ clean', leak: '▲ leak', inconclusive: '~ undecided', failed: '× failed' },
  },
  ru: {
    title: 'LeakGate: запуски', badge: 'утечки', none: 'нет', noRuns: 'запусков ещё нет', undecided: 'не решено', failed: 'сбой',
    latest: 'Последний запуск', trends: 'Память на запрос по запускам', runs: 'Прошлые запуски', allure: 'Отчёт Allure с историей',
    when: 'когда (UTC)', profile: 'профиль', branch: 'ветка', commit: 'коммит', target: 'цель', verdict: 'вердикт', memory: 'память на запрос',
    leaks: 'утечки', report: 'отчёт', build: 'сборка', removed: 'без страницы', expected: 'ожидаемо', request: 'запрос', shown: 'оценка с интервалом',
    verdicts: { clean: '✓ чисто', leak: '▲ утечка', inconclusive: '~ не решено', failed: '× сбой' },
  },
};

export const escape = (text) =>
  String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/gu, '')
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** 308 B, 3.97 KiB: three digits, as LeakGate's own reports round. */
export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let n = value;
  let unit = 0;
  while (Math.abs(n) >= 1024 && unit < units.length - 1) {
    n /= 1024;
    unit += 1;
  }
  const digits = Math.abs(n) >= 100 ? 0 : Math.abs(n) >= 10 ? 1 : 2;
  return `${n.toFixed(digits)} ${units[unit]}`;
}

/** A bound that is rounded must not promise more than was shown. */
export function bound(value) {
  let unit = 1;
  while (value / unit >= 1024 && unit < 1024 ** 3) {
    unit *= 1024;
  }
  const n = value / unit;
  const step = n >= 100 ? 1 : n >= 10 ? 10 : 100;
  return bytes((Math.ceil(n * step - 1e-9) / step) * unit);
}

export const asExpected = (t) => t.verdict === t.expect;
