// Keeps what is being written: on the server every few seconds, and in this browser until the server has it.
// The words stand in the page (components/draft_guard.html); this only shows them.
import { read, same, sameWords, write } from "./form_values.js";
import { bodyOf, send, whoIsHere } from "./keep_on_server.js";
import { clearOld, forget, shelf } from "./kept_words.js";
import { signInAgain } from "./sign_in_again.js";

const LOCAL_PAUSE = 400;
const SERVER_PAUSE = 2500;
const RETRY = 15000;

export function draftGuard(box) {
  const { key, version, person, keep, here } = box.dataset;
  const form = box.closest("form");
  const part = (name) => box.querySelector(`.draft-${name}`);
  const line = box.querySelector(".kept-line");
  const dialog = box.querySelector("dialog");
  const ask = signInAgain(dialog, { page: box.dataset.signIn, here, person });
  const local = shelf(person, key);
  const asServed = read(form);
  const tokens = () => document.querySelectorAll("input[name=csrf_token]");
  let serial = Number(box.dataset.serial);
  let onServer = asServed;
  let stopped = "";
  let isSending = false;
  let isLeaving = false;
  let isSure = false;
  let isGone = false;
  let localPause;
  let serverPause;

  const isUnsent = () => !same(read(form), onServer);
  const isChanged = () => !same(read(form), asServed);
  const clock = (when) => new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const words = (node, time) => { node.textContent = node.dataset.words.replace("{time}", time); };
  const say = (what, time = clock(Date.now())) => { line.textContent = line.dataset[what].replace("{time}", time); };
  const body = (values) => bodyOf(values, { version, serial, token: form.elements.csrf_token.value });

  function keepHere(more = {}) {
    if (!isUnsent()) return local.drop();
    return local.put({ at: Date.now(), version, serial, keep, values: read(form), ...more });
  }

  function later(pause = SERVER_PAUSE) {
    clearTimeout(serverPause);
    serverPause = setTimeout(keepThere, pause);
  }

  const after = {
    kept(answer, values) {
      serial = answer.serial;
      onServer = values;
      if (isUnsent()) later();
      else local.drop();
      say("kept", answer.at);
      part("newer").hidden = !answer.newer;
      part("newer").querySelector("p").textContent = answer.newer;
    },
    away() { say("waiting"); later(RETRY); },
    async token() {
      const now = await whoIsHere(here);
      if (now.how !== "here" || now.person !== person) return after.ended();
      takeTokens(now.token);
      return later(0);
    },
    ended() { stopped = "ended"; part("ended").hidden = false; },
    refused(answer) {
      stopped = answer.code ?? "refused";
      if (answer.code === "other_window") return say("other");
      part("newer").hidden = !answer.words;
      part("newer").querySelector("p").textContent = answer.words ?? "";
      return undefined;
    },
  };

  async function keepThere() {
    if (stopped || isSending || !isUnsent()) return;
    isSending = true;
    const values = read(form);
    const answer = await send(keep, body(values));
    isSending = false;
    await after[answer.how](answer, values);
  }

  const takeTokens = (token) => tokens().forEach((input) => { input.value = token; });

  async function comeBack() {
    const now = await ask();
    if (!now) return false;
    takeTokens(now.token);
    stopped = "";
    part("ended").hidden = true;
    later(0);
    return true;
  }

  // Words of this very version come back by themselves; those of another version are offered.
  function bringBack() {
    for (const { key: where, entry } of local.others()) {
      const isSaved = entry.sent && entry.version !== version && sameWords(entry.values, asServed);
      if (isSaved || same(entry.values, asServed)) { forget(where); continue; }
      if (entry.version === version && part("restored").hidden) {
        write(form, entry.values);
        keepHere();
        forget(where);
        words(part("restored").querySelector("[data-words]"), clock(entry.at));
        part("restored").hidden = false;
        later(0);
      } else if (part("found").hidden) offer(where, entry);
    }
  }

  function offer(where, entry) {
    const done = () => { forget(where); part("found").hidden = true; };
    words(part("found").querySelector("[data-words]"), clock(entry.at));
    part("found").hidden = false;
    part("found").querySelector("[data-act=take]").onclick = () => { write(form, entry.values); keepHere(); done(); };
    part("found").querySelector("[data-act=drop]").onclick = done;
  }

  // Before the form leaves: is somebody still signed in, and is there a server at all? Else the page stays, words and all.
  async function leave(event) {
    if (event.submitter?.formTarget === "_blank") return;
    if (isSure && !isGone) { isGone = true; return; }
    event.preventDefault();
    if (isLeaving) return;
    const { submitter } = event;
    keepHere();
    isLeaving = true;
    const now = await whoIsHere(here);
    const isBack = now.how === "here" && now.person === person;
    if (isBack) takeTokens(now.token);
    else if (now.how === "away") say("waiting");
    if (isBack || (now.how !== "away" && await comeBack())) {
      clearTimeout(serverPause);
      keepHere({ sent: true });
      isSure = true;
      form.requestSubmit(submitter);
    } else isLeaving = false;
  }

  part("restored").querySelector("[data-act=drop]").addEventListener("click", () => {
    write(form, asServed);
    part("restored").hidden = true;
    local.drop();
  });
  part("ended").querySelector("[data-act=sign-in]").addEventListener("click", comeBack);
  form.addEventListener("input", () => {
    clearTimeout(localPause);
    localPause = setTimeout(keepHere, LOCAL_PAUSE);
    if (!stopped) later();
  });
  form.addEventListener("focusout", () => { if (isUnsent()) later(0); });
  form.addEventListener("submit", leave);
  window.addEventListener("online", () => later(0));
  window.addEventListener("pagehide", () => {
    if (isLeaving || !isUnsent()) return;
    keepHere();
    if (!stopped) navigator.sendBeacon(keep, body(read(form)));
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  window.addEventListener("beforeunload", (event) => { if (!isLeaving && isChanged() && isUnsent()) event.preventDefault(); });
  clearOld();
  bringBack();
}
