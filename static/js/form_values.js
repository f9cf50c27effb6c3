// The words of a form by field name, and putting them back. Ticks are statements of the moment and are never kept.

const LEFT_OUT = new Set(["hidden", "password", "file", "submit", "button", "checkbox", "radio"]);

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !LEFT_OUT.has(field.type));

export function read(form) {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
}

export function write(form, values) {
  for (const field of fieldsOf(form)) {
    if (values[field.name] === undefined) continue;
    field.value = values[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// As the server keeps it: one kind of line end, no blanks at line ends.
const tidy = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trimEnd()).join("\n").trim();
// What is left when numbers were brought into their written form.
const bare = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

const alike = (one, other, way) => Object.keys(one).every((name) => way(one[name]) === way(other[name] ?? ""));

export const same = (one, other) => alike(one, other, tidy);
export const sameWords = (one, other) => alike(one, other, bare);
