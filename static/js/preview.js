// Shows the server's own rendering beside the form. Without script the same button opens it in a new tab.
export function preview(pane) {
  const button = document.querySelector(`[data-preview="${pane.id}"]`);
  const form = button.form;
  const heading = pane.querySelector("h2");
  const body = pane.querySelector(".preview-body");
  const failed = pane.querySelector(".preview-failed");

  async function rendered() {
    const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-preview-part]") ?? page.querySelector("main") ?? page.body;
  }

  button.setAttribute("aria-controls", pane.id);
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    pane.setAttribute("aria-busy", "true");
    try {
      body.replaceChildren(...(await rendered()).childNodes);
      failed.hidden = true;
    } catch {
      failed.hidden = false;
    }
    pane.hidden = false;
    pane.removeAttribute("aria-busy");
    pane.closest(".write")?.classList.add("has-preview");
    heading.focus();
  });
  pane.querySelector(".preview-close").addEventListener("click", () => {
    pane.hidden = true;
    pane.closest(".write")?.classList.remove("has-preview");
    button.focus();
  });
}
