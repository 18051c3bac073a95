// Checks documents by a JSON Schema with Ajv, a validator that is not ours: schema.mjs SCHEMA FILE…
// One line for each file: its name and "valid", or the places and reasons. Exit code 1 when any is not valid.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import YAML from 'yaml';

const [schema, ...files] = process.argv.slice(2);
// strictRequired and strictTypes ask for a style in which a schema repeats itself; everything else that is strict stays.
const ajv = new Ajv.default({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const file of files) {
  const valid = validate(YAML.parse(readFileSync(file, 'utf8')));
  console.log(`${file}: ${valid ? 'valid' : validate.errors.map((error) => `${error.instancePath} ${error.message}`).join('; ')}`);
  process.exitCode = valid ? process.exitCode : 1;
}
