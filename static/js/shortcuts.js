// Keys with Ctrl or Ctrl+Alt, and ? for the list of them. Nothing happens while an input method composes, and no plain
// letter is ever taken: typing Chinese begins with letters.
const OFF = "shortcuts-off";
const TYPING = "input, textarea, select, [contenteditable]";

const remembered = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
const remember = (isOff) => { try { localStorage.setItem(OFF, isOff ? "1" : "0"); } catch { /* holds for this page */ } };

function pressed(event) {
  const key = event.code.startsWith("Digit") ? event.code.slice(5) : event.key.length === 1 ? event.code.replace("Key", "") : event.key;
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", key].filter(Boolean).join("+");
}

export function shortcuts(place) {
  const dialog = place.querySelector("dialog");
  const off = place.querySelector(`#${OFF}`);
  const rows = [...place.querySelectorAll("[data-keys]")];
  place.hidden = false;
  off.checked = remembered();
  off.addEventListener("change", () => remember(off.checked));
  place.querySelector(".shortcuts-open").addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-act=close]").addEventListener("click", () => dialog.close());

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.key === "?" && !off.checked && !event.target.closest(TYPING) && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (!event.ctrlKey && !event.metaKey) return;
    const row = rows.find((one) => one.dataset.keys === pressed(event));
    const target = row && document.querySelector(row.dataset.target);
    if (!target) return;
    event.preventDefault();
    target[row.dataset.does]();
  });
}
