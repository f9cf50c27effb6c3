// Copies a field's whole text at a press and says so. Without script the field is selected and copied by hand.
const SAID_FOR = 4000;

export function copyText(place) {
  const field = document.getElementById(place.dataset.of);
  const said = place.querySelector("[role=status]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // the clipboard is there only over https
    }
    said.textContent = place.dataset.done;
    setTimeout(() => { said.textContent = ""; }, SAID_FOR);
  });
}
