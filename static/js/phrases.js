// Puts a standard phrase where the cursor stands in the text. Without script the phrases are there to be copied.
export function phrases(list) {
  const text = document.getElementById(list.dataset.for);
  for (const button of list.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.focus();
      text.setRangeText(button.previousElementSibling.textContent, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
