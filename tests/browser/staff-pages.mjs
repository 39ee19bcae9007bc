// Every page for people with an account, with a role that sees it and an address that shows it.

import { records, proposalsOn } from './staff-seed.mjs';
import { linkIn } from './staff.mjs';

/** Looks the addresses up: proposals, accounts and mail have names that are made anew each time. */
export async function staffPages({ moderator, administrator }) {
  const on = (id) => proposalsOn(moderator, id);
  const [whole] = await on('INDIGO-POJ-0001');
  const [closed, conflict] = await on('INDIGO-POJ-0007');
  const [asked] = await on('INDIGO-FUND-0003');
  const [partly] = await on('INDIGO-ORG-0007');
  const [suggested] = await on('INDIGO-POJ-0014');
  const users = await administrator.page('/admin/users');
  const user = (email) => linkIn(users.slice(0, users.indexOf(`>${email}<`) + 1).split('<tr>').pop(), /users\/[^n]/);
  const mail = linkIn(await administrator.page('/admin/mail'), /mail\/\d/);
  const compare = `${records.decided}/compare?from=1&to=2`;
  return [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'forgotten', path: '/forgot-password' },
    { name: 'link-over', path: '/sign-in/invitation/nosuchlink', status: 404 },

    ...[
      ['account', '/account'],
      ['password', '/account/password'],
      ['second-factor', '/account/second-factor'],
      ['sessions', '/account/sessions'],
      ['tokens', '/account/tokens'],
      ['notices', '/account/notices'],
      ['proposals', '/proposals'],
      ['proposal-own', whole],
      ['proposal-own-asked', asked],
      ['proposal-own-closed', closed],
      ['edit', `${records.drafted}/edit`],
      ['edit-review', `${records.drafted}/edit/review`],
      ['edit-row', `${records.proposed}/edit/delivery_locations/0`],
      ['upload', '/upload'],
      ['refused', '/moderate', 403],
    ].map(([name, path, status]) => ({ role: 'contributor', name: `contributor-${name}`, path, status })),

    ...[
      ['account', '/account'],
      ['proposals-none', '/proposals'],
      ['queue', '/moderate'],
      ['proposal', whole],
      ['preview', `${whole}/preview`],
      ['record-find', '/records'],
      ['record', records.proposed],
    ].map(([name, path, status]) => ({ role: 'data-steward', name: `steward-${name}`, path, status })),

    ...[
      ['queue', '/moderate'],
      ['queue-none', '/moderate?id=NONE'],
      ['proposal', whole],
      ['proposal-conflict', conflict],
      ['proposal-partly', partly],
      ['proposal-suggested', suggested],
      ['proposal-closed', closed],
      ['preview', `${whole}/preview`],
      ['preview-conflict', `${conflict}/preview`],
      ['duplicates', '/moderate/duplicates'],
      ['duplicates-none', '/moderate/duplicates?type=fund'],
      ['record', records.decided],
      ['record-merged', records.merged],
      ['record-withdrawn', records.withdrawn],
      ['compare', compare],
      ['values', `${records.decided}/values`],
      ['not-found', '/proposals/nosuchproposal', 404],
    ].map(([name, path, status]) => ({ role: 'moderator', name: `moderator-${name}`, path, status })),

    ...[
      ['menu', '/admin'],
      ['users', '/admin/users'],
      ['user', user('data-steward@demo.example')],
      ['user-closed', user('closed@demo.example')],
      ['user-invited', user('invited@demo.example')],
      ['user-new', '/admin/users/new'],
      ['audit', '/admin/audit'],
      ['mail', '/admin/mail'],
      ['mail-one', mail],
      ['sandboxes', '/admin/sandboxes'],
      ['record-purged', records.purged],
      ['record-to-purge', records.proposed],
    ].map(([name, path, status]) => ({ role: 'administrator', name: `administrator-${name}`, path, status })),
  ];
}
