// Evidence: why the chosen symbol, line, link or way exists, in the documents' words.
page.evidence = (() => {
  const { element, entities, links, linksOfEntity, membersOfSpot, putAway, spots, cut, ties: allTies } = page.content;
  const { make, button, shapeOf, quotes, shown, ties } = page;
  const start = element("evidence-start");
  const panel = element("evidence-chosen");
  const MOST_CLAIMS = 40;
  const MOST_NEIGHBOURS = 60;
  const FIRST_QUOTES = 2;

  const heading = (text) => make("h2", { id: "chosen-heading", tabindex: "-1" }, make("bdi", {}, text));
  const over = (...words) => make("p", { class: "over" }, ...words);
  const small = (text) => make("p", { class: "small" }, text);
  const lead = (choice) => page.change({ choice }, { move: "evidence" });

  function claim(link) {
    return make("article", { class: "claim", "data-link": link.id }, make("h3", {}, make("bdi", {}, link.sentence)), ...quotes.of(link));
  }

  const toEntity = (entity, words = cut(entity.name, 110)) =>
    button([shapeOf(entity), make("bdi", {}, words)], () => lead({ sort: "node", id: entity.id }));

  // The neighbour, and beside it the way to the words that connect the two.
  const neighbour = (entity, link) =>
    [toEntity(entity), button("Why?", () => lead({ sort: "link", id: link.id }), { class: "why", "aria-label": `Why? ${link.sentence}` })];

  function listOf(title, items) {
    if (!items.length) return [];
    const entries = items.slice(0, MOST_NEIGHBOURS).map((item) => make("li", {}, ...[item].flat()));
    const rest = items.length - entries.length;
    return [make("h3", {}, title), make("ul", { class: "near" }, ...entries), ...(rest > 0 ? [small(`${rest.toLocaleString("en-GB")} more are in the tables below.`)] : [])];
  }

  function neighbours(entity) {
    const groups = new Map();
    for (const link of linksOfEntity(entity.id).filter((one) => shown.link(one.id))) {
      const outward = link.source === entity.id;
      const title = outward ? `It ${link.phrase}` : `${link.phrase[0].toUpperCase()}${link.phrase.slice(1)} it`;
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push(neighbour(outward ? link.to : link.from, link));
    }
    return [...groups].flatMap(([title, items]) => listOf(`${title} (${items.length.toLocaleString("en-GB")})`, items));
  }

  // What can be done with the symbol in the picture.
  function deeds(spot, entity) {
    const { state } = page;
    const flip = (name, id) => { const set = new Set(state[name]); if (!set.delete(id)) set.add(id); return { [name]: set }; };
    const cluster = ties.drawn() ? null : putAway(spot).length ? spot : spots.get(spot).cluster;
    const away = cluster ? putAway(cluster).length : 0;
    const open = cluster && state.open.has(cluster);
    const set = { class: "small-button" };
    return make("p", { class: "deeds" },
      ...(cluster ? [button(open ? "Close its cluster" : `Open its cluster (${away.toLocaleString("en-GB")})`, () => page.change(flip("open", cluster), { focus: "chosen-heading", said: open ? "Cluster closed." : "Cluster opened." }), { ...set, id: "open-cluster" })] : []),
      ...(entity ? [button("Find a path from here", () => page.seekPath(entity.id), { ...set, id: "path-from" })] : []),
      button(state.pinned.has(spot) ? "Unpin" : "Pin", () => page.change(flip("pinned", spot), { focus: "pin", said: state.pinned.has(spot) ? "Unpinned." : "Pinned: it stays named and in sight." }), { ...set, id: "pin", "aria-pressed": String(state.pinned.has(spot)) }),
      button("Hide", () => page.change({ ...flip("away", spot), choice: null }, { focus: "undo", said: "Hidden. Undo brings it back." }), set));
  }

  // What the thing is tied to, the strongest first.
  function tiesOf(entity) {
    const found = ties.of(entity.spot).map((line) => ({ line, other: entities.get(line.from === entity.id ? line.to : line.from) }));
    return listOf(`Connected with (${found.length})`, found.map(({ line, other }) => button([make("bdi", {}, other.name), ` – ${strengthOf(line)}`], () => lead({ sort: "tie", id: line.id }))));
  }

  const strengthOf = (line) => `strength ${line.strength.toLocaleString("en-GB", { maximumFractionDigits: 2 })}`;

  // A reason in words, its quotes, and the claims it is made of.
  function because(reason) {
    const behind = reason.links.filter((id) => shown.link(id)).map((id) => links.get(id));
    const claims = make("details", { class: "proof" }, make("summary", {}, behind.length === 1 ? "The claim behind it" : `The ${behind.length} claims behind it`),
      make("ul", { class: "near" }, ...behind.map((link) => make("li", {}, button(make("bdi", {}, link.sentence), () => lead({ sort: "link", id: link.id }))))));
    return make("article", { class: "claim", "data-reason": reason.id }, make("h3", {}, make("bdi", {}, reason.text)), small(reason.pair.length ? `Likeness ${reason.weight}, of at most 1. A candidate: whether the two overlap is for you to judge.` : `Adds ${reason.weight} to the strength.`), ...(reason.pair.length ? [sides(reason)] : quotes.of(reason, FIRST_QUOTES)), claims);
  }

  // Both commitments with their quotes, side by side.
  function sides({ pair }) {
    const shownPair = pair.map((id) => entities.get(id));
    return make("div", { class: "sides" }, ...shownPair.map((entity) => make("div", {}, make("ul", { class: "near" }, make("li", {}, toEntity(entity, cut(entity.name, 60)))), ...quotes.of(entity, 1))));
  }

  function ofTie(id) {
    const tie = allTies.find((one) => one.id === id);
    const line = ties.lines().get(id);
    const ends = [tie.from, tie.to];
    const title = ends.map(({ name }) => cut(name, 80)).join(" and ");
    if (!line) return [over("Connection"), heading(title), small("A filter hides this connection.")];
    return [over(`Connection, ${strengthOf(line)}`), heading(title), small(`${ties.summary(line)}.`), ...line.reasons.map(because), ...listOf("Between", ends.map((entity) => toEntity(entity)))];
  }

  function ofNode(id) {
    const entity = entities.get(id);
    const group = membersOfSpot(entity.spot).length;
    const facts = entity.facts.map(([term, value]) => make("li", {}, make("span", { class: "term" }, `${term}:`), " ", make("bdi", {}, value)));
    return [
      over(shapeOf(entity), entity.kind, group > 1 ? ` – one of ${group} that share a symbol` : ""),
      heading(entity.name), deeds(entity.spot, entity), ...(facts.length ? [make("ul", { class: "facts" }, ...facts)] : []),
      ...quotes.of(entity, FIRST_QUOTES), ...tiesOf(entity), ...neighbours(entity),
    ];
  }

  function ofGroup(id) {
    const members = membersOfSpot(id);
    const note = small("They have the same owner and theme. Choose one to read its words.");
    return [over(shapeOf(members[0]), "Commitments that share a symbol"), heading(`${members.length} commitments`), deeds(id, null), note,
      make("ul", { class: "near" }, ...members.map((entity) => make("li", {}, toEntity(entity, entity.name))))];
  }

  function ofLinks(chosen, title) {
    const first = chosen.slice(0, MOST_CLAIMS);
    const rest = chosen.length - first.length;
    const ends = new Set(first.flatMap((link) => [link.from, link.to]));
    const near = ends.size > 6 ? [] : listOf("Between", [...ends].map((entity) => toEntity(entity)));
    return [over(title), heading(chosen.length === 1 ? chosen[0].sentence : title), ...first.map(claim), ...(rest > 0 ? [small(`${rest} more are in the table of links below.`)] : []), ...near];
  }

  function ofLine(id) {
    const chosen = (shown.lines().get(id) || { links: [] }).links;
    if (!chosen.length) return [over("Link"), heading("This line is not shown"), small("A filter or a closed cluster hides it.")];
    const parts = ofLinks(chosen, chosen.length === 1 ? "Link" : `${chosen.length} links`);
    if (chosen.length > 1) parts.splice(0, 2, over(`${chosen.length} links between the same two symbols`), heading(page.picture.wordsOf(id)));
    return parts;
  }

  function ofLink(id) {
    const link = links.get(id);
    const parts = ofLinks([link], "Link");
    const line = shown.lineOf(link);
    const beside = line ? shown.lines().get(line).links.length : 0;
    if (beside > 1) parts.push(make("p", { class: "claim" }, button(`Show all ${beside} links of this line`, () => lead({ sort: "line", id: line }))));
    return parts;
  }

  function ofPath(way) {
    const [from, to] = page.state.path.map((id) => entities.get(id));
    const names = [from, to].map((entity) => cut(entity.name, 80));
    const leave = button("Leave the path", () => page.change({ path: null, choice: { sort: "node", id: from.id } }, { move: "evidence" }), { class: "small-button" });
    const themes = button(page.state.themes ? "Only without themes" : "Also through themes", () => page.change({ themes: !page.state.themes }, { move: "evidence" }), { class: "small-button" });
    if (!way.length) {
      const note = page.state.themes ? "No chain of the links that are shown here leads from one to the other." : "No chain of the links that are shown here leads from one to the other, leaving themes out.";
      return [over("Path"), heading(`${names[0]} and ${names[1]} are not connected on this page`), make("p", { class: "deeds" }, themes, leave), small(note)];
    }
    const steps = way.length === 1 ? "one step" : `${way.length} steps`;
    return [over("Path"), heading(`From ${names[0]} to ${names[1]} in ${steps}`), make("p", { class: "deeds" }, themes, leave), ...way.map(claim)];
  }

  const makers = { node: ofNode, group: ofGroup, line: ofLine, link: ofLink, tie: ofTie };

  // Show what was chosen, or the way that was found; returns its heading.
  function show(choice, way) {
    const parts = way ? ofPath(way) : choice ? makers[choice.sort](choice.id) : [];
    if (!parts.length && panel.hidden) return "";
    start.hidden = parts.length > 0;
    panel.hidden = !parts.length;
    panel.replaceChildren(...parts);
    element("evidence").setAttribute("aria-labelledby", parts.length ? "chosen-heading" : "evidence-heading");
    panel.scrollTop = 0;
    const title = element("chosen-heading");
    return title ? title.textContent : "";
  }

  const focus = () => (element("chosen-heading") || element("evidence-heading")).focus();

  return { show, focus };
})();
