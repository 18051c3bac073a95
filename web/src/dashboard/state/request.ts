/** What a start asks for, as POST /runs reads it. */
export interface StartRequest {
  targets?: string[];
  profile?: string;
  at_once?: boolean;
  port?: number;
  container?: string;
  command?: string[];
  url?: string;
  watch_for?: string;
}

export type Kind = 'targets' | 'port' | 'container' | 'command';

export interface Form {
  kind: Kind;
  targets: string[];
  profile: string;
  atOnce: boolean;
  port: string;
  container: string;
  command: string;
  url: string;
  watchFor: string;
}

export function requestOf(form: Form): StartRequest {
  const { kind } = form;
  const profile = form.profile && kind !== 'port' && kind !== 'container' ? { profile: form.profile } : {};
  if (kind === 'targets') return { targets: form.targets, ...profile, ...(form.atOnce ? { at_once: true } : {}) };
  const url = form.url.trim() ? { url: form.url.trim() } : {};
  if (kind === 'command') return { command: wordsOf(form.command), ...url, ...profile };
  const watch = form.watchFor.trim() ? { watch_for: form.watchFor.trim() } : {};
  return { ...(kind === 'port' ? { port: Number(form.port) } : { container: form.container }), ...url, ...watch };
}

/** The words of a command line; quotes hold words together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}

/** The command as it would be typed. */
export function typedAs(request: StartRequest): string {
  const words = ['leakgate'];
  if (request.port !== undefined) words.push('attach', ...(request.port > 0 ? ['--port', String(request.port)] : []));
  else if (request.container !== undefined) words.push('attach', ...(request.container ? ['--container', request.container] : []));
  else words.push('run');
  for (const target of request.targets ?? []) words.push('--target', target);
  if (request.profile) words.push('--profile', request.profile);
  if (request.at_once) words.push('--parallel');
  if (request.url) words.push('--url', request.url);
  if (request.watch_for) words.push('--no-load', '--duration', request.watch_for);
  if (request.command?.length) words.push('--', ...request.command);
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
