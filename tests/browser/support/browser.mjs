// Debian's Chromium, and contexts that watch what goes wrong in a page.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const site = process.env.INDIGO_SITE ?? "http://127.0.0.1:8080";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a browser; `close` ends it and removes what it wrote. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "indigo-chromium-"));
  const browser = await chromium.launch({
    executablePath: process.env.INDIGO_CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
    // What Chromium keeps beside its profile goes away with it.
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
  });
  return {
    browser,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Opens a page in a context of its own. `faults` gathers errors on its console, exceptions and
 * requests that failed; an answer of `expected` to the page itself is no fault.
 */
export async function open(browser, options = {}) {
  const { width = 1280, height = 900, expected = 200, ...rest } = options;
  const context = await browser.newContext({
    baseURL: site,
    viewport: { width, height },
    reducedMotion: "reduce",
    ...rest,
  });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    const said = message.text();
    // Chromium logs the status of a page that is meant to be missing.
    if (message.type() === "error" && !(expected >= 400 && said.includes(String(expected)))) {
      faults.push(`console: ${said}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A download takes over from the page that asked for it.
    const reason = request.failure()?.errorText ?? "";
    if (!reason.includes("ERR_ABORTED")) faults.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    if (response.status() >= 400 && !(isPage && response.status() === expected)) {
      faults.push(`${response.status()}: ${response.url()}`);
    }
  });
  return { context, page, faults };
}

/** How far a page is wider than its window, and what sticks out. */
export async function overhang(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120));
    return { by: document.documentElement.scrollWidth - width, wide };
  });
}
