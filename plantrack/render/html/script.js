
"use strict";

/* Sorting: a button in each column head; rows that are alike keep their order. */
const MISSING = "–";

const keyOf = (cell) => {
  const text = (cell.dataset.key ?? cell.textContent).trim();
  const digits = text === "=" ? "0" : text.replaceAll(",", "");
  const number = cell.classList.contains("number") ? parseFloat(digits) : cell.dataset.key ? Number(digits) : NaN;
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

const addButton = (place, ...words) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...words);
  place.append(button);
  return button;
};

for (const table of document.querySelectorAll("table")) {
  const rows = [...table.tBodies[0].rows];
  for (const head of rows.length > 1 ? table.tHead.rows[0].cells : []) {
    addButton(head, ...head.childNodes).addEventListener("click", () => {
      sortBy(table, rows, head);
      table.dispatchEvent(new Event("sorted"));
    });
  }
}

/* Long tables of the body: the first rows until a reader asks for all. */
for (const table of document.querySelectorAll("table[data-more]")) {
  table.classList.add("cut");
  const button = addButton(table.parentNode, table.dataset.more);
  button.className = "more";
  button.addEventListener("click", () => {
    table.classList.remove("cut");
    button.remove();
  });
}

/* Filtering: a row stays where it holds every word that is searched for and meets every choice. */
const plain = (text) => text.normalize("NFKC").toLowerCase();

for (const form of document.querySelectorAll("form")) {
  const fold = form.closest("details");
  const table = fold.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const choices = [...form.querySelectorAll("select")];
  const status = fold.querySelector("[role=status]");
  const total = Number(status.querySelector("b").textContent);

  const matches = (row, words) =>
    words.every((word) => texts.get(row).includes(word)) &&
    choices.every(({ name, value }) => !value || row.dataset[name].split(" ").includes(value));

  /* A heading stays where any row below it does; among rows that are sorted it has none below it. */
  const headings = () => {
    const sorted = table.querySelector("[aria-sort]") !== null;
    const below = [];
    for (const row of [...rows].reverse()) {
      const level = Number(row.dataset.level);
      if (row.classList.contains("heading")) row.hidden = sorted || !below.slice(level + 1).some(Boolean);
      below.length = Math.min(below.length, level + 1);
      below[level] ||= !row.hidden;
    }
  };

  const filter = () => {
    const words = plain(form.elements.search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows.filter((one) => !one.classList.contains("heading"))) {
      row.hidden = !matches(row, words);
      if (!row.hidden) shown += Number(row.dataset.tasks);
      for (const lines of row.querySelectorAll(".lines")) lines.open = words.length > 0;
    }
    headings();
    status.querySelector("b").textContent = shown;
    status.classList.toggle("all", shown === total);
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").addEventListener("click", () => {
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    table.tBodies[0].append(...rows);
    form.reset();
    filter();
  });
  table.addEventListener("sorted", headings);
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
  folded = [...document.querySelectorAll("details:not([open], .lines)")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
