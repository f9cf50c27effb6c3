// Puts a standard phrase where the cursor stands in the text. Without script the phrases are there to be copied.
export function phrases(list) {
  const text = document.getElementById(list.dataset.for);
  for (const button of list.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.focus();
      const words = button.previousElementSibling.textContent;
      const before = text.value.slice(0, text.selectionStart);
      const block = "block" in button.dataset ? `${before && !before.endsWith("\n") ? "\n" : ""}${words}\n` : words;
      text.setRangeText(block, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
