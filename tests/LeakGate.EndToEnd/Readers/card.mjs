// Reads a message for Teams with Microsoft's own library (its bundle: node does not find the parts of its modules) and writes a page that shows its card: card.mjs < message.json > index.html
// Exit code 1 and one line for each problem: what the library's parser or validator says, and every property that it does not know.
// The page wants adaptivecards.min.js beside it. Facts are shown as Markdown with its HTML kept, which is more than Teams reads: a
// name that got through would be an element of the page.
import { json } from 'node:stream/consumers';
import adaptive from 'adaptivecards/dist/adaptivecards.min.js';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';

const message = await json(process.stdin);
const problems = [];
if (message.type !== 'message' || message.attachments.length !== 1 || message.attachments[0].contentType !== 'application/vnd.microsoft.card.adaptive') {
  problems.push('the message is not one with a card');
}

const payload = message.attachments[0].content;
const context = new adaptive.SerializationContext(adaptive.Version.parse(payload.version, new adaptive.SerializationContext()));
const card = new adaptive.AdaptiveCard();
card.version = context.targetVersion;
card.parse(payload, context);
for (let i = 0; i < context.eventCount; i++) {
  problems.push(`parser: ${context.getEventAt(i).message}`);
}

problems.push(...card.validateProperties().validationEvents.map((event) => `validator: ${event.message}`));

// What the library does not know it drops without a word; so what it writes again is held against what it was given.
function compare(given, kept, place) {
  for (const [name, value] of Object.entries(given)) {
    // The host's own part of a card is no property of the library: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
    if (place === '' && ['msteams', '$schema'].includes(name)) {
      continue;
    }

    if (kept === undefined || kept === null || !(name in kept)) {
      problems.push(`unknown or needless: ${place}/${name}`);
    } else if (typeof value === 'object') {
      compare(value, kept[name], `${place}/${name}`);
    } else if (String(kept[name]).toLowerCase() !== String(value).toLowerCase()) {
      problems.push(`read differently: ${place}/${name}`);
    }
  }
}

compare(payload, card.toJSON(new adaptive.SerializationContext(context.targetVersion)), '');
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

const markdown = unified().use(remarkParse).use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw).use(rehypeStringify);
const facts = payload.body.filter((part) => part.type === 'FactSet').flatMap((set) => set.facts.flatMap((fact) => [fact.title, fact.value]));
const shown = Object.fromEntries(await Promise.all(facts.map(async (fact) => [fact, String(await markdown.process(fact))])));
const text = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

console.log(`<!doctype html><html lang="en"><meta charset="utf-8"><title>card</title>
<style>body{margin:24px;background:#f5f5f5}#card{width:720px;background:#fff;border:1px solid #ddd;border-radius:6px}p{margin:0}
.ac-pushButton{padding:6px 16px;border:1px solid #ccc;border-radius:4px;background:#fff;font:600 14px 'Segoe UI',Arial,sans-serif}</style>
<div id="card"></div><script src="adaptivecards.min.js"></script><script>
const shown = ${text(shown)};
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (given, result) => {
  if (given in shown) {
    result.outputHtml = shown[given];
    result.didProcess = true;
  }
};
const palette = { default: ['#242424', '#616161'], accent: ['#5b5fc7', '#5b5fc7'], good: ['#237b4b', '#237b4b'], warning: ['#8a5700', '#8a5700'], attention: ['#c4314b', '#c4314b'] };
const card = new AdaptiveCards.AdaptiveCard();
card.hostConfig = new AdaptiveCards.HostConfig({
  fontFamily: "'Segoe UI', Arial, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  containerStyles: { default: { backgroundColor: '#ffffff', foregroundColors: Object.fromEntries(Object.entries(palette).map(([name, [plain, subtle]]) => [name, { default: plain, subtle }])) } },
  factSet: { title: { weight: 'Bolder', maxWidth: 150 }, spacing: 12 },
});
card.onExecuteAction = (action) => { window.opened = action.url; };
card.parse(${text(payload)});
document.getElementById('card').append(card.render());
</script></html>`);
