// Words this browser holds for a person until the server has them, one entry for each window of each text.
// Storage may be full or forbidden: then there is nothing to keep, and nothing to break.

const PREFIX = "words:";
const OLDEST = 7 * 24 * 3600 * 1000;

const attempt = (work, otherwise) => { try { return work(); } catch { return otherwise; } };
const get = (key) => attempt(() => JSON.parse(localStorage.getItem(key)), null);
const drop = (key) => attempt(() => localStorage.removeItem(key), undefined);
const keys = (start) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start)), []);

export function shelf(person, text) {
  const own = `${PREFIX}${person}:${text}:${crypto.randomUUID?.() ?? Date.now().toString(36)}`;
  return {
    put: (entry) => attempt(() => { localStorage.setItem(own, JSON.stringify(entry)); return true; }, false),
    drop: () => drop(own),
    others: () => entries(`${PREFIX}${person}:${text}:`).filter(({ key }) => key !== own),
  };
}

// Newest first. Whatever nobody came back for in a week goes: this may be a machine that several people use.
function entries(start) {
  const found = keys(start).map((key) => ({ key, entry: get(key) }));
  for (const { key, entry } of found) if (!entry || Date.now() - entry.at > OLDEST) drop(key);
  return found.filter(({ entry }) => entry && Date.now() - entry.at <= OLDEST).sort((a, b) => b.entry.at - a.entry.at);
}

export const ofPerson = (person) => entries(`${PREFIX}${person}:`);
export const forget = drop;
export const clearOld = () => entries(PREFIX);
