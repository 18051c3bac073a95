import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A headless Chromium over the DevTools protocol on pipes: no port is opened. */
export class Chromium {
    #process;
    #profile;
    #next = 1;
    #waiting = new Map();
    #rest = '';

    static async start() {
        const browser = new Chromium();
        const program = process.env.PATH.split(':')
            .flatMap((folder) => [join(folder, 'chromium'), join(folder, 'chromium-browser')])
            .find(existsSync);
        if (!program) throw new Error('There is no Chromium in PATH: scripts/install.sh test installs it.');
        browser.#profile = mkdtempSync(join(tmpdir(), 'leakgate-chromium-'));
        browser.#process = spawn(
            program,
            ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${browser.#profile}`],
            {
                stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
            },
        );
        browser.#process.stdio[4].on('data', (data) => browser.#read(data.toString()));
        return browser;
    }

    /** Milliseconds until the sentence and the first plots stand. */
    async timeToPlot(address) {
        return this.#page(
            address,
            `new Promise(done => {
      let sentence = 0;
      const look = () => {
        if (!sentence && document.querySelector('h1')) sentence = performance.now();
        if (document.querySelector('.uplotbox canvas')) requestAnimationFrame(() => done({ sentence, plot: performance.now() }));
        else requestAnimationFrame(look);
      };
      look();
    })`,
            true,
        );
    }

    /** The value of an expression on a page that has loaded. */
    async evaluate(address, expression) {
        return this.#page(address, expression, false);
    }

    async end() {
        await this.#send('Browser.close');
        await new Promise((done) => (this.#process.exitCode === null ? this.#process.once('exit', done) : done()));
        rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    }

    async #page(address, expression, early) {
        const { targetId } = await this.#send('Target.createTarget', { url: 'about:blank' });
        const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true });
        await this.#send('Page.enable', {}, sessionId);
        if (early) {
            await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: `window.seen = ${expression}` }, sessionId);
        }
        const loaded = early ? null : this.#event('Page.loadEventFired', sessionId);
        await this.#send('Page.navigate', { url: address }, sessionId);
        await loaded;
        const { result, exceptionDetails } = await this.#send(
            'Runtime.evaluate',
            { expression: early ? 'window.seen' : expression, awaitPromise: true, returnByValue: true },
            sessionId,
        );
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        await this.#send('Target.closeTarget', { targetId });
        return result.value;
    }

    #event(method, sessionId) {
        return new Promise((done) => this.#waiting.set(`${sessionId} ${method}`, { done }));
    }

    #send(method, params = {}, sessionId = undefined) {
        const id = this.#next++;
        this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
        return new Promise((done, failed) => this.#waiting.set(id, { done, failed }));
    }

    #read(text) {
        const parts = (this.#rest + text).split('\0');
        this.#rest = parts.pop();
        for (const message of parts.map((part) => JSON.parse(part))) {
            const key = message.id ?? `${message.sessionId} ${message.method}`;
            const waiting = this.#waiting.get(key);
            this.#waiting.delete(key);
            if (message.error) waiting?.failed(new Error(message.error.message));
            else waiting?.done(message.result ?? message.params);
        }
    }
}
