// Signing in again without leaving the page: the sign-in page's own form, shown in a dialog, with every step it asks for.

export function signInAgain(dialog, { page, here, person }) {
  const place = dialog.querySelector(".sign-in-again-form");
  const said = dialog.querySelector("[role=alert]");
  let settle = () => {};
  document.body.append(dialog);

  const say = (what) => { said.textContent = what ? said.dataset[what] : ""; said.hidden = !what; };

  async function show(answer) {
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = read.querySelector("main form");
    if (!form) return say("away");
    form.action = new URL(form.getAttribute("action"), answer.url);
    place.replaceChildren(form);
    form.addEventListener("submit", step);
    return form.querySelector("input:not([type=hidden])")?.focus();
  }

  async function step(event) {
    event.preventDefault();
    say("");
    try {
      const answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target, event.submitter), credentials: "same-origin" });
      if (!answer.headers.get("Content-Type")?.includes("json")) {
        if (!answer.ok) say("failed");
        return await show(answer);
      }
      const now = await answer.json();
      if (now.person !== person) return say("stranger");
      settle(now);
      return dialog.close();
    } catch {
      return say("away");
    }
  }

  dialog.querySelector("[data-act=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { place.replaceChildren(); settle(null); });

  return async function ask() {
    say("");
    dialog.showModal();
    try {
      await show(await fetch(`${page}?next=${encodeURIComponent(here)}`, { credentials: "same-origin" }));
    } catch {
      say("away");
    }
    return new Promise((done) => { settle = done; });
  };
}
