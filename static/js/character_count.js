// Says how many characters are left, as people count them (one Chinese character is one), after a pause in typing.
export function characterCount(line) {
  const input = document.getElementById(line.dataset.for);
  const limit = Number(line.dataset.limit);
  let pause;
  line.setAttribute("aria-live", "polite");

  const say = () => {
    const left = limit - [...input.value].length;
    const words = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = words.replace("{n}", String(Math.abs(left)));
    line.classList.toggle("is-over", left < 0);
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(say, 400);
  });
  if (input.value) say();
}
