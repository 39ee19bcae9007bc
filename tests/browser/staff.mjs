// People with an account: they sign in over HTTP, and their cookies go into pages.

import assert from 'node:assert/strict';
import { site } from './browser.mjs';

/** What the demo sign-ins have for a password; without it there is nobody to sign in as. */
export const password = process.env.INDIGO_DEMO_PASSWORD ?? '';

/** Says why staff pages are left out where nobody can sign in. */
export const skip = password ? false : 'left out: INDIGO_DEMO_PASSWORD is not set';

/** The roles, as the demo calls them. */
export const roles = ['contributor', 'data-steward', 'moderator', 'administrator'];

export const emailOf = (role) => `${role}@demo.example`;

const entities = { '&#38;': '&', '&amp;': '&', '&#34;': '"', '&quot;': '"', '&#39;': "'", '&#60;': '<', '&#62;': '>' };

/** Text of a page without its entities. */
export const plain = (text) => text.replace(/&(#\d+|amp|quot);/g, (entity) => entities[entity] ?? entity);

/** A browser without a window: it keeps cookies and sends forms with the token of their page. */
export class Visitor {
  cookies = new Map();

  async ask(path, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${site}${path}`, {
      redirect: 'manual',
      ...options,
      headers: { ...(cookie && { cookie }), ...options.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
  }

  /** A page that has to be there. */
  async page(path) {
    const answer = await this.ask(path);
    assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 500)}`);
    return answer.text;
  }

  /** Sends a form from the page that it stands on. Gives where it leads. */
  async send(page, path, fields, expected = 303) {
    const token = (await this.page(page)).match(/name="csrf" value="([^"]*)"/)?.[1];
    const answer = await this.ask(path, {
      method: 'POST',
      body: new URLSearchParams({ ...(token && { csrf: token }), ...fields }),
    });
    assert.equal(answer.status, expected, `${path}: ${answer.text.slice(0, 2000)}`);
    return answer.location;
  }

  async signIn(email) {
    await this.send('/sign-in', '/sign-in', { email, password });
    return this;
  }

  /** Its cookies as Playwright takes them. */
  get jar() {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: site }));
  }
}

/** Somebody of a role, signed in. */
export const signedIn = (role) => new Visitor().signIn(emailOf(role));

/** All roles, signed in. */
export async function everybody() {
  const people = {};
  for (const role of roles) people[role] = await signedIn(role);
  return people;
}

/** The first address in a page that a pattern finds. */
export function linkIn(page, pattern) {
  return plain([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).find((href) => pattern.test(href)) ?? '');
}
