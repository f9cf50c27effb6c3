// Sends a file and says how far it is, on county lines too. Without script the same form sends it in silence.
export function upload(form) {
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  line.setAttribute("role", "status");
  bar.max = 100;
  bar.hidden = true;
  form.append(bar, line);

  const say = (words, portion) => {
    line.textContent = words.replace("{n}", String(portion ?? ""));
    bar.setAttribute("aria-label", line.textContent);
  };

  function follow(request, button) {
    let told = -1;
    request.upload.addEventListener("progress", (event) => {
      const portion = Math.floor((event.loaded / event.total) * 100);
      bar.value = portion;
      if (Math.floor(portion / 10) === told) return;
      told = Math.floor(portion / 10);
      say(portion < 100 ? form.dataset.sent : form.dataset.examined, portion);
    });
    request.addEventListener("load", () => arrive(request));
    request.addEventListener("error", () => { button.disabled = false; bar.hidden = true; say(form.dataset.failed); });
  }

  // The answer is the page a plain form would have led to, with what it has to say: shown once, at its own address.
  function arrive(request) {
    if (request.responseURL) history.pushState(null, "", request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  }

  form.addEventListener("submit", (event) => {
    const chosen = form.querySelector("input[type=file]").files[0];
    if (!chosen) return;
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button");
    const request = new XMLHttpRequest();
    follow(request, button);
    request.open("POST", form.action);
    button.disabled = true;
    bar.hidden = false;
    request.send(new FormData(form, null));
  });
}
