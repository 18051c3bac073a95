// Allure 3 takes history and categories from here; scripts/allure-report.sh puts this file beside the results.
import { readFileSync } from 'node:fs';

export default {
  name: 'LeakGate',
  output: process.env.ALLURE_OUTPUT,
  historyPath: process.env.ALLURE_HISTORY,
  categories: JSON.parse(readFileSync('./allure-results/categories.json', 'utf8')),
  plugins: { awesome: { options: {} } },
};
