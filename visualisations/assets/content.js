"use strict";
// Content: what the page holds, read from its tables, which the server wrote and escaped. Nothing here makes HTML from text.
const page = {};
document.documentElement.classList.add("script"); // Before the picture is made, so that its frame has a size.

page.content = (() => {
  const element = (id) => document.getElementById(id);
  const graph = JSON.parse(element("graph").textContent);
  const entities = new Map();
  const links = new Map();
  const linksOfLine = new Map();
  const linksOfEntity = new Map();
  const membersOfSpot = new Map();

  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);

  for (const row of element("nodes").tBodies[0].rows) {
    const name = row.cells[0].textContent.trim();
    const aliases = row.dataset.aliases ? row.dataset.aliases.split("\n") : [];
    const entity = { row, name, aliases, id: row.dataset.id, spot: row.dataset.spot, kind: row.dataset.kind };
    entities.set(entity.id, entity);
    add(membersOfSpot, entity.spot, entity);
  }
  for (const row of element("links").tBodies[0].rows) {
    const { id, type, source, target, line, sentence } = row.dataset;
    const link = { row, id, type, source, target, line, sentence, phrase: row.cells[1].textContent.trim() };
    links.set(id, link);
    add(linksOfLine, line, link);
    add(linksOfEntity, source, link);
    add(linksOfEntity, target, link);
  }

  const spots = new Map(graph.nodes.map((node) => [node.id, node]));
  const lines = new Map(graph.edges.map((edge) => [edge.id, edge]));

  // What the reader hid with the legend.
  const hidden = { kinds: new Set(), types: new Set() };
  const showsKind = (kind) => !hidden.kinds.has(kind);
  const showsLink = (link) =>
    !hidden.types.has(link.type) && showsKind(entities.get(link.source).kind) && showsKind(entities.get(link.target).kind);

  return {
    element, graph, entities, links, spots, lines, hidden, showsKind, showsLink,
    linksOfLine: (id) => linksOfLine.get(id) || [],
    linksOfEntity: (id) => linksOfEntity.get(id) || [],
    membersOfSpot: (id) => membersOfSpot.get(id) || [],
  };
})();

// Make an element with text and attributes; text is always text.
page.make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

page.shapeOf = (entity) => entity.row.querySelector("svg.shape").cloneNode(true);

page.announce = (text) => { page.content.element("announcement").textContent = text; };

page.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

page.prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
