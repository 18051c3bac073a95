// svelte-check and editors look for this file. TypeScript in components needs no preprocessor.
export default { compilerOptions: { runes: true } };
