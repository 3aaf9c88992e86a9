// Sorts and filters tables and shows what a place of a drawing says. Everything can be read without it.
"use strict";
const FILTERED_FROM = 12;
const make = (name, properties) => Object.assign(document.createElement(name), properties);

for (const table of document.querySelectorAll(".tbl")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];

  table.querySelectorAll("th[data-sort]").forEach((head) => {
    const place = head.cellIndex;
    const key = (row) => {
      const cell = row.cells[place];
      const text = cell.dataset.v ?? cell.firstChild?.textContent ?? "";
      const number = Number(text.replace(/[,%<]/g, "").replace("\u2212", "-"));
      return text === "" || Number.isNaN(number) ? text : number;
    };
    const compare = (a, b) => {
      const [x, y] = [key(a), key(b)];
      if (typeof x === typeof y) return typeof x === "number" ? x - y : x.localeCompare(y);
      return typeof x === "number" ? -1 : 1;
    };
    const button = make("button", { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = { none: "descending", descending: "ascending", ascending: "none" };
      const order = next[head.ariaSort ?? "none"];
      for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
      if (order === "none") return body.append(...rows);
      head.ariaSort = order;
      const sorted = [...rows].sort(compare);
      body.append(...(order === "descending" ? sorted.reverse() : sorted));
    });
  });

  if (rows.length >= FILTERED_FROM) {
    const label = `Filter ${table.parentElement.ariaLabel}`;
    const filter = make("input", { type: "search", className: "filter", placeholder: "Filter" });
    filter.ariaLabel = label;
    filter.addEventListener("input", () => {
      const wanted = filter.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
    table.parentElement.before(filter);
  }
}

// Places of a drawing that say something: "x,y,width,height|title|value|…" each, labels once. What is left out of a
// place is as in the one before.
for (const figure of document.querySelectorAll("[data-marks]")) {
  const labels = figure.dataset.labels.split("|");
  let ends = [];
  for (const mark of figure.dataset.marks.split("\n")) {
    const [place, title, ...values] = mark.split("|");
    const told = place.split(",");
    ends = [0, 1, 2, 3].map((i) => told[i] || ends[i]);
    const [x, y, width, height] = ends;
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y, width, height, class: "m" })) {
      rect.setAttribute(name, value);
    }
    rect.dataset.says = [title, ...values.map((value, i) => `${labels[i]} ${value}`)].join("\n");
    figure.append(rect);
  }
}

let tip = null;
const close = () => {
  tip?.remove();
  tip = null;
};
document.addEventListener("pointerover", (event) => {
  close();
  const says = event.target.dataset?.says;
  if (!says) return;
  const at = event.target.getBoundingClientRect();
  tip = make("div", { className: "tip", textContent: says });
  document.body.append(tip);
  const left = Math.min(at.right + 8, innerWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(8, left) + scrollX}px`;
  tip.style.top = `${at.top + scrollY}px`;
});
addEventListener("keydown", (event) => event.key === "Escape" && close());
