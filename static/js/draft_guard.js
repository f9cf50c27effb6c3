// Keeps what is being written in this browser, under its edition and version, until the server has it.
// The words stand in the page (components/draft_guard.html); this only shows them.

const PREFIX = "draft:";
const LEFT_OUT = new Set(["hidden", "password", "file", "submit", "button"]);

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !LEFT_OUT.has(field.type));
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

function read(form) {
  return fieldsOf(form).map((field) => (isTicked(field) ? field.checked : field.value));
}

function write(form, values) {
  fieldsOf(form).forEach((field, index) => {
    if (values[index] === undefined) return;
    if (isTicked(field)) field.checked = values[index];
    else field.value = values[index];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Storage may be full or forbidden: then there is nothing to keep, and nothing to break.
const store = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  put(key, entry) { try { localStorage.setItem(key, JSON.stringify(entry)); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* nothing kept */ } },
  keys(start) { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } },
};

export function draftGuard(box) {
  const form = box.closest("form");
  const edition = `${PREFIX}${box.dataset.key}:`;
  const key = edition + box.dataset.version;
  const asServed = read(form);
  const restored = box.querySelector(".draft-restored");
  const found = box.querySelector(".draft-found");
  const line = box.querySelector(".kept-line");
  let isLeaving = false;
  let pause;

  const isChanged = () => !same(read(form), asServed);
  const words = (node, time) => { node.textContent = node.dataset.words.replace("{time}", time); };
  const clock = (when) => new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

  function keep() {
    if (!isChanged()) return store.drop(key);
    if (!store.put(key, { at: Date.now(), values: read(form) })) return undefined;
    words(line, clock(Date.now()));
    return undefined;
  }

  function forget(which) {
    store.drop(which);
    restored.hidden = true;
    found.hidden = true;
  }

  // Text of this very version comes back by itself; text of another version is offered.
  function bringBack() {
    const kept = store.get(key);
    if (kept && !same(kept.values, asServed)) {
      write(form, kept.values);
      words(restored.querySelector("[data-words]"), clock(kept.at));
      restored.hidden = false;
      return;
    }
    for (const other of store.keys(edition)) {
      const entry = store.get(other);
      if (!entry || same(entry.values, asServed)) { store.drop(other); continue; }
      words(found.querySelector("[data-words]"), clock(entry.at));
      found.hidden = false;
      found.querySelector("[data-act=take]").onclick = () => { write(form, entry.values); forget(other); };
      found.querySelector("[data-act=drop]").onclick = () => forget(other);
    }
  }

  restored.querySelector("[data-act=drop]").addEventListener("click", () => {
    write(form, asServed);
    clearTimeout(pause);
    forget(key);
  });
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 600);
  });
  form.addEventListener("submit", (event) => {
    keep();
    isLeaving = event.submitter?.formTarget !== "_blank";
  });
  window.addEventListener("pagehide", () => { if (isChanged()) keep(); });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && isChanged()) event.preventDefault();
  });
  bringBack();
}
