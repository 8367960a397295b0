// Ties: all that connects two things as one line, as wide as the connection is strong. A page has them or not.
page.ties = (() => {
  const { ties: all, sorts, reasons, links, entities } = page.content;
  const strongest = all.reduce((most, tie) => Math.max(most, tie.strength), 0);
  let lines = new Map(); // The ties that pass the filters, as lines of the picture.
  let standing = new Set(); // The reasons that do.

  const drawn = () => all.length > 0 && page.state.look === "ties";

  // A reason stands as long as the links that are shown lead from one end to the other.
  function stands(reason, joins) {
    const left = reason.links.filter((id) => joins.has(id)).map((id) => links.get(id));
    const reached = new Set([reason.tie.source]);
    for (let more = true; more;) {
      const next = left.filter((link) => reached.has(link.source) !== reached.has(link.target));
      for (const link of next) reached.add(link.source).add(link.target);
      more = next.length > 0;
    }
    return reached.has(reason.tie.target);
  }

  function compute(joins) {
    standing = new Set([...reasons.values()].filter((reason) => stands(reason, joins)).map(({ id }) => id));
    lines = new Map();
    for (const tie of all) {
      const kept = tie.reasons.filter(({ id }) => standing.has(id));
      const strength = kept.reduce((sum, { weight }) => sum + weight, 0);
      if (!kept.length || strength < page.state.strong) continue;
      const ids = new Set(kept.flatMap((reason) => reason.links).filter((id) => joins.has(id)));
      lines.set(tie.id, { id: tie.id, from: entities.get(tie.source).spot, to: entities.get(tie.target).spot, links: [...ids].map((id) => links.get(id)), reasons: kept, strength });
    }
    standing = new Set([...lines.values()].flatMap((line) => line.reasons.map(({ id }) => id)));
  }

  // How many reasons of each sort, e.g. "2 direct links, 1 shared theme".
  function summary(line) {
    const counts = new Map();
    for (const { kind } of line.reasons) counts.set(kind, (counts.get(kind) || 0) + 1);
    return [...counts].map(([kind, count]) => `${count} ${sorts[kind].words[count === 1 ? 0 : 1]}`).join(", ");
  }

  // The ties that rest on a thing or a link.
  function restingOn(test) {
    return [...lines.values()].filter((line) => line.links.some(test)).map(({ id }) => id);
  }

  const of = (id) => [...lines.values()].filter((line) => line.from === id || line.to === id);

  return {
    drawn, compute, summary, restingOn, of,
    lines: () => lines,
    stands: (reason) => standing.has(reason.id),
    symbols: () => new Set([...lines.values()].flatMap(({ from, to }) => [from, to])),
    width: (line) => Math.round(100 * (1.2 + 8 * line.strength / strongest)) / 100,
    loose: (line) => line.reasons.every(({ kind }) => sorts[kind].loose),
  };
})();
