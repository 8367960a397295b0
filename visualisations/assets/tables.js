// Tables: sorted by their headers, filtered by legend and search, linked with the picture both ways.
page.tables = (() => {
  const { element, entities, links, showsKind, showsLink } = page.content;
  const { make } = page;
  const tables = { nodes: element("nodes"), links: element("links") };
  let words = "";

  const textOf = (row, column) => row.cells[column].textContent.trim();
  const compare = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" }).compare;

  function sort(table, column, header) {
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: textOf(row, column) }));
    rows.sort((one, other) => (ascending ? 1 : -1) * compare(one.text, other.text));
    table.tBodies[0].append(...rows.map(({ row }) => row));
    page.announce(`Sorted by ${header.textContent}, ${ascending ? "ascending" : "descending"}.`);
  }

  function makeSortable(table) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = make("button", { type: "button" }, header.textContent);
      button.addEventListener("click", () => sort(table, column, header));
      header.replaceChildren(button);
    });
  }

  // The name becomes a button, so that the keyboard can choose a row.
  function makeChoosable(row, choice, label) {
    const name = row.querySelector(".choose");
    const button = make("button", { type: "button", class: "choose" });
    button.append(...name.childNodes);
    if (label) button.setAttribute("aria-label", label);
    name.replaceWith(button);
    row.addEventListener("click", (event) => {
      if (event.target.closest("a, summary, .proof")) return;
      page.choose(choice, { move: "evidence", from: button });
    });
  }

  const matches = (row) => !words || row.textContent.toLocaleLowerCase().includes(words) || (row.dataset.aliases || "").toLocaleLowerCase().includes(words);

  function filter() {
    let [things, joins] = [0, 0];
    for (const entity of entities.values()) {
      entity.row.hidden = !(showsKind(entity.kind) && matches(entity.row));
      things += !entity.row.hidden;
    }
    for (const link of links.values()) {
      link.row.hidden = !(showsLink(link) && matches(link.row));
      joins += !link.row.hidden;
    }
    const shown = (count, all) => (count === all ? String(all) : `${count} of ${all}`);
    element("nodes-count").textContent = shown(things, entities.size);
    element("links-count").textContent = shown(joins, links.size);
    return `The tables show ${things} of ${entities.size} things and ${joins} of ${links.size} links.`;
  }

  function search(text) {
    words = text.trim().toLocaleLowerCase();
    return filter();
  }

  function mark(ids) {
    for (const row of document.querySelectorAll("tr.chosen")) { row.classList.remove("chosen"); row.removeAttribute("aria-current"); }
    for (const id of ids) {
      const { row } = entities.get(id) || links.get(id);
      row.classList.add("chosen");
      row.setAttribute("aria-current", "true");
    }
  }

  // A cell that a spreadsheet would take for a formula gets an apostrophe in front.
  const cell = (value) => {
    const text = /^[\s]*[=+\-@\t\r|]/.test(value) ? `'${value}` : value;
    return `"${text.replaceAll('"', '""')}"`;
  };

  const part = (figure, name) => { const found = figure.querySelector(name); return found ? found.textContent.trim() : ""; };

  function quotesOf(row) {
    const figures = [...row.querySelectorAll("figure")];
    const address = (figure) => { const found = figure.querySelector("a[href]"); return found ? found.href : ""; };
    const quotes = figures.map((figure) => [...["blockquote", ".title", ".publisher", ".published", ".place"].map((name) => part(figure, name)), address(figure)]);
    return quotes.length ? quotes : [["", "", "", "", "", ""]];
  }

  const COLUMNS = {
    nodes: ["id", "name", "kind", "what is known", "links"],
    links: ["id", "from", "link", "to", "confidence"],
  };

  // One line for each quote of each row that is shown.
  function csv(name) {
    const facts = (row, column) => [...row.cells[column].querySelectorAll("li")].map((item) => item.textContent.trim()).join("; ") || textOf(row, column);
    const shown = [...tables[name].tBodies[0].rows].filter((row) => !row.hidden);
    const lines = shown.flatMap((row) => quotesOf(row).map((quote) => [row.dataset.id, ...[0, 1, 2, 3].map((column) => facts(row, column)), ...quote]));
    const head = [...COLUMNS[name], "quote", "document", "publisher", "published", "place", "address"];
    return "\ufeff" + [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  Object.values(tables).forEach(makeSortable);
  for (const entity of entities.values()) makeChoosable(entity.row, { sort: "node", id: entity.id });
  for (const link of links.values()) makeChoosable(link.row, { sort: "link", id: link.id }, link.sentence);

  return { filter, search, mark, csv };
})();
