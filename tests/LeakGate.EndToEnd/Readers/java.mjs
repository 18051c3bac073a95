// Parses Java files, named on the command line, and says how many it was; a file that is not Java ends it with the place.
import { readFileSync } from 'node:fs';
import { parse } from 'java-parser';

for (const file of process.argv.slice(2)) {
  try {
    parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    console.error(`${file}: ${fault.message}`);
    process.exit(1);
  }
}
console.log(`${process.argv.length - 2} parsed`);
