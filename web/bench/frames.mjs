import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** A page that holds the viewer's own curve and measures it; its address. */
export async function framesPage(root, work) {
    await build({
        root: join(root, 'web'),
        configFile: false,
        logLevel: 'error',
        build: {
            outDir: join(work, 'frames'),
            lib: { entry: join(root, 'web/bench/frames.ts'), formats: ['iife'], name: 'bench', fileName: () => 'frames.js' },
        },
    });
    const page = join(work, 'frames', 'frames.html');
    writeFileSync(
        page,
        '<!doctype html><meta charset="utf-8"><style>:root{--sans:sans-serif}</style><div id="place"></div><script src="frames.js"></script>',
    );
    return 'file://' + page;
}
