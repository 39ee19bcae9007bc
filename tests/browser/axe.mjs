// What axe finds wrong with a page, as sentences that say where to look.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Everything that is folded is opened first. With `rules`, those alone are asked.
 *
 * The site forbids scripts that are not its own; the page has to be made with `bypassCSP`.
 */
export async function axeFaults(page, rules) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe);
  const found = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }),
    rules,
  );
  return found.violations.flatMap(sentences);
}

function sentences(violation) {
  return violation.nodes.slice(0, 5).map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
    return `${violation.id} (${violation.impact}) at ${node.target.join(' ')}: ${why}`;
  });
}
