'use strict';
const russian = navigator.language.startsWith('ru');
const say = (english, other) => (russian ? other : english);
const at = (id) => document.getElementById(id);
let next = null;

async function ask(path) {
  const token = sessionStorage.getItem('token');
  const answer = await fetch(path, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
  if (answer.status === 401) {
    at('access').hidden = false;
    throw new Error(say('This server wants its token.', 'Серверу нужен токен.'));
  }
  if (!answer.ok) throw new Error((await answer.json()).detail);
  at('access').hidden = true;
  return answer.json();
}

function cell(row, text, link) {
  const made = row.insertCell();
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link;
    anchor.textContent = text;
    made.append(anchor);
  } else made.textContent = text;
}

async function runs(cursor) {
  const page = await ask('/api/v1/runs' + (cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''));
  if (!cursor) at('runs').replaceChildren();
  for (const run of page.runs) {
    const row = at('runs').insertRow();
    cell(row, run.run_id, `/api/v1/runs/${encodeURIComponent(run.run_id)}/files/${encodeURIComponent(run.target)}/report.html`);
    cell(row, run.target);
    cell(row, run.verdict);
    cell(row, run.branch);
    cell(row, run.commit.slice(0, 10));
    cell(row, new Date(run.started).toLocaleString());
  }
  next = page.next ?? null;
  at('more').hidden = next === null;
  at('told').textContent = say(`${page.total} runs in the history`, `Прогонов в истории: ${page.total}`);
}

async function now() {
  const queue = await ask('/api/v1/queue');
  at('now').replaceChildren(...queue.runs.filter((run) => run.state !== 'ended').map((run) => {
    const item = document.createElement('li');
    item.textContent = `${run.run_id} ${run.state} ${run.targets.join(', ')}`;
    return item;
  }));
}

async function show() {
  try {
    await runs();
    await now();
  } catch (fault) {
    at('told').textContent = fault.message;
  }
}

document.documentElement.lang = russian ? 'ru' : 'en';
at('now-title').textContent = say('Now', 'Сейчас');
at('runs-title').textContent = say('Runs', 'Прогоны');
at('more').textContent = say('More', 'Ещё');
for (const name of [['Run', 'Прогон'], ['Target', 'Цель'], ['Verdict', 'Вердикт'], ['Branch', 'Ветка'], ['Commit', 'Коммит'], ['Started', 'Начало']]) {
  const head = document.createElement('th');
  head.textContent = say(...name);
  at('head').append(head);
}
at('more').addEventListener('click', () => runs(next));
at('access').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('token', at('token').value);
  show();
});
setInterval(() => now().catch((fault) => { at('told').textContent = fault.message; }), 2000);
show();
