// Which organisations are there? All pages, one after the other. For Node 18 or newer, and browsers.
const indigo = process.env.INDIGO;
const names = new Map();
let next = '/api/v2/records/organisation?fields=name&limit=100';
while (next) {
  const answer = await fetch(indigo + next);
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const page = await answer.json();
  for (const record of page.records) names.set(record.id, record.data.name?.value);
  next = page.next;
}
console.log(`${names.size} organisations`);
