// What somebody does who looks for a contract: from the home page to a download.
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { after, before, test } from "node:test";
import { open, start } from "./support/browser.mjs";

let chromium;
before(async () => {
  chromium = await start();
});
after(() => chromium.close());

for (const javaScriptEnabled of [true, false]) {
  for (const width of [1280, 390]) {
    const how = `${width} pixels wide${javaScriptEnabled ? "" : ", without scripts"}`;
    test(`home, list, filter, record, organisation, source, download at ${how}`, async () => {
      const { context, page, faults } = await open(chromium.browser, { width, javaScriptEnabled });
      const main = page.locator("main");

      await page.goto("/");
      await page.locator('a[href="/projects"]:visible').first().click();
      await page.waitForURL("**/projects");

      const select = main.locator('select[name="sector"]');
      if (!(await select.isVisible())) await main.locator("summary").first().click();
      await select.selectOption("Homelessness");
      await main.locator("form:has(select[name=sector]) [type=submit]:visible").first().click();
      await page.waitForURL(/[?&]sector=Homelessness/);
      const records = main.locator('a[href^="/projects/INDIGO-POJ-"]');
      assert.ok((await records.count()) > 0, "the filtered list is empty");

      // The record with the most to tell, or the first.
      const told = main.locator('a[href="/projects/INDIGO-POJ-0198"]');
      await ((await told.count()) > 0 ? told : records).first().click();
      await page.waitForURL("**/projects/INDIGO-POJ-*");
      assert.equal(await page.locator("h1").count(), 1);
      const record = page.url();

      const sources = main.locator('a[href^="http"]:not([href*="127.0.0.1"])');
      assert.ok((await sources.count()) > 0, "the record links to no source");
      const marks = main.locator('a[href^="#source"]');
      if ((await marks.count()) > 0) {
        const target = await marks.first().getAttribute("href");
        assert.equal(await page.locator(`[id="${target.slice(1)}"]`).count(), 1, `${target} is not there`);
      }

      await main.locator('a[href^="/organisations/"]').first().click();
      await page.waitForURL("**/organisations/*");
      assert.ok(
        (await main.locator('a[href^="/projects/"]').count()) > 0,
        "the organisation does not lead back to its projects",
      );

      await page.goto(record);
      await page.locator('a[href="/data"]:visible').first().click();
      await page.waitForURL("**/data");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        main.locator('a[href="/app/project_download"]').first().click(),
      ]);
      assert.ok((await stat(await download.path())).size > 1000);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
