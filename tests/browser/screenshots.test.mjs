// Pictures of every kind of page for people to look at, in screenshots/.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, open, widths, withPage } from './browser.mjs';
import { allKinds, expectedOf } from './pages.mjs';

const folder = new URL('./screenshots/', import.meta.url).pathname;
const kinds = await allKinds();
let browser;

before(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

for (const [width, colorScheme] of [
  ['wide', 'light'],
  ['wide', 'dark'],
  ['phone', 'light'],
]) {
  const viewport = widths[width];
  test(`pictures, ${width}, ${colorScheme}`, async (t) => {
    for (const kind of kinds) {
      await t.test(kind.name, () =>
        withPage(
          browser,
          { viewport, colorScheme },
          async (page) => {
            await open(page, kind);
            const path = `${folder}${kind.name}-${width}-${colorScheme}.png`;
            const picture = await page.screenshot({ path, fullPage: true, timeout: 60_000 });
            assert.ok(picture.length > 1_000);
          },
          expectedOf(kind),
        ),
      );
    }
  });
}
