// Each kind of page: no errors, nothing that axe finds, nothing that sticks out.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { open, overhang, start } from "./support/browser.mjs";
import { pages, widths } from "./support/addresses.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const screenshots = new URL("./screenshots/", import.meta.url).pathname;

let chromium;
before(async () => {
  mkdirSync(screenshots, { recursive: true });
  chromium = await start();
});
after(() => chromium.close());

for (const { name, path, status = 200 } of pages) {
  describe(name, () => {
    for (const [size, width] of Object.entries(widths)) {
      test(`fits ${width} pixels without errors`, async () => {
        const { context, page, faults } = await open(chromium.browser, { width, expected: status });
        const answer = await page.goto(path);
        assert.equal(answer.status(), status);
        assert.ok((await page.title()).length > 5, "the page has no title");
        assert.equal(await page.locator("h1").count(), 1, "one heading of the first level");
        assert.equal(await page.locator("main").count(), 1);
        const sticksOut = await overhang(page);
        await page.screenshot({ path: `${screenshots}${name}-${size}.png`, fullPage: true });
        assert.equal(sticksOut, null, JSON.stringify(sticksOut));
        assert.deepEqual(faults, []);
        await context.close();
      });
    }

    for (const colorScheme of ["light", "dark"]) {
      test(`axe finds nothing, ${colorScheme}`, async () => {
        for (const width of [widths.wide, widths.phone]) {
          // axe is put into the page as a script, which the site's own policy forbids.
          const { context, page } = await open(chromium.browser, { width, colorScheme, bypassCSP: true });
          await page.goto(path);
          await page.addScriptTag({ path: axe });
          const found = await page.evaluate(() => globalThis.axe.run());
          const told = found.violations.map(
            ({ id, help, nodes }) =>
              `${id} (${width}): ${help}\n  ${nodes
                .slice(0, 3)
                .map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`)
                .join("\n  ")}`,
          );
          if (colorScheme === "dark" && width === widths.wide) {
            await page.screenshot({ path: `${screenshots}${name}-dark.png`, fullPage: true });
          }
          await context.close();
          assert.equal(told.length, 0, told.join("\n"));
        }
      });
    }
  });
}
