// Tables: sorted by their headers, filtered by legend, filters and search, linked with the picture both ways.
page.tables = (() => {
  const { element, entities, links, reasons, quotesOf } = page.content;
  const { make, button, shapeOf, quotes, shown, ties } = page;
  const STEP = 200; // Rows that are written at a time; a browser lays thousands of them out for seconds.
  const compare = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" }).compare;
  const factsOf = ({ facts }) => facts.map(([term, value]) => `${term}: ${value}`).join("; ");
  const searched = (parts) => parts.join("\n").toLocaleLowerCase();
  let words = "";

  const TABLES = {
    ...(reasons.size ? { ties: {
      all: [...reasons.values()],
      shows: ties.stands,
      texts: [({ tie }) => tie.from.name, ({ tie }) => tie.to.name, ({ text }) => text, ({ weight }) => String(weight), ({ total }) => String(total)],
      columns: ["id", "one", "other", "why", "adds to the strength"],
      contents: (reason) => searched([reason.tie.from.words, reason.tie.to.words, reason.text, ...reason.pair.map((id) => entities.get(id).words), ...quotesOf(reason).map(({ text, title }) => `${text} ${title}`)]),
      row: reasonRow,
    } } : {}),
    nodes: {
      all: [...entities.values()],
      shows: (entity) => shown.thing(entity.id),
      texts: [({ name }) => name, ({ kind }) => kind, factsOf, (entity) => String(entity.links), ({ total }) => String(total)],
      columns: ["id", "name", "kind", "what is known", "links"],
      contents: (entity) => searched([entity.words, entity.kind, factsOf(entity), ...quotesOf(entity).map(({ text, title }) => `${text} ${title}`)]),
      row: nodeRow,
    },
    links: {
      all: [...links.values()],
      shows: (link) => shown.link(link.id),
      texts: [({ from }) => from.name, ({ phrase }) => phrase, ({ to }) => to.name, ({ confidence }) => `${confidence} %`, ({ total }) => String(total)],
      columns: ["id", "from", "link", "to", "confidence"],
      contents: (link) => searched([link.from.words, link.phrase, link.to.words, ...quotesOf(link).map(({ text, title }) => `${text} ${title}`)]),
      row: linkRow,
    },
  };
  for (const [name, table] of Object.entries(TABLES)) Object.assign(table, { body: element(name).tBodies[0], heads: [...element(name).tHead.rows[0].cells], sorted: table.all, most: STEP, passing: [], chosen: [] });

  // The name is a button, so that the keyboard can choose a row.
  function choosable(row, name, choice, label, ...beside) {
    const named = button(make("bdi", {}, name), () => {}, { class: "choose", ...(label ? { "aria-label": label } : {}) });
    row.addEventListener("click", (event) => {
      if (event.target.closest("a, summary, .proof")) return;
      page.change({ choice, path: null }, { move: "evidence", from: named });
    });
    return make("th", { scope: "row" }, named, ...beside);
  }

  function nodeRow(entity) {
    const row = make("tr", { "data-id": entity.id });
    const facts = entity.facts.map(([term, value]) => make("li", {}, make("span", { class: "term" }, `${term}:`), " ", make("bdi", {}, value)));
    row.append(
      choosable(row, entity.name, { sort: "node", id: entity.id }),
      make("td", { class: "kind" }, shapeOf(entity), ` ${entity.kind}`),
      make("td", {}, ...(facts.length ? [make("ul", { class: "facts" }, ...facts)] : [])),
      make("td", { class: "number" }, entity.links),
      make("td", {}, quotes.fold(entity)),
    );
    return row;
  }

  // The words of one of two commitments that may overlap, so that the two stand side by side.
  const side = ({ pair }, number) => (pair.length ? [make("q", { class: "side" }, make("bdi", {}, entities.get(pair[number]).name))] : []);

  function reasonRow(reason) {
    const row = make("tr", { "data-id": reason.id });
    const { from, to } = reason.tie;
    row.append(
      choosable(row, from.name, { sort: "tie", id: reason.tie.id }, `${from.name} and ${to.name}: ${reason.text}`, ...side(reason, 0)),
      make("td", {}, make("bdi", {}, to.name), ...side(reason, 1)),
      make("td", {}, make("bdi", {}, reason.text)),
      make("td", { class: "number" }, reason.weight),
      make("td", {}, quotes.fold(reason)),
    );
    return row;
  }

  function linkRow(link) {
    const row = make("tr", { "data-id": link.id });
    row.append(
      choosable(row, link.from.name, { sort: "link", id: link.id }, link.sentence),
      make("td", { class: "phrase" }, link.phrase),
      make("td", {}, make("bdi", {}, link.to.name)),
      make("td", { class: "number" }, `${link.confidence}\u00a0%`),
      make("td", {}, quotes.fold(link)),
    );
    return row;
  }

  function write(name) {
    const table = TABLES[name];
    const first = table.passing.slice(0, table.most);
    // A chosen row is always there; behind the last row that is written it comes first.
    const ahead = table.passing.length > first.length ? table.passing.filter((item) => table.chosen.includes(item.id) && !first.includes(item)) : [];
    table.body.replaceChildren(...[...ahead, ...first].map(table.row));
    const [count, all] = [table.passing.length, table.all.length].map((number) => number.toLocaleString("en-GB"));
    element(`${name}-count`).textContent = table.passing.length === table.all.length ? all : `${count} of ${all}`;
    const rest = table.passing.length - first.length;
    element(`${name}-more`).hidden = rest <= 0;
    element(`${name}-more-words`).textContent = `${first.length.toLocaleString("en-GB")} of ${count} rows are written out.`;
    element(`${name}-more-button`).textContent = `Write out ${Math.min(STEP, rest)} more`;
    light(table);
  }

  function light(table) {
    for (const row of table.body.rows) {
      const on = table.chosen.includes(row.dataset.id);
      row.classList.toggle("chosen", on);
      if (on) row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current");
    }
  }

  // Bring a table in line with filters, search and order.
  function bring(name) {
    const table = TABLES[name];
    table.passing = table.sorted.filter((item) => table.shows(item) && (!words || (item.contents ??= table.contents(item)).includes(words)));
    write(name);
  }

  // Bring all tables in line; returns what they show.
  function filter() {
    for (const name of Object.keys(TABLES)) bring(name);
    const [things, joins] = [TABLES.nodes, TABLES.links].map(({ passing }) => passing.length.toLocaleString("en-GB"));
    return `The tables show ${things} of ${entities.size.toLocaleString("en-GB")} things and ${joins} of ${links.size.toLocaleString("en-GB")} links.`;
  }

  function search(text) {
    words = text.trim().toLocaleLowerCase();
    for (const table of Object.values(TABLES)) table.most = STEP;
    return filter();
  }

  function sort(name, column) {
    const table = TABLES[name];
    const header = table.heads[column];
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.heads) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const keyed = table.all.map((item) => ({ item, text: table.texts[column](item) }));
    table.sorted = keyed.sort((one, other) => (ascending ? 1 : -1) * compare(one.text, other.text)).map(({ item }) => item);
    filter();
    page.announce(`Sorted by ${header.textContent}, ${ascending ? "ascending" : "descending"}.`);
  }

  function mark(ids) {
    for (const [name, table] of Object.entries(TABLES)) {
      table.chosen = ids;
      const written = new Set([...table.body.rows].map((row) => row.dataset.id));
      if (ids.some((id) => !written.has(id) && table.passing.some((item) => item.id === id))) write(name); else light(table);
    }
  }

  // A cell that a spreadsheet would take for a formula gets an apostrophe in front.
  const cell = (value) => {
    const text = /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value;
    return `"${text.replaceAll('"', '""')}"`;
  };

  // One line for each quote of each row that passes the filters.
  function csv(name) {
    const { passing, texts, columns } = TABLES[name];
    const fields = ["text", "title", "publisher", "published", "place", "url"];
    const quoted = (item) => { const found = quotesOf(item).map((quote) => fields.map((field) => quote[field] || "")); return found.length ? found : [fields.map(() => "")]; };
    const lines = passing.flatMap((item) => quoted(item).map((quote) => [item.id, ...texts.slice(0, 4).map((text) => text(item)), ...quote]));
    const head = [...columns, "quote", "document", "publisher", "published", "place", "address"];
    return "\ufeff" + [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  for (const [name, table] of Object.entries(TABLES)) {
    table.heads.forEach((header, column) => header.replaceChildren(button(header.textContent, () => sort(name, column))));
    element(`${name}-more-button`).addEventListener("click", () => {
      const at = table.body.rows.length;
      table.most += STEP;
      write(name);
      const next = table.body.rows[at];
      if (next) next.querySelector(".choose").focus();
    });
  }

  return { names: Object.keys(TABLES), bring, filter, search, mark, csv, passing: (name) => TABLES[name].passing };
})();
