import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// One script and one style sheet under fixed names: LeakGate.Reports embeds them (Viewer.targets).
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'leakgate', fileName: () => 'viewer.js', cssFileName: 'viewer' },
    reportCompressedSize: false,
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
