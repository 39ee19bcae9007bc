// From an edit to a decision by the keyboard alone. Each step begins where the one before has
// ended, so that others can be put in front, between and behind.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, launch, widths, withPage } from './browser.mjs';
import { emailOf, password, skip } from './staff.mjs';

/** The record that is edited; nothing else is done to it. */
const record = '/records/pipeline/INDIGO-PL-0028';

let browser;

before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

test('edit, propose, decide, all by keyboard', { skip }, () =>
  withPage(browser, { viewport: widths.wide }, async (page) => {
    const names = `Container-based sanitation, ${Date.now()}`;
    await signIn(page, emailOf('contributor'));
    await edit(page, { 'f.name.value': 'Another name', 'f.alternative_names.value': names });
    const proposal = await propose(page, 'The team calls it so.');
    await signOut(page);

    await signIn(page, emailOf('moderator'));
    await openQueue(page);
    await openProposal(page, proposal);
    await seePreview(page, names);
    await backToProposal(page);
    await choose(page, 'Project Name', 'Reject', 'The contract has the other name.');
    await choose(page, 'Alternative Names', 'Accept');
    await decide(page, 'Seen in the contract.');
    assert.match(await said(page), /1 accepted, 1 rejected/);
    assert.match(await said(page), /Next in the queue|Nothing else waits/);
    await openQueue(page);
    assert.equal(await page.locator(`main a[href="${proposal}"]`).count(), 0, 'it waits no more');
    await signOut(page);
    assert.match(await (await fetch(new URL('/pipelines/INDIGO-PL-0028', page.url()))).text(), new RegExp(names));
  }));

/** Goes on with Tab until `isThere` is true of what has the focus; everything on the way is seen. */
async function tabTo(page, what, isThere, argument) {
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(isThere, argument)) {
      const here = await page.evaluate(focused);
      assert.ok(here.inView, `${what} is out of sight with the focus`);
      assert.ok(here.hasOutline || here.hasShadow, `nothing shows that ${what} has the focus`);
      return;
    }
  }
  assert.fail(`${what} cannot be reached`);
}

const tabToField = (page, id) => tabTo(page, id, (wanted) => document.activeElement.id === wanted, id);

const tabToText = (page, tag, text) =>
  tabTo(
    page,
    `${tag} "${text}"`,
    ([name, words]) => document.activeElement.matches(name) && document.activeElement.innerText.includes(words),
    [tag, text],
  );

/** Presses Enter and waits for the page that comes. */
async function enter(page) {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

async function signIn(page, email) {
  await page.goto('/sign-in');
  await tabToField(page, 'email');
  await page.keyboard.type(email);
  await tabToField(page, 'password');
  await page.keyboard.type(password);
  await enter(page);
  assert.match(page.url(), /\/account$/);
}

async function openQueue(page) {
  await tabToText(page, '.bar-staff a', 'Queue');
  await enter(page);
  assert.match(await page.locator('h1').innerText(), /Proposals to decide/);
}

/** Opens the form of the record and types into fields of it, in the order of the form. */
async function edit(page, values) {
  await page.goto(`${record}/edit`);
  for (const [id, value] of Object.entries(values)) {
    await tabToField(page, id);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(value);
  }
}

/** Sends what was edited; gives the address of the proposal. */
async function propose(page, why) {
  await tabToText(page, 'button', 'Review and propose');
  await enter(page);
  assert.match(await page.locator('main').innerText(), /2 changes/);
  await tabToField(page, 'comment');
  await page.keyboard.type(why);
  await tabToText(page, 'button', 'Propose it');
  await enter(page);
  assert.match(await said(page), /It is proposed/);
  return new URL(page.url()).pathname;
}

async function openProposal(page, proposal) {
  await tabTo(page, 'the proposal', (href) => document.activeElement.getAttribute('href') === href, proposal);
  await enter(page);
  assert.match(await page.locator('h1').innerText(), /^Proposal on/);
}

/** Takes a verdict for the change of a name: Tab comes to the group, the arrows choose in it. */
async function choose(page, label, verdict, reason) {
  const inGroup = (wanted) => {
    const group = document.activeElement.matches('[type=radio]') && document.activeElement.closest('.item');
    return group && group.querySelector('.item-label').innerText.includes(wanted);
  };
  await tabTo(page, `the choice of ${label}`, inGroup, label);
  const chosen = () => page.evaluate(() => document.activeElement.labels[0].innerText.trim());
  for (let step = 0; step < 3 && (await chosen()) !== verdict; step += 1) {
    const before = await chosen();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((was) => document.activeElement.labels?.[0]?.innerText.trim() !== was, before);
  }
  assert.equal(await chosen(), verdict, label);
  if (reason) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(reason);
    assert.equal(await page.evaluate(() => document.activeElement.value), reason);
  }
}

async function seePreview(page, value) {
  await tabToText(page, 'a', 'See what the public would see');
  await enter(page);
  assert.match(await page.locator('h1').innerText(), /What the public would see/);
  assert.match(await page.locator('main').innerText(), new RegExp(value));
}

async function backToProposal(page) {
  await tabToText(page, 'a', 'Back to the proposal');
  await enter(page);
  assert.match(await page.locator('h1').innerText(), /^Proposal on/);
}

async function decide(page, reason) {
  await tabToField(page, 'comment');
  await page.keyboard.type(reason);
  await tabToText(page, 'button', 'Decide what is chosen');
  await enter(page);
}

const said = (page) => page.locator('main [role=status]').first().innerText();

async function signOut(page) {
  await tabToText(page, 'button', 'Sign out');
  await enter(page);
  assert.match(await said(page), /You are signed out/);
}
