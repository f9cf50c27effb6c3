// Keeps the bar of a batch at work in step with the worker, and opens the page anew when the step is done.
const EVERY = 1500;

export function batchProgress(panel) {
  const { url, state } = panel.dataset;
  const bar = panel.querySelector(".progress-done");
  const words = panel.querySelector(".progress-words span");
  const rate = panel.querySelector(".progress-note");

  const draw = (told) => {
    bar?.setAttribute("width", `${told.percent}%`);
    words.textContent = told.text;
    rate.textContent = told.rate;
  };
  const ask = async () => {
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      if (told.state !== state) { location.reload(); return; }
      draw(told);
    } catch { /* the next round asks again */ }
    setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}
