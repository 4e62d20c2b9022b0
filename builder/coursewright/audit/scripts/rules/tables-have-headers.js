"use strict";
{
  const cw = window.__coursewright;
  // A table of data: two rows and two columns at least, of texts and not of controls or layout.
  cw.rule("tables-have-headers", () => [...headless(), ...[...cw.elements()].filter((table) =>
    table.matches("table[role=presentation], table[role=none]") && cw.visible(table)
    && table.querySelector("th, caption")).map((table) => [table, "this table of data says that it is none"])]);

  const headless = () => [...cw.elements()].filter((table) => {
    if (!table.matches("table") || !cw.exposed(table)
      || table.matches("[role]:not([role=table], [role=grid])")) { return false; }
    const rows = [...table.rows];
    const widest = Math.max(0, ...rows.map((row) => row.cells.length));
    const cells = rows.flatMap((row) => [...row.cells]);
    if (rows.length < 2 || widest < 2 || table.querySelector("table")) { return false; }
    if (cells.filter((cell) => cw.text(cell)).length < 3) { return false; }
    const layout = cells.some((cell) => cell.querySelector("p + p, ul, form, h1, h2, h3, iframe"));
    return !layout && !table.querySelector("th, [role=columnheader], [role=rowheader], td[scope], [headers]");
  }).map((table) => [table, "this table has no header cell"]);
}
