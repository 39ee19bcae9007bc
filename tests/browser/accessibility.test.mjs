// axe finds no violation on any kind of page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, open, widths, withPage } from './browser.mjs';
import { allKinds, expectedOf } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kinds = await allKinds();
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [colorScheme, width] of [
  ['light', 'wide'],
  ['light', 'phone'],
  ['dark', 'wide'],
]) {
  const viewport = widths[width];
  test(`axe, ${colorScheme}, ${width}`, async (t) => {
    for (const kind of kinds) {
      await t.test(kind.name, () =>
        // The site forbids scripts that are not its own; the one that looks at it is let in here.
        withPage(
          browser,
          { colorScheme, viewport, bypassCSP: true },
          async (page) => {
            await open(page, kind);
            for (const details of await page.locator('details').all()) {
              await details.evaluate((element) => {
                element.open = true;
              });
            }
            await page.evaluate(axe);
            const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
            assert.deepEqual(found.violations.flatMap(sentences), [], kind.path);
          },
          expectedOf(kind),
        ),
      );
    }
  });
}

/** A violation in a form that says where to look. */
function sentences(violation) {
  return violation.nodes.slice(0, 5).map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
    return `${violation.id} (${violation.impact}) at ${node.target.join(' ')}: ${why}`;
  });
}
