import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The pages of `leakgate serve`: LeakGate.Server embeds them (Viewer.targets).
export default defineConfig({
  plugins: [svelte()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    lib: {
      entry: 'src/dashboard/main.ts',
      formats: ['iife'],
      name: 'leakgate',
      fileName: () => 'dashboard.js',
      cssFileName: 'dashboard',
    },
    reportCompressedSize: false,
    // SignalR marks some calls in a place where the bundler can't read it; nothing depends on it.
    rollupOptions: { onwarn: (warning, tell) => warning.code !== 'INVALID_ANNOTATION' && tell(warning) },
  },
});
