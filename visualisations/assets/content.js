"use strict";
// Content: what the page holds, from the block of data that the server wrote. Nothing here makes HTML from text.
const page = {};
document.documentElement.classList.add("script"); // Before the picture is made, so that its frame has a size.

page.content = (() => {
  const element = (id) => document.getElementById(id);
  const { picture: graph, things, links: claims, quotes, sources, months, ties, places, sorts } = JSON.parse(element("content").textContent);
  const entities = new Map();
  const links = new Map();
  const linksOfEntity = new Map();
  const membersOfSpot = new Map();

  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  const cut = (text, most) => text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, "")}…`;

  for (const thing of things) {
    const entity = { ...thing, sort: "node", links: 0, words: [thing.name, ...thing.aliases].join("\n").toLocaleLowerCase() };
    entities.set(entity.id, entity);
    add(membersOfSpot, entity.spot, entity);
  }
  const spoken = (entity) => (entity.kind === "Commitment" ? `“${cut(entity.name, 160)}”` : cut(entity.name, 160));
  for (const claim of claims) {
    const [from, to] = [entities.get(claim.source), entities.get(claim.target)];
    const link = { ...claim, sort: "link", id: `${claim.source}~${claim.type}~${claim.target}`, from, to };
    // Made when it is needed: most sentences of a large page are never read.
    Object.defineProperty(link, "sentence", { get: () => `${spoken(from)} ${link.phrase} ${spoken(to)}` });
    links.set(link.id, link);
    add(linksOfEntity, link.source, link);
    if (link.target !== link.source) add(linksOfEntity, link.target, link);
    from.links += 1;
    to.links += 1;
  }

  const quote = (number) => {
    const [text, source, place, url] = quotes[number];
    const [title, publisher, published] = sources[source];
    return { text, title, publisher, published, place, url };
  };
  // A reason carries the quotes of all its links, and is as sure as the least sure of them.
  const reasons = new Map();
  for (const tie of ties) {
    Object.assign(tie, { id: `${tie.source}~${tie.target}`, from: entities.get(tie.source), to: entities.get(tie.target) });
    tie.reasons.forEach((reason, number) => {
      const behind = reason.links.map((id) => links.get(id));
      const own = [...new Set(behind.flatMap((link) => link.quotes))];
      const more = behind.reduce((sum, link) => sum + link.total - link.quotes.length, 0);
      const rule = [...new Set(behind.map((link) => link.rule))].join(", ");
      Object.assign(reason, { id: `${tie.id}~${number}`, tie, quotes: own, total: own.length + more, rule, confidence: Math.min(...behind.map((link) => link.confidence)) });
      reasons.set(reason.id, reason);
    });
  }
  const spots = new Map(graph.nodes.map((spot) => [spot.id, spot]));
  const putAway = new Map(); // The symbols that each cluster stands for.
  for (const spot of graph.nodes) if (spot.cluster) add(putAway, spot.cluster, spot.id);

  return {
    element, graph, months, entities, links, spots, quote, cut, ties, places, sorts, reasons,
    quotesOf: (claim) => claim.quotes.map(quote),
    linksOfEntity: (id) => linksOfEntity.get(id) || [],
    membersOfSpot: (id) => membersOfSpot.get(id) || [],
    putAway: (id) => putAway.get(id) || [],
    clusters: () => [...putAway.keys()],
  };
})();

// Make an element with text and attributes; text is always text.
page.make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

page.button = (words, pressed, attributes = {}) => {
  const made = page.make("button", { type: "button", ...attributes }, ...[words].flat());
  made.addEventListener("click", pressed);
  return made;
};

page.shapeOf = (entity) => document.querySelector(`.legend svg.${entity.kind.toLowerCase()}`).cloneNode(true);

page.announce = (text) => { page.content.element("announcement").textContent = text; };

// The colours of the day or the night, each looked up once: a picture asks for them thousands of times.
page.colours = () => {
  const style = getComputedStyle(document.documentElement);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim());
    return known.get(name);
  };
};

page.prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
