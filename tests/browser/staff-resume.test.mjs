// A session that ends while somebody types: nothing that was typed is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './axe.mjs';
import { launch, overflow, widths, withPage } from './browser.mjs';
import { proposalsOn } from './staff-seed.mjs';
import { emailOf, password, signedIn, skip } from './staff.mjs';

let browser;
let proposal;

before(async () => {
  if (skip) return;
  browser = await launch();
  [proposal] = await proposalsOn(await signedIn('moderator'), 'INDIGO-FUND-0003');
});
after(() => browser?.close());

/** Opens the proposal as a moderator and types a comment. */
async function typeComment(page, context, words) {
  await context.addCookies((await signedIn('moderator')).jar);
  await page.goto(proposal);
  await page.getByLabel('Comment', { exact: true }).fill(words);
}

/** Signs out in another tab, and in again when asked to. */
async function signOutElsewhere(context, andIn = false) {
  const other = await context.newPage();
  await other.goto('/account');
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByText('You are signed out').waitFor();
  if (andIn) await signIn(other, 'Sign in');
  await other.close();
}

async function signIn(page, button) {
  await page.getByLabel('E-mail address').fill(emailOf('moderator'));
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: button }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** What is typed: all that could get lost on the way. */
const words = (what) => `${what} <b>&amp; "more"</b>, ${Date.now()}\nand a second line`;

async function isSound(page) {
  assert.deepEqual(await axeFaults(page), []);
  const [wide] = await page.evaluate(overflow);
  assert.ok(wide <= widths.phone.width, `${page.url()} is ${wide} wide`);
}

test('whoever has signed out in another tab signs in where they are and sends what they typed', { skip }, () =>
  withPage(
    browser,
    { viewport: widths.phone, bypassCSP: true },
    async (page, context) => {
      const typed = words('A thought');
      await typeComment(page, context, typed);
      await signOutElsewhere(context);
      await page.getByRole('button', { name: 'Add the comment' }).click();
      await page.getByText('You are no longer signed in').waitFor();
      assert.equal(await page.locator('.kept dd').innerText(), typed);
      await isSound(page);
      await signIn(page, 'Sign in and go on');
      await page.getByText('You are signed in again').waitFor();
      assert.equal(await page.locator('.kept dd').innerText(), typed);
      await isSound(page);
      await page.getByRole('button', { name: 'Send it now' }).click();
      await page.getByText('Your comment was added').waitFor();
      assert.equal(await page.locator('.entry .words').last().innerText(), typed);
    },
    [401],
  ),
);

test('whoever has signed in again in another tab has to press a button alone', { skip }, () =>
  withPage(
    browser,
    { viewport: widths.phone },
    async (page, context) => {
      const typed = words('Another thought');
      await typeComment(page, context, typed);
      await signOutElsewhere(context, true);
      await page.getByRole('button', { name: 'Add the comment' }).click();
      await page.getByText('You are signed in again').waitFor();
      await page.getByRole('button', { name: 'Send it now' }).click();
      await page.getByText('Your comment was added').waitFor();
      assert.equal(await page.locator('.entry .words').last().innerText(), typed);
    },
    [403],
  ),
);
