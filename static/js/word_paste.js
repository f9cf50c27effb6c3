// Text pasted from Word, WPS or a page comes in as Markdown: tables with bars, headings, numbers as they were typed.
// What is pasted is read in a document of its own that runs and fetches nothing, and only text comes out of it.

const OFFICE = /mso-|MsoNormal|<o:p|<w:|urn:schemas-microsoft-com|Kingsoft|wps/i;
const DROPPED = "script, title, meta, link, xml, del, [hidden], [data-style*='display:none' i], [data-style*='mso-hide:all' i]";
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "BLOCKQUOTE", "TABLE", "UL", "OL", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "BODY"]);
const BULLET = /^[·•●■◆§oØü]\s+/;

const tidy = (text) => text.replace(/[\u00a0\u2002\u2003 \t\r\n]+/g, " ").trim();

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\r\n\t]+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName === "BR") return "\n";
  const words = [...node.childNodes].map(inline).join("");
  const href = node.tagName === "A" ? node.getAttribute("href") ?? "" : "";
  return /^https?:\/\/[^\s()]+$/i.test(href) && tidy(words) ? `[${tidy(words)}](${href})` : words;
}

const lines = (node) => inline(node).split("\n").map(tidy).filter(Boolean);

function table(node) {
  const rows = [...node.rows].map((row) => [...row.cells].flatMap((cell) => [
    tidy(inline(cell).replace(/\n/g, " ")).replace(/\|/g, "\\|"), ...Array(Math.max(cell.colSpan - 1, 0)).fill(""),
  ]));
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
  return ["", full[0], `|${" --- |".repeat(width)}`, ...full.slice(1), ""];
}

function list(node) {
  let number = Number(node.getAttribute("start") ?? 1) - 1;
  return [...node.children].flatMap((item) => {
    if (item.tagName === "OL" || item.tagName === "UL") return list(item);
    number += 1;
    const inner = [...item.children].filter((child) => child.tagName === "OL" || child.tagName === "UL");
    inner.forEach((child) => child.remove());
    const [first = "", ...others] = lines(item);
    return [(node.tagName === "OL" ? `${number}. ` : "- ") + first, ...others, ...inner.flatMap(list)];
  });
}

function paragraph(node) {
  const found = lines(node);
  const isBullet = /mso-list/i.test(node.dataset.style ?? "") && BULLET.test(found[0] ?? "");
  if (isBullet) found[0] = `- ${found[0].replace(BULLET, "")}`;
  const depth = /^H([1-6])$/.exec(node.tagName);
  return depth && found.length ? [`${"#".repeat(Math.min(Number(depth[1]) + 1, 4))} ${found[0]}`, ...found.slice(1)] : found;
}

function blocks(node) {
  const found = [];
  let run = [];
  const flush = () => { found.push(...run.map(inline).join("").split("\n").map(tidy).filter(Boolean)); run = []; };
  for (const child of node.childNodes) {
    if (!BLOCKS.has(child.tagName)) { run.push(child); continue; }
    flush();
    if (child.tagName === "TABLE") found.push(...table(child));
    else if (child.tagName === "OL" || child.tagName === "UL") found.push(...list(child));
    else if (child.querySelector("p, div, table, ol, ul, h1, h2, h3, h4, h5, h6")) found.push(...blocks(child));
    else found.push(...paragraph(child));
  }
  flush();
  return found;
}

// Styles say what is a list and what is hidden; they are kept as words, so that none is ever applied.
const bare = (html) => html
  .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "")
  .replace(/<style[\s\S]*?<\/style>/gi, "")
  .replace(/\sstyle\s*=/gi, " data-style=");

export function toMarkdown(html) {
  const page = new DOMParser().parseFromString(bare(html), "text/html");
  page.querySelectorAll(DROPPED).forEach((node) => node.remove());
  const pictures = page.querySelectorAll("img").length;
  return { text: blocks(page.body).join("\n").replace(/\n{3,}/g, "\n\n").trim(), pictures };
}

export function wordPaste(line) {
  const input = document.getElementById(line.dataset.for);
  input.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!html || !(OFFICE.test(html) || /<table|<h[1-6]|<[ou]l/i.test(html))) return;
    const { text, pictures } = toMarkdown(html);
    if (!text) return;
    event.preventDefault();
    input.focus();
    if (!document.execCommand("insertText", false, text)) {
      input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    line.textContent = [line.dataset.taken, pictures ? line.dataset.pictures.replace("{n}", String(pictures)) : ""].join(" ").trim();
  });
}
