// Types the marks of the text where the cursor stands: at the head of each chosen line, around the chosen words, or as
// lines of their own. One stop of the Tab key; arrow keys lead on. Undone like typing, and kept like typing.
function type(text, words, from, to) {
  text.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, words)) {
    text.setRangeText(words, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** The chosen lines whole, with the mark before each; taken away where all of them have it. */
function markLines(text, mark) {
  const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const end = text.value.indexOf("\n", text.selectionEnd);
  const to = end < 0 ? text.value.length : end;
  const lines = text.value.slice(from, to).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  type(text, lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join("\n"), from, to);
}

/** What is chosen, or words to write over, between two marks; the part to be written next is chosen afterwards. */
function surround(text, { before, after, words }) {
  const { selectionStart: from, selectionEnd: to } = text;
  const chosen = text.value.slice(from, to);
  type(text, before + (chosen || words) + after, from, to);
  const start = from + before.length;
  if (chosen) text.setSelectionRange(start + chosen.length + 2, start + chosen.length + after.length - 1);
  else text.setSelectionRange(start, start + words.length);
}

/** Lines of their own below the one with the cursor. */
function addLines(text, lines) {
  const end = text.value.indexOf("\n", text.selectionEnd);
  const at = end < 0 ? text.value.length : end;
  const before = text.value.slice(0, at);
  type(text, `${before && !before.endsWith("\n") ? "\n" : ""}${lines}\n`, at, at);
}

export function toolbar(bar) {
  const text = document.getElementById(bar.dataset.for);
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  buttons.forEach((button, place) => {
    button.tabIndex = place ? -1 : 0;
    button.addEventListener("click", () => {
      text.focus();
      const { line, block, before } = button.dataset;
      if (line) markLines(text, line);
      else if (before) surround(text, button.dataset);
      else addLines(text, block);
    });
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
}
