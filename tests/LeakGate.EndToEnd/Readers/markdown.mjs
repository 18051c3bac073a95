// Renders GitHub's Markdown by a library that is not ours, without cleaning it up: markdown.mjs < ["page", …] > ["<!doctype …", …]
// Raw HTML is kept, so that a name which got through would be an element of the page.
import { text } from 'node:stream/consumers';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';

const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeStringify);
const pages = [];
for (const markdown of JSON.parse(await text(process.stdin))) {
  const page = await renderer.process(markdown);
  pages.push(
    `<!doctype html><meta charset="utf-8"><style>body{font:14px/1.5 sans-serif;max-width:960px}td,th{border:1px solid #ccc;padding:4px 8px}table{border-collapse:collapse}</style><body>${page}`,
  );
}
console.log(JSON.stringify(pages));
