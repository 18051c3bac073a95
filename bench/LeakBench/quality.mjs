// The results of LeakBench, counted; docs/detection-quality.md and its Russian twin are written from the counts alone.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const columns = ['started', 'version', 'program', 'runtime', 'shape', 'profile', 'rate', 'label', 'half', 'verdict', 'reason', 'leak_types', 'right_type', 'request', 'right_request',
  'estimate', 'each', 'seconds_to_verdict', 'requests_per_second', 'bound_bytes', 'bound_count', 'machine_load', 'rule_growth', 'rule_r2', 'rule_mann_kendall', 'not_clean'];

/** The lines of a results file by the columns of its first line; none where there is no file. */
export const readResults = (file) => {
  const [names, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(',')) : [[]];
  return lines.map((values) => Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])));
};

const logFactorials = [0];
const logFactorial = (n) => {
  for (let i = logFactorials.length; i <= n; i++) {
    logFactorials.push(logFactorials[i - 1] + Math.log(i));
  }
  return logFactorials[n];
};

/** Chance of at most k of n at a rate. */
const atMost = (k, n, rate) => {
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logFactorial(n) - logFactorial(i) - logFactorial(n - i) + (i ? i * Math.log(rate) : 0) + (n - i ? (n - i) * Math.log1p(-rate) : 0));
  }
  return sum;
};

/** The largest rate that k of n leave possible, one-sided at 95 % (Clopper and Pearson 1934). */
export const upperBound = (k, n) => {
  if (k >= n) {
    return 1;
  }
  let [low, high] = [k / n, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    [low, high] = atMost(k, n, middle) > 0.05 ? [middle, high] : [low, middle];
  }
  return high;
};

/** The least rate that k of n leave possible. */
export const lowerBound = (k, n) => 1 - upperBound(n - k, n);

const median = (values) => {
  const sorted = values.map(Number).sort((a, b) => a - b);
  return sorted.length === 0 ? undefined : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/** Three rules that look at one curve, on the memory of a run from its first request to its last: seconds and bytes. */
export const simpleRules = (points) => {
  const n = points.length;
  if (n < 8) {
    return { rule_growth: '', rule_r2: '', rule_mann_kendall: '' };
  }
  const [first, last] = [points[0], points[n - 1]];
  const growth = last[1] - first[1];
  const minutes = (last[0] - first[0]) / 60;
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / n;
  const [meanT, meanY] = [mean(0), mean(1)];
  let [tt, ty, yy, s] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [t, y] = [points[i][0] - meanT, points[i][1] - meanY];
    [tt, ty, yy] = [tt + t * t, ty + t * y, yy + y * y];
    for (let j = 0; j < i; j++) {
      s += Math.sign(points[i][1] - points[j][1]);
    }
  }
  const z = s > 0 ? (s - 1) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18) : 0;
  return {
    rule_growth: Number(growth > 50e6 && growth / minutes > 5e6),
    rule_r2: Number(ty > 0 && yy > 0 && (ty * ty) / (tt * yy) >= 0.8),
    rule_mann_kendall: Number(z > 2.326),
  };
};

const texts = {
  en: {
    title: '# How well LeakGate decides', twin: '[По-русски](detection-quality.ru.md)',
    intro: (rows, names, load) => `\`make leakbench\` makes this page: ${rows} runs of ${names} labelled programs, every one of them counted. Programs, labels and halves stand in \`bench/LeakBench/catalogue.mjs\`, every run in \`bench/LeakBench/results.csv\`. No constant of the judge was chosen by a run of the half *validation*. That warm-up rises to the load of a judged block, and that a second round is judged anew, was found on programs of the half *tuning* that the judge before left undecided. Bounds are one-sided at 95 % (Clopper and Pearson): what the counts so far leave possible. The load average of the machine when a run began stands in each line of the results; its median was ${load}: a figure far above the number of cores says that other work was going on.`,
    again: '`make leakbench LEAKBENCH="--half validation --runs 3"` runs what the results do not hold yet, one program after the other; each takes one to two minutes. `--only` chooses programs by a pattern, `--rate 200/s` sets the load, `--list` shows the programs and what is not installed, `--try` what each keeps under two seconds of load. A run counts for the commit that last changed `src/`, and the tables count all of them. Growth is held against what a request keeps, with what the allocator takes for it where that is more than a tenth: 112 bytes for the 100 of `c-slow-shown`, 136 for those of `rust-slow-shown`, whose labels said 100 until 27 November 2026, and 4,950 or 4,970 for the 4,096 of the Perl programs (`python3 bench/LeakBench/each.py perl linear` measures it without LeakGate), whose labels said 4,096 until 30 November 2026.',
    promise: 'How it decides, and where it can be wrong: [detection](detection.md).',
    profile: (name, rate) => `## Profile ${name}, rate ${rate}`, figures: '| figure | goal | all | validation | tuning |', halfTitle: (half) => `## Programs of the half ${half}`,
    falseLeak: 'leak told of a clean program', inconclusiveClean: 'clean programs undecided', found: 'leaks of 2 margins and more found', foundFive: 'leaks of 5 margins and more found', missed: 'leaks called clean', notBegun: 'leaks that had not begun when *clean* was told; in no row above',
    request: 'leaking request named first', estimate: 'its growth within 20 %', leakTime: 'median seconds to *leak* (runs; at `max` those of 1,000 requests/s and more)', cleanTime: 'median seconds to *clean* (the same)',
    of: 'of', atMost: 'at most', atLeast: 'at least', none: '–',
    rulesTitle: '## Simple rules on the same runs', rules: '| rule, on memory between the first and the last reading | leak told of a clean program | memory leaks found |',
    rule: { growth: 'more than 50 MB, and more than 5 MB a minute', r2: 'a line fits with r² of at least 0.8', mann: 'Mann–Kendall at 1 %', ours: 'LeakGate' },
    rulesNote: 'Leaks of memory only: the rules see nothing else.',
    traces: '## Recorded data', tracesNote: (series, names) => `\`leakgate analyze\` on ${series} columns of ${names} recordings in \`bench/LeakBench/traces\`: the same programs under 50 requests a second for 600 seconds, one reading a second, as any monitor would take them. Each is judged twice: its first 210 seconds, and the whole. \`node bench/LeakBench/traces.mjs --judge\` judges them again, \`--record\` records what is missing. Of a clean program every column counts, of a leaking one those that its leak shows in; 100 bytes a request, far below the margin, are left out.`,
    traceLength: (seconds) => `${seconds} seconds`, traceFalse: 'leak told of a clean column', traceFound: 'leaking columns found', traceOpen: 'clean columns undecided', traceMissed: 'leaking columns called clean',
    tracesRules: 'The simple rules on the same whole recordings, anonymous memory alone:', tracesHead: '| program | column | label | verdict | reason |',
    before: '## Against the judge before', beforeNote: 'The judge before had one round of 12 blocks, and warm-up ended after a few hundred requests. Its runs stand in `bench/LeakBench/results-one-round.csv`; here are the programs that both have judged. They were run on a busier machine than most of those above.',
    beforeHead: '| judge | clean programs: clean, undecided, leak | leaks: leak, undecided, clean |', beforeOne: 'one round', beforeTwo: 'now',
    byRuntime: '## By runtime', runtime: '| runtime | clean programs: clean, undecided, leak | leaks: leak, undecided, clean |',
    byShape: '## By shape', shape: '| shape | label | leak | clean | undecided | failed |',
    wrong: '## Every run that was not decided rightly', wrongHead: '| program | label | verdict | reason | resources that were not clean | load of the machine |', nothing: 'None.',
  },
  ru: {
    title: '# Насколько хорошо LeakGate решает', twin: '[In English](detection-quality.md)',
    intro: (rows, names, load) => `Эту страницу делает \`make leakbench\`: запусков — ${rows}, размеченных программ — ${names}, сосчитан каждый запуск. Программы, метки и половины — в \`bench/LeakBench/catalogue.mjs\`, все запуски — в \`bench/LeakBench/results.csv\`. Ни одна постоянная судьи не выбрана по запуску из половины *validation*. Что разогрев доходит до нагрузки судимого блока и что второй круг судится заново, найдено на программах половины *tuning*, которых прежний судья не решил. Границы односторонние, 95 % (Клоппер и Пирсон): что ещё оставляют возможным нынешние числа. Средняя нагрузка машины при начале запуска стоит в каждой строке результатов; её медиана — ${load}: число намного больше числа ядер говорит, что шла и другая работа.`,
    again: '`make leakbench LEAKBENCH="--half validation --runs 3"` запускает то, чего в результатах ещё нет, одну программу за другой; каждая — от одной до двух минут. `--only` выбирает программы по образцу, `--rate 200/s` задаёт нагрузку, `--list` показывает программы и то, что не установлено, `--try` — что удерживает каждая за две секунды нагрузки. Запуск относится к коммиту, который последним менял `src/`, а таблицы считают все. Рост сравнивается с тем, что запрос удерживает, вместе с тем, что берёт на это распределитель памяти, где это больше десятой части: 112 байт для 100 у `c-slow-shown`, 136 у `rust-slow-shown`; до 27 ноября 2026 года их метки говорили 100; и 4950 или 4970 для 4096 у программ на Perl (`python3 bench/LeakBench/each.py perl linear` измеряет это без LeakGate); до 30 ноября 2026 года их метки говорили 4096.',
    promise: 'Как он решает и где может ошибаться: [обнаружение](detection.ru.md).',
    profile: (name, rate) => `## Профиль ${name}, частота ${rate}`, figures: '| величина | цель | все | validation | tuning |', halfTitle: (half) => `## Программы половины ${half}`,
    falseLeak: 'утечка названа у чистой программы', inconclusiveClean: 'чистые программы не решены', found: 'утечки от 2 порогов найдены', foundFive: 'утечки от 5 порогов найдены', missed: 'утечки названы чистыми', notBegun: 'утечки, которые к вердикту *чисто* ещё не начались; в строках выше их нет',
    request: 'протекающий запрос назван первым', estimate: 'его рост в пределах 20 %', leakTime: 'медиана секунд до *утечки* (запусков; при `max` — от 1000 запросов в секунду)', cleanTime: 'медиана секунд до *чисто* (так же)',
    of: 'из', atMost: 'не больше', atLeast: 'не меньше', none: '–',
    rulesTitle: '## Простые правила на тех же запусках', rules: '| правило, по памяти между первым и последним показанием | утечка названа у чистой программы | утечки памяти найдены |',
    rule: { growth: 'больше 50 МБ и больше 5 МБ в минуту', r2: 'прямая подходит с r² не меньше 0,8', mann: 'Манн–Кендалл на уровне 1 %', ours: 'LeakGate' },
    rulesNote: 'Только утечки памяти: другого правила не видят.',
    traces: '## Записанные данные', tracesNote: (series, names) => `\`leakgate analyze\` на записях из \`bench/LeakBench/traces\`: колонок — ${series}, записей — ${names}. Это те же программы под нагрузкой 50 запросов в секунду 600 секунд, одно показание в секунду, какие снял бы любой монитор. Каждая судится дважды: первые 210 секунд и целиком. \`node bench/LeakBench/traces.mjs --judge\` судит их заново, \`--record\` записывает недостающие. У чистой программы считается каждая колонка, у протекающей — те, где её утечка видна; 100 байт на запрос, намного меньше порога, не считаются.`,
    traceLength: (seconds) => `${seconds} секунд`, traceFalse: 'утечка названа у чистой колонки', traceFound: 'протекающие колонки найдены', traceOpen: 'чистые колонки не решены', traceMissed: 'протекающие колонки названы чистыми',
    tracesRules: 'Простые правила на тех же записях целиком, только анонимная память:', tracesHead: '| программа | колонка | метка | вердикт | причина |',
    before: '## Против прежнего судьи', beforeNote: 'У прежнего судьи был один круг в 12 блоков, а разогрев кончался после нескольких сотен запросов. Его запуски — в `bench/LeakBench/results-one-round.csv`; здесь программы, которые судили оба. Машина тогда была занята больше, чем в большинстве запусков выше.',
    beforeHead: '| судья | чистые программы: чисто, не решено, утечка | утечки: утечка, не решено, чисто |', beforeOne: 'один круг', beforeTwo: 'теперь',
    byRuntime: '## По средам выполнения', runtime: '| среда | чистые программы: чисто, не решено, утечка | утечки: утечка, не решено, чисто |',
    byShape: '## По формам', shape: '| форма | метка | утечка | чисто | не решено | отказ |',
    wrong: '## Все запуски, решённые неверно или никак', wrongHead: '| программа | метка | вердикт | причина | ресурсы, что не чисты | нагрузка машины |', nothing: 'Нет.',
  },
};

const page = (language, rows, earlier, catalogue, traces) => {
  const words = texts[language];
  const decimal = (text) => (language === 'ru' ? text.replace('.', ',') : text);
  const percent = (rate) => `${rate >= 0.995 ? '100' : decimal((100 * rate).toPrecision(2))} %`;
  const known = new Map(catalogue.map((one) => [one.name, one]));
  const one = (row) => known.get(row.program);
  // The margin is that of the mix, of which the leaking request is a part; where another margin was set, that one.
  const margins = (row) => {
    const entry = one(row);
    const margin = entry.types[0] === 'memory_leak' ? (entry.gate ? Number.parseFloat(entry.gate.memory) : 1024) : 0.001;
    return entry.mix / margin;
  };
  // A leak that begins 40 seconds after the first request is not there when a fast program was shown clean before.
  const begun = (row) => !(one(row).kind === 'late' && row.verdict === 'clean' && Number(row.seconds_to_verdict) < 40);
  const share = (chosen, right, most) => {
    if (chosen.length === 0) {
      return words.none;
    }
    const k = chosen.filter(right).length;
    const bound = most ? `${words.atMost} ${percent(upperBound(k, chosen.length))}` : `${words.atLeast} ${percent(lowerBound(k, chosen.length))}`;
    return `${k} ${words.of} ${chosen.length}; ${bound}`;
  };
  const time = (chosen) => {
    const middle = median(chosen.map((row) => row.seconds_to_verdict).filter((value) => value !== ''));
    return middle === undefined ? words.none : `${decimal(middle.toFixed(1))} (${chosen.length})`;
  };
  const lines = [words.title, '', words.twin, '', words.intro(rows.length, new Set(rows.map((row) => row.program)).size, decimal((median(rows.map((row) => row.machine_load)) ?? 0).toFixed(1))), '', words.promise, '', words.again, ''];
  const settings = [...new Set(rows.map((row) => `${row.profile} ${row.rate}`))].map((pair) => pair.split(' '));
  for (const [profile, rate] of settings) {
    const limits = rate === 'max' ? { leak: 60, clean: 60, least: 1000 } : { leak: 110, clean: 85, least: 0 };
    const all = rows.filter((row) => row.profile === profile && row.rate === rate && one(row));
    const halves = [all, all.filter((row) => one(row).half === 'validation'), all.filter((row) => one(row).half === 'tuning')];
    const clean = (part) => part.filter((row) => one(row).label === 'clean');
    const leaks = (part, least) => part.filter((row) => one(row).label === 'leak' && begun(row) && margins(row) >= least);
    const told = (part) => leaks(part, 0).filter((row) => row.verdict === 'leak');
    const row = (name, goal, figure) => lines.push(`| ${name} | ${goal} | ${halves.map(figure).join(' | ')} |`);
    lines.push(words.profile(profile, rate), '', words.figures, '| --- | --- | --- | --- | --- |');
    row(words.falseLeak, '0', (part) => share(clean(part), (run) => run.verdict === 'leak', true));
    row(words.inconclusiveClean, '≤ 5 %', (part) => share(clean(part), (run) => run.verdict === 'inconclusive', true));
    row(words.found, '≥ 95 %', (part) => share(leaks(part, 1.99), (run) => run.verdict === 'leak', false));
    row(words.foundFive, '≥ 99 %', (part) => share(leaks(part, 4.99), (run) => run.verdict === 'leak', false));
    row(words.missed, '0', (part) => share(leaks(part, 1.99), (run) => run.verdict === 'clean', true));
    row(words.notBegun, words.none, (part) => String(part.filter((run) => one(run).label === 'leak' && !begun(run)).length));
    row(words.request, '≥ 95 %', (part) => share(told(part).filter((run) => run.right_request !== ''), (run) => run.right_request === '1', false));
    row(words.estimate, '≥ 95 %', (part) => share(told(part).filter((run) => run.right_request === '1'), (run) => Math.abs(run.estimate / one(run).each - 1) <= 0.2, false));
    row(words.leakTime, `≤ ${limits.leak}`, (part) => time(told(part).filter((run) => Number(run.requests_per_second) >= limits.least)));
    row(words.cleanTime, `≤ ${limits.clean}`, (part) => time(clean(part).filter((run) => run.verdict === 'clean' && Number(run.requests_per_second) >= limits.least)));
    lines.push('');
  }
  const ruled = rows.filter((row) => row.rule_growth !== '' && one(row));
  const memory = (row) => one(row).label === 'leak' && begun(row) && one(row).types[0] === 'memory_leak';
  const rules = [[words.rule.growth, (row) => row.rule_growth === '1'], [words.rule.r2, (row) => row.rule_r2 === '1'],
    [words.rule.mann, (row) => row.rule_mann_kendall === '1'], [words.rule.ours, (row) => row.verdict === 'leak']];
  lines.push(words.rulesTitle, '', words.rules, '| --- | --- | --- |');
  for (const [name, tells] of rules) {
    lines.push(`| ${name} | ${share(ruled.filter((row) => one(row).label === 'clean'), tells, true)} | ${share(ruled.filter(memory), tells, false)} |`);
  }
  lines.push('', words.rulesNote, '', words.byRuntime, '', words.runtime, '| --- | --- | --- |');
  const counts = (chosen, verdicts) => verdicts.map((verdict) => chosen.filter((row) => row.verdict === verdict).length).join(', ');
  for (const runtime of new Set(catalogue.map((entry) => entry.runtime))) {
    const own = rows.filter((row) => one(row)?.runtime === runtime);
    if (own.length > 0) {
      lines.push(`| ${runtime} | ${counts(own.filter((row) => row.label === 'clean'), ['clean', 'inconclusive', 'leak'])} | ${counts(own.filter((row) => row.label === 'leak'), ['leak', 'inconclusive', 'clean'])} |`);
    }
  }
  const both = new Set(earlier.map((row) => row.program).filter((name) => rows.some((row) => row.program === name)));
  if (both.size > 0) {
    lines.push('', words.before, '', words.beforeNote, '', words.beforeHead, '| --- | --- | --- |');
    for (const [name, judged] of [[words.beforeOne, earlier], [words.beforeTwo, rows]]) {
      const own = judged.filter((row) => both.has(row.program));
      lines.push(`| ${name} | ${counts(own.filter((row) => row.label === 'clean'), ['clean', 'inconclusive', 'leak'])} | ${counts(own.filter((row) => row.label === 'leak'), ['leak', 'inconclusive', 'clean'])} |`);
    }
  }
  if (traces.length > 0) {
    const labelled = (part, label) => part.filter((row) => row.label === label);
    const lengths = [...new Set(traces.map((row) => Number(row.seconds)))];
    const whole = traces.filter((row) => Number(row.seconds) === Math.max(...lengths));
    lines.push('', words.traces, '', words.tracesNote(whole.length, new Set(traces.map((row) => row.program)).size));
    for (const length of lengths) {
      const all = traces.filter((row) => Number(row.seconds) === length);
      const halves = [all, all.filter((row) => one(row).half === 'validation'), all.filter((row) => one(row).half === 'tuning')];
      lines.push('', `### ${words.traceLength(length)}`, '', words.figures, '| --- | --- | --- | --- | --- |');
      for (const [name, goal, label, verdict, most] of [[words.traceFalse, '≤ 1 %', 'clean', 'leak', true], [words.traceFound, '≥ 90 %', 'leak', 'leak', false],
        [words.traceOpen, words.none, 'clean', 'inconclusive', true], [words.traceMissed, words.none, 'leak', 'clean', true]]) {
        lines.push(`| ${name} | ${goal} | ${halves.map((part) => share(labelled(part, label), (row) => row.verdict === verdict, most)).join(' | ')} |`);
      }
    }
    const ruled = whole.filter((row) => row.rule_growth !== '');
    lines.push('', words.tracesRules, '', words.rules, '| --- | --- | --- |');
    for (const [name, tells] of rules) {
      lines.push(`| ${name} | ${share(labelled(ruled, 'clean'), tells, true)} | ${share(labelled(ruled, 'leak'), tells, false)} |`);
    }
    const open = whole.filter((row) => row.verdict !== row.label);
    if (open.length > 0) {
      lines.push('', words.tracesHead, '| --- | --- | --- | --- | --- |', ...open.map((row) => `| ${row.program} | \`${row.column}\` | ${row.label} | ${row.verdict} | ${row.reason || words.none} |`));
    }
  }
  lines.push('', words.byShape, '', words.shape, '| --- | --- | --- | --- | --- | --- |');
  for (const kind of new Set(catalogue.map((entry) => entry.kind))) {
    const own = rows.filter((row) => one(row)?.kind === kind);
    if (own.length > 0) {
      lines.push(`| ${kind} | ${own[0].label} | ${[['leak'], ['clean'], ['inconclusive'], ['failed', 'none']].map((verdicts) => own.filter((row) => verdicts.includes(row.verdict)).length).join(' | ')} |`);
    }
  }
  for (const half of ['validation', 'tuning']) {
    const names = catalogue.filter((entry) => entry.half === half).map((entry) => `\`${entry.name}\``);
    lines.push('', words.halfTitle(half), '', `${names.join(', ')}.`);
  }
  const wrong = rows.filter((row) => row.verdict !== row.label);
  lines.push('', words.wrong, '', ...(wrong.length === 0 ? [words.nothing]
    : [words.wrongHead, '| --- | --- | --- | --- | --- | --- |', ...wrong.map((row) => `| ${row.program} | ${row.label} | ${row.verdict} | ${row.reason || words.none} | ${row.not_clean || words.none} | ${decimal(row.machine_load)} |`)]));
  return lines.join('\n') + '\n';
};

/** Writes both pages, each beside its place and then moved there. `earlier` are runs of the judge before, for comparison alone; `traces` judged recordings. */
export const writePages = (root, rows, earlier, catalogue, traces) => {
  for (const [language, name] of [['en', 'docs/detection-quality.md'], ['ru', 'docs/detection-quality.ru.md']]) {
    const file = join(root, name);
    writeFileSync(file + '.new', page(language, rows, earlier, catalogue, traces));
    renameSync(file + '.new', file);
  }
};
