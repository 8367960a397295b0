// Evidence: why the chosen symbol, line or link exists, in the documents' words.
page.evidence = (() => {
  const { element, entities, links, linksOfLine, linksOfEntity, membersOfSpot, showsLink } = page.content;
  const { make, shapeOf } = page;
  const start = element("evidence-start");
  const panel = element("evidence-chosen");
  const MOST_CLAIMS = 40;
  const FIRST_QUOTES = 2;

  // A copy of what the server wrote into the row, without its fold.
  const quotesOf = (row) => [...row.querySelector(".proof").children].filter((part) => part.tagName !== "SUMMARY").map((part) => part.cloneNode(true));

  // The first quotes in full, the others folded, so that the neighbours stay near.
  function firstQuotes(row) {
    const parts = quotesOf(row);
    const figures = parts.filter((part) => part.tagName === "FIGURE");
    const notes = parts.filter((part) => part.tagName !== "FIGURE");
    if (figures.length <= FIRST_QUOTES + 1) return parts;
    const rest = figures.slice(FIRST_QUOTES);
    return [...figures.slice(0, FIRST_QUOTES), make("details", { class: "proof" }, make("summary", {}, `${rest.length} more quotes`), ...rest), ...notes];
  }

  const heading = (text) => make("h2", { id: "chosen-heading", tabindex: "-1" }, make("bdi", {}, text));

  function claim(link) {
    const title = make("h3", {}, make("bdi", {}, link.sentence));
    return make("article", { class: "claim", "data-link": link.id }, title, ...quotesOf(link.row));
  }

  function button(entity, words) {
    const made = make("button", { type: "button" }, shapeOf(entity), make("bdi", {}, words));
    made.addEventListener("click", () => page.choose({ sort: "node", id: entity.id }, { move: "evidence" }));
    return made;
  }

  // The neighbour, and beside it the way to the words that connect the two.
  function neighbour(entity, link) {
    const why = make("button", { type: "button", class: "why", "aria-label": `Why? ${link.sentence}` }, "Why?");
    why.addEventListener("click", () => page.choose({ sort: "link", id: link.id }, { move: "evidence" }));
    return [button(entity, short(entity.name)), why];
  }

  function listOf(title, items) {
    const entries = items.map((item) => make("li", {}, ...[item].flat()));
    return items.length ? [make("h3", {}, title), make("ul", { class: "near" }, ...entries)] : [];
  }

  const short = (text) => (text.length > 110 ? `${text.slice(0, 108).replace(/\s+\S*$/, "")}…` : text);

  function neighbours(entity) {
    const groups = new Map();
    for (const link of linksOfEntity(entity.id).filter(showsLink)) {
      const outward = link.source === entity.id;
      const other = entities.get(outward ? link.target : link.source);
      const title = outward ? `It ${link.phrase}` : `${link.phrase[0].toUpperCase()}${link.phrase.slice(1)} it`;
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push(neighbour(other, link));
    }
    return [...groups].flatMap(([title, buttons]) => listOf(`${title} (${buttons.length})`, buttons));
  }

  function ofNode(id) {
    const entity = entities.get(id);
    const facts = entity.row.querySelector(".facts");
    const group = membersOfSpot(entity.spot).length;
    const over = make("p", { class: "over" }, shapeOf(entity), entity.kind, group > 1 ? ` – one of ${group} that share a symbol` : "");
    return [over, heading(entity.name), ...(facts ? [facts.cloneNode(true)] : []), ...firstQuotes(entity.row), ...neighbours(entity)];
  }

  function ofGroup(id) {
    const members = membersOfSpot(id);
    const over = make("p", { class: "over" }, shapeOf(members[0]), "Commitments that share a symbol");
    const note = make("p", { class: "small" }, "They have the same owner and theme. Choose one to read its words.");
    return [over, heading(`${members.length} commitments`), note, make("ul", { class: "near" }, ...members.map((entity) => make("li", {}, button(entity, entity.name))))];
  }

  function ofLinks(chosen, title) {
    const shown = chosen.slice(0, MOST_CLAIMS);
    const rest = chosen.length - shown.length;
    const ends = new Map(shown.flatMap((link) => [link.source, link.target]).map((id) => [id, entities.get(id)]));
    const near = ends.size > 6 ? [] : listOf("Between", [...ends.values()].map((entity) => button(entity, short(entity.name))));
    const note = rest > 0 ? [make("p", { class: "small" }, `${rest} more are in the table of links below.`)] : [];
    return [make("p", { class: "over" }, title), ...(chosen.length === 1 ? [heading(chosen[0].sentence)] : [heading(title)]), ...shown.map(claim), ...note, ...near];
  }

  function ofLine(id) {
    const chosen = linksOfLine(id).filter(showsLink);
    const parts = ofLinks(chosen, chosen.length === 1 ? "Link" : `${chosen.length} links`);
    if (chosen.length > 1) parts.splice(0, 2, make("p", { class: "over" }, `${chosen.length} links between the same two symbols`), heading(page.picture.wordsOf(id)));
    return parts;
  }

  function ofLink(id) {
    const link = links.get(id);
    const parts = ofLinks([link], "Link");
    const beside = linksOfLine(link.line).length;
    if (link.line && beside > 1) {
      const more = make("button", { type: "button" }, `Show all ${beside} links of this line`);
      more.addEventListener("click", () => page.choose({ sort: "line", id: link.line }, { move: "evidence" }));
      parts.push(make("p", { class: "claim" }, more));
    }
    return parts;
  }

  const makers = { node: ofNode, group: ofGroup, line: ofLine, link: ofLink };

  function show(choice) {
    start.hidden = Boolean(choice);
    panel.hidden = !choice;
    panel.replaceChildren(...(choice ? makers[choice.sort](choice.id) : []));
    element("evidence").setAttribute("aria-labelledby", choice ? "chosen-heading" : "evidence-heading");
    panel.scrollTop = 0;
    const title = element("chosen-heading");
    return title ? title.textContent : "";
  }

  const focus = () => (element("chosen-heading") || element("evidence-heading")).focus();

  return { show, focus };
})();
