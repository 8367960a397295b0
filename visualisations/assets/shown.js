// Shown: which things and links pass the filters, and which symbols and lines stand for them.
page.shown = (() => {
  const { graph, entities, links, spots, linksOfEntity, membersOfSpot } = page.content;
  let things = new Set();
  let joins = new Set();
  let symbols = new Set();
  let lines = new Map();
  const base = new Map(graph.edges.map((edge) => [edge.id, edge]));

  const ends = (id, type, side) => linksOfEntity(id).filter((link) => link.type === type && link[side] !== id).map((link) => link[side]);

  function passes(commitment, state) {
    if (state.strength && (commitment.strength || "none") !== state.strength) return false;
    if (state.status && (commitment.status || "none") !== state.status) return false;
    if (state.after && !(commitment.due >= state.after)) return false;
    if (state.before && !(commitment.due <= state.before)) return false;
    if (state.theme && !ends(commitment.id, "CONCERNS", "target").includes(state.theme)) return false;
    return !state.department || ends(commitment.id, "MAKES", "source").includes(state.department);
  }

  // A filter on commitments keeps what these hang on: their owners, strategies and themes, and what it names itself.
  function filtered(state) {
    const asked = ["theme", "department", "strength", "status", "after", "before"].some((name) => state[name]);
    const kept = new Set();
    if (!asked) return new Set(entities.keys());
    for (const id of [state.theme, state.department]) if (id) kept.add(id);
    for (const entity of entities.values()) {
      if (entity.kind !== "Commitment" || !passes(entity, state)) continue;
      kept.add(entity.id);
      for (const link of linksOfEntity(entity.id)) for (const end of [link.from, link.to]) if (end.kind !== "Commitment") kept.add(end.id);
    }
    // Who only names a theme belongs to the answer, too.
    if (state.theme && !state.department) for (const id of ends(state.theme, "ADDRESSES", "source")) kept.add(id);
    return kept;
  }

  const representative = (id, state) => {
    if (page.ties.drawn()) return id;
    const { cluster } = spots.get(id);
    return cluster && !state.open.has(cluster) ? cluster : id;
  };

  function compute() {
    const { state } = page;
    const kept = filtered(state);
    const sure = (claim) => claim.confidence >= state.sure;
    things = new Set([...kept].filter((id) => {
      const entity = entities.get(id);
      return !state.hide.has(entity.kind) && sure(entity) && !state.away.has(entity.spot);
    }));
    joins = new Set();
    for (const link of links.values()) if (!state.hide.has(link.type) && sure(link) && things.has(link.source) && things.has(link.target)) joins.add(link.id);
    page.ties.compute(joins);
    if (page.ties.drawn()) { symbols = page.ties.symbols(); lines = page.ties.lines(); return; }
    symbols = new Set([...things].map((id) => representative(entities.get(id).spot, state)));
    lines = drawn(state);
  }

  function nameOf(one, other) {
    const id = `${one}~${other}`;
    return base.has(id) || !base.has(`${other}~${one}`) ? [id, one, other] : [`${other}~${one}`, other, one];
  }

  // Links between the same two symbols share a line.
  function drawn(state) {
    const found = new Map();
    for (const id of joins) {
      const link = links.get(id);
      const [source, target] = [link.from, link.to].map((end) => representative(end.spot, state));
      if (source === target) continue;
      const [name, from, to] = nameOf(...(base.has(`${source}~${target}`) || base.has(`${target}~${source}`) ? [source, target] : [source, target].sort()));
      if (!found.has(name)) found.set(name, { id: name, from, to, links: [], onward: 0 });
      const line = found.get(name);
      line.links.push(link);
      line.onward += source === from;
    }
    return found;
  }

  const lineOf = (link) => {
    if (page.ties.drawn()) return page.ties.restingOn((one) => one.id === link.id)[0] || null;
    const [source, target] = [link.from, link.to].map((end) => representative(end.spot, page.state));
    return [`${source}~${target}`, `${target}~${source}`].find((id) => lines.has(id)) || null;
  };

  return {
    compute, lineOf,
    representative: (id) => representative(id, page.state),
    thing: (id) => things.has(id),
    link: (id) => joins.has(id),
    symbol: (id) => symbols.has(id),
    symbols: () => symbols,
    lines: () => lines,
    // What a closed cluster stands for besides its own symbol.
    within: (id) => (page.ties.drawn() || page.state.open.has(id) ? [] : page.content.putAway(id)),
    membersShown: (id) => membersOfSpot(id).filter((entity) => things.has(entity.id)),
  };
})();
