// Brings an installation with the demo set to life, over HTTP and nothing else: what waits, what
// was decided, what was said, who came and went. Done once; later runs find that it is done.

import assert from 'node:assert/strict';
import { everybody, emailOf, password, plain, Visitor } from './staff.mjs';

/** Records that stand for what happened to them. No test of public pages uses them. */
export const records = {
  /** Five changes wait on it, one of them a new row. */
  proposed: '/records/project/INDIGO-POJ-0001',
  /** Somebody has decided on it, and another proposal is in conflict with that. */
  decided: '/records/project/INDIGO-POJ-0007',
  /** Looks the same as another one, and is that one. */
  merged: '/records/organisation/INDIGO-ORG-0018',
  /** The contributor has begun to write about it. */
  drafted: '/records/fund/INDIGO-FUND-0002',
  withdrawn: '/records/organisation/INDIGO-ORG-0009',
  purged: '/records/organisation/INDIGO-ORG-0008',
};

/** The addresses of proposals in the queue by the record that they are about. */
export async function proposalsOn(moderator, id) {
  const queue = await moderator.page(`/moderate?state=any&id=${id}`);
  return [...new Set([...queue.matchAll(/href="(\/proposals\/[^"/]+)"/g)].map(([, href]) => href))];
}

async function seed() {
  const people = await everybody();
  const { contributor, moderator, administrator } = people;
  if ((await administrator.page('/admin/users')).includes('closed@demo.example')) return;

  // Decided, and by that in conflict.
  const [first] = await proposalsOn(moderator, 'INDIGO-POJ-0007');
  await moderator.send(first, `${first}/decide`, { all: 'accept', comment: 'The provider says the same.' });

  // Asked back, talked about, taken.
  const [fund] = await proposalsOn(moderator, 'INDIGO-FUND-0003');
  await moderator.send(fund, `${fund}/ask`, { wish: 'Please say where this stands.\nA page number is enough.' });
  await contributor.send(fund, `${fund}/comment`, { words: 'On the first page of the call. I will look it up.' });
  const [whole] = await proposalsOn(moderator, 'INDIGO-POJ-0001');
  await moderator.send(whole, `${whole}/assign`, { to: 'me' });
  const [website] = await proposalsOn(moderator, 'INDIGO-ORG-0007');
  await moderator.send(website, `${website}/decide`, {
    'item:/website/value': 'reject',
    comment: 'The address leads nowhere.',
  });

  await suggestions(people);

  // Begun, and not sent.
  const draft = `${records.drafted}/edit`;
  const stamp = (await contributor.page(draft)).match(/name="stamp" value="([^"]*)"/)[1];
  await contributor.send(draft, draft, { stamp, '/name/value': 'Innovation Fund', do: 'save' });

  // Gone in three ways.
  const { withdrawn, purged } = records;
  await moderator.send(withdrawn, `${withdrawn}/withdraw`, { reason: 'It took part in nothing that is recorded here.' });
  const id = purged.split('/').pop();
  await administrator.send(purged, `${purged}/purge`, { reason: 'Asked for by those concerned.', confirm: id });

  // Accounts and what belongs to them.
  const closed = { email: 'closed@demo.example', name: 'Somebody who has left', role: 'contributor' };
  const invited = { email: 'invited@demo.example', name: 'Somebody who was invited', role: 'data-steward' };
  const account = await administrator.send('/admin/users/new', '/admin/users/new', closed);
  await administrator.send('/admin/users', `${account.split('?')[0]}/disable`, {});
  const newcomer = (await administrator.send('/admin/users/new', '/admin/users/new', invited)).split('?')[0];
  await administrator.send(newcomer, `${newcomer}/grant`, { type: 'project', record: 'INDIGO-POJ-0001' });
  await administrator.send('/admin/sandboxes', '/admin/sandboxes', { id: 'north', title: 'Northern partners' });
  await contributor.send('/account/tokens', '/account/tokens', { name: 'Nightly upload', days: '30', scope: 'propose' }, 201);
  const mistaken = { email: emailOf('contributor'), password: 'not the right words' };
  await new Visitor().send('/sign-in', '/sign-in', mistaken, 422);
}

/** What people without an account suggest, confirmed by the links in their mails. */
async function suggestions({ moderator, administrator }) {
  const links = [];
  for (const [record, field, value, email] of [
    ['/projects/INDIGO-POJ-0014', 'stage_development', 'Complete', 'reader@example.org'],
    ['/organisations/INDIGO-ORG-0018', 'name', 'Key Fund Ltd', 'other-reader@example.org'],
  ]) {
    const visitor = new Visitor();
    const places = await visitor.page(`${record}/suggest`);
    const place = decodeURIComponent(places.match(new RegExp(`suggest\\?place=([^"]*${field}[^"]*)"`))[1]);
    const fields = { place, value, source: 'https://www.example.org/closing-report', email };
    await visitor.send(`${record}/suggest`, `${record}/suggest`, fields);
    links.push([visitor, email]);
  }
  for (const [visitor, email] of links) {
    const link = await mailedLink(administrator, email, '/confirm-correction/');
    await visitor.send(link, link, {}, 200);
  }

  // The second makes two organisations look the same; they become one record.
  const id = records.merged.split('/').pop();
  const renamed = (await proposalsOn(moderator, id)).pop();
  await moderator.send(renamed, `${renamed}/decide`, { all: 'accept', comment: 'So it stands in the register.' });
  const pair = { type: 'organisation', first: 'INDIGO-ORG-0007', second: id, keep: 'first', reason: 'The same body.' };
  await moderator.send('/moderate/duplicates', '/moderate/duplicates/merge', pair);
}

/** The link in the newest mail to somebody, once it was sent. */
async function mailedLink(administrator, to, begins) {
  for (let second = 0; second < 30; second += 1) {
    const list = await administrator.page('/admin/mail');
    const row = list.split('<tr>').find((part) => part.includes(`<td>${to}</td>`));
    const number = row?.match(/\/admin\/mail\/(\d+)"/)?.[1];
    if (number) {
      const mail = plain(await administrator.page(`/admin/mail/${number}`)).replace(/=\r?\n/g, '');
      const link = mail.match(new RegExp(`${begins}\\S+`))?.[0];
      if (link) return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return assert.fail(`no mail with a link came to ${to}`);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  assert.ok(password, 'INDIGO_DEMO_PASSWORD is the password of the demo sign-ins');
  await seed();
}
