// Signing out leaves no words on a machine others use: what the server lacks is sent first, then this person's are cleared.
import { bodyOf, send } from "./keep_on_server.js";
import { forget, ofPerson } from "./kept_words.js";

export function signOut(form) {
  const { person, lost } = form.dataset;

  async function sentOff({ key, entry }) {
    const token = form.elements.csrf_token.value;
    const answer = await send(entry.keep, bodyOf(entry.values, { ...entry, token }));
    if (answer.how === "kept") forget(key);
    return answer.how === "kept";
  }

  form.addEventListener("submit", async (event) => {
    const waiting = ofPerson(person);
    if (!waiting.length) return;
    event.preventDefault();
    const went = [];
    for (const entry of waiting) went.push(await sentOff(entry));
    if (!went.every(Boolean) && !window.confirm(lost)) return;
    ofPerson(person).forEach(({ key }) => forget(key));
    form.submit();
  });
}
