// axe finds no violation on any kind of page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './axe.mjs';
import { launch, open, widths, withPage } from './browser.mjs';
import { allKinds, expectedOf } from './pages.mjs';

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
            assert.deepEqual(await axeFaults(page), [], kind.path);
          },
          expectedOf(kind),
        ),
      );
    }
  });
}
