// A file dropped on the panel is put into its file field; the field itself works without.
export function dropFile(panel) {
  const field = panel.querySelector(`#${panel.dataset.for}`);
  const over = (isOver) => panel.classList.toggle("is-over", isOver);
  panel.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  panel.addEventListener("dragleave", () => over(false));
  panel.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}
