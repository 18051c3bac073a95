// GitHub's package imports JSON without saying so, which only bundlers take: here Node.js is told.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export async function load(url, context, next) {
  return url.includes('/@actions/') && url.endsWith('.json')
    ? { format: 'module', shortCircuit: true, source: `export default ${readFileSync(fileURLToPath(url), 'utf8')}` }
    : next(url, context);
}
