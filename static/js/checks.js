// Looks the words through on the server after a pause in typing and shows what there is to mend. Composing is never
// interrupted, and focus stays where it is. Without script a button opens the same list in a new tab.
const PAUSE = 2000;

export function checks(place) {
  const form = place.closest("form");
  const list = place.querySelector(".checks-list");
  const line = place.querySelector(".checks-line");
  const button = place.querySelector("button");
  let pause;
  let turn = 0;

  async function look() {
    const mine = ++turn;
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Part": "checks" } });
      if (!answer.ok || mine !== turn) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-check-part]");
      const count = found.querySelectorAll("li").length;
      list.replaceChildren(...found.childNodes);
      line.textContent = (count ? line.dataset.found : line.dataset.none).replace("{n}", String(count));
    } catch { /* the next pause asks again */ }
  }

  form.addEventListener("input", (event) => {
    clearTimeout(pause);
    if (!event.isComposing) pause = setTimeout(look, PAUSE);
  });
  form.addEventListener("compositionend", () => { clearTimeout(pause); pause = setTimeout(look, PAUSE); });
  button.addEventListener("click", (event) => { event.preventDefault(); look(); });
}
