// Paths: the shortest way between two things along the links that are shown.
page.paths = (() => {
  const { entities, linksOfEntity } = page.content;
  const MOST_STEPS = 8;

  // Over a theme everything is connected to everything, so a way leads through themes only when that is asked for.
  const mayPass = (entity, target) => entity.id === target || page.state.themes || entity.kind !== "Theme";

  // The links from one to the other in order; null when there is no way of at most eight.
  function between(source, target) {
    const cameBy = new Map([[source, null]]);
    let edge = [source];
    for (let step = 0; step < MOST_STEPS && edge.length && !cameBy.has(target); step += 1) {
      const next = [];
      for (const id of edge) {
        for (const link of linksOfEntity(id)) {
          const other = link.source === id ? link.to : link.from;
          if (!page.shown.link(link.id) || cameBy.has(other.id) || !mayPass(other, target)) continue;
          cameBy.set(other.id, { id, link });
          next.push(other.id);
        }
      }
      edge = next;
    }
    return cameBy.has(target) ? traced(cameBy, target) : null;
  }

  function traced(cameBy, target) {
    const way = [];
    for (let step = cameBy.get(target); step; step = cameBy.get(step.id)) way.unshift(step.link);
    return way;
  }

  // The way that the state asks for: null when it asks for none, no links when there is none.
  function current() {
    const { path } = page.state;
    return path && path.every((id) => entities.has(id)) ? between(...path) || [] : null;
  }

  return { current };
})();
