
"use strict";

/* Sorting: a button in each column head; rows that are alike keep their order. */
const MISSING = "–";

const keyOf = (cell) => {
  const text = (cell.dataset.key ?? cell.textContent).trim();
  const number = cell.classList.contains("number") ? parseFloat(text === "=" ? "0" : text.replaceAll(",", "")) : NaN;
  return { text, number, missing: text === MISSING || text === "" };
};

const compare = (one, other, words) => {
  if (Number.isNaN(one.number) !== Number.isNaN(other.number)) return Number.isNaN(one.number) ? 1 : -1;
  return Number.isNaN(one.number) ? words.compare(one.text, other.text) : one.number - other.number;
};

const sortBy = (table, rows, head) => {
  const way = head.ariaSort === "ascending" ? "descending" : "ascending";
  const words = new Intl.Collator(table.closest("[lang]").lang, { numeric: true });
  const keyed = rows.map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }));
  keyed.sort(({ key: a }, { key: b }) =>
    a.missing || b.missing ? a.missing - b.missing : compare(a, b, words) * (way === "ascending" ? 1 : -1));
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way);
  table.tBodies[0].append(...keyed.map(({ row }) => row));
};

for (const table of document.querySelectorAll("table")) {
  const rows = [...table.tBodies[0].rows];
  for (const head of rows.length > 1 ? table.tHead.rows[0].cells : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(table, rows, head));
    head.append(button);
  }
}

/* Filtering: a row stays where every filter that is set names one of its words. */
for (const form of document.querySelectorAll("form")) {
  const fold = form.closest("details");
  const rows = [...fold.querySelectorAll("tbody tr")];
  const choices = [...form.querySelectorAll("select")];
  const filter = () => {
    for (const row of rows)
      row.hidden = choices.some(({ name, value }) => value && !row.dataset[name].split(" ").includes(value));
    fold.querySelector("[role=status] b").textContent = rows.filter((row) => !row.hidden).length;
  };
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
}

/* Languages: one part at a time, the one that the address points into. */
const parts = [...document.querySelectorAll("article")];
const show = () => {
  const target = document.getElementById(location.hash.slice(1));
  const fold = target?.closest("details");
  if (fold) fold.open = true;
  const chosen = target?.closest("article") ?? parts.find((part) => !part.hidden);
  const turned = chosen.hidden;
  for (const part of parts) part.hidden = part !== chosen;
  for (const link of document.querySelectorAll(".languages a"))
    link.ariaCurrent = link.hash === `#${chosen.id}` ? "true" : null;
  document.documentElement.lang = chosen.lang;
  if (turned) target.scrollIntoView();
};
addEventListener("hashchange", show);
show();

/* Printing: what was folded is printed too. */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
