// Extras for every page; all of them work without script.
// An element names its behaviour: <a data-module="menu-toggle">.

export function start(modules, root = document) {
  for (const element of root.querySelectorAll("[data-module]")) {
    modules[element.dataset.module]?.(element);
  }
}

// On phones the menu link opens the menu in place; without script it leads to the menu by its address (:target).
function menuToggle(link) {
  const menu = document.querySelector(link.getAttribute("href"));
  const open = (isOpen) => {
    menu.classList.toggle("is-open", isOpen);
    link.setAttribute("aria-expanded", String(isOpen));
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", menu.id);
  open(location.hash === link.getAttribute("href"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    open(!menu.classList.contains("is-open"));
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); link.click(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("is-open")) return;
    open(false);
    link.focus();
  });
}

// What the words typed so far may become, offered by the browser's own list. Input methods are left alone while composing.
function suggest(input) {
  const list = document.getElementById(input.getAttribute("list"));
  let waiting = 0;
  let asked = "";
  const ask = async () => {
    const words = input.value.trim();
    if (words.length < 2 || words === asked) return;
    asked = words;
    const answer = await fetch(`${input.dataset.url}?q=${encodeURIComponent(words)}`).catch(() => null);
    if (!answer?.ok || input.value.trim() !== words) return;
    const found = await answer.json();
    list.replaceChildren(...found.map((text) => new Option(text, text)));
  };
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", ask);
}

// A print button is of use only where script runs: <button type="button" data-module="print" hidden>.
function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Reads the article aloud, paragraph by paragraph, with the browser's own voice; only where it has one.
function readAloud(button) {
  if (!("speechSynthesis" in window)) return;
  const label = button.querySelector("span");
  const usual = label.textContent;
  const rest = () => { label.textContent = usual; button.setAttribute("aria-pressed", "false"); };
  const read = () => {
    const parts = [...document.querySelectorAll(`.${button.dataset.of} :is(h1, .prose > *)`)].map((part) => part.innerText.trim());
    parts.filter(Boolean).forEach((text, index, all) => {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = "zh-CN";
      if (index === all.length - 1) said.addEventListener("end", rest);
      speechSynthesis.speak(said);
    });
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const isReading = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    if (isReading) rest(); else read();
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}

export const everywhere = { "menu-toggle": menuToggle, "print": print, "read-aloud": readAloud, "suggest": suggest };

start(everywhere);
