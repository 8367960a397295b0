// Controls: what the reader sets is written into the state, and everything on the page follows from it.
page.controls = (() => {
  const { element, entities, links, spots, membersOfSpot } = page.content;
  const { picture, shown, state, memory, ties } = page;
  let from = null; // Where the focus goes back to when the choice is cleared.
  let seeking = null; // The thing from which a path is to be found, until its other end is chosen.

  // With ties, only their ends are drawn; what else is chosen lights the ties that rest on it.
  const drawnItself = ({ sort, id }) => sort === "line" || (sort === "node" && shown.symbol(entities.get(id).spot));
  function touches({ sort, id }) {
    if (sort === "link") return (link) => link.id === id;
    const members = new Set(sort === "group" ? membersOfSpot(id).map((entity) => entity.id) : [id]);
    return (link) => members.has(link.source) || members.has(link.target);
  }

  // What a way, or else a choice, puts in focus in the picture.
  function focusOf(choice, way) {
    if (way) return { way };
    if (!choice) return {};
    if (choice.sort === "tie") return ties.drawn() ? { line: choice.id } : { way: (ties.lines().get(choice.id) || { links: [] }).links };
    if (ties.drawn() && !drawnItself(choice)) return { lines: ties.restingOn(touches(choice)) };
    if (choice.sort === "node") return { spot: entities.get(choice.id).spot };
    if (choice.sort === "group") return { spot: choice.id };
    if (choice.sort === "line") return { line: choice.id };
    const link = links.get(choice.id);
    const line = shown.lineOf(link);
    return line ? { line } : { spot: link.from.spot };
  }

  function rowsOf(choice, way) {
    if (way) return way.map(({ id }) => id);
    if (!choice) return [];
    if (choice.sort === "tie") return (ties.lines().get(choice.id) || { reasons: [] }).reasons.map(({ id }) => id);
    if (choice.sort === "group") return membersOfSpot(choice.id).map(({ id }) => id);
    if (choice.sort === "line") return (shown.lines().get(choice.id) || { links: [] }).links.map(({ id }) => id);
    return [choice.id];
  }

  const BOXES = { theme: "by-theme", department: "by-department", strength: "by-strength", status: "by-status", sure: "by-confidence", strong: "by-strong", size: "size-by" };
  // The sliders count the months of the page's deadlines; at its outer end each lets everything pass.
  const { months } = page.content;
  const SLIDERS = {
    after: { id: "due-after", open: 0, day: (at) => `${months[at - 1][0]}-01`, at: (day) => months.findIndex(([month]) => day.startsWith(month)) + 1 },
    before: { id: "due-before", open: months.length, day: (at) => `${months[at][0]}-31`, at: (day) => months.findIndex(([month]) => day.startsWith(month)) },
  };

  function slide(name) {
    const { id, open, at } = SLIDERS[name];
    const place = state[name] ? at(state[name]) : open;
    element(id).value = place < 0 ? open : place;
    nameMonth(name);
  }

  // The month beside the slider, also while it moves.
  function nameMonth(name) {
    const { id, open, day } = SLIDERS[name];
    const place = Number(element(id).value);
    const month = place === open ? "any day" : months.find(([one]) => day(place).startsWith(one))[1];
    element(`${id}-words`).textContent = month;
    element(id).setAttribute("aria-valuetext", month);
  }

  // The controls show what is set, wherever it was set.
  function reflect() {
    for (const box of document.querySelectorAll(".legend input")) box.checked = !state.hide.has(box.value);
    document.querySelector(`[name=hops][value="${state.steps}"]`).checked = true;
    for (const [name, id] of Object.entries(BOXES)) element(id).value = state[name];
    for (const name of Object.keys(SLIDERS)) slide(name);
    element("sure-words").textContent = state.sure ? `${state.sure} % or more` : "any";
    element("strong-words").textContent = state.strong ? `${state.strong} or more` : "any";
    for (const input of document.querySelectorAll("[name=look]")) input.checked = input.value === state.look;
    for (const words of document.querySelectorAll("[data-look]")) words.hidden = words.dataset.look !== state.look;
    element("line-names").checked = state.names;
    const set = ["theme", "department", "strength", "status", "after", "before", "sure", "strong"].filter((name) => state[name]).length;
    element("filters-set").textContent = set ? `(${set} set)` : "";
    element("clear-filters").disabled = !(set || state.hide.size || state.away.size);
    element("clear").disabled = !(state.choice || state.path);
  }

  // Bring the whole page in line with the state.
  function refresh({ said = null, move = null, focus = null, filters = true } = {}) {
    let told = null;
    if (filters) shown.compute();
    const way = page.paths.current();
    picture.show(focusOf(state.choice, way));
    if (filters) told = page.tables.filter();
    const title = page.evidence.show(state.choice, way);
    page.tables.mark(rowsOf(state.choice, way));
    reflect();
    if (said) page.announce(said === true ? told : said);
    if (move === "evidence") page.evidence.focus();
    if (focus && element(focus)) element(focus).focus();
    return title;
  }

  const CHOICE_ONLY = new Set(["choice", "steps", "path", "themes", "pinned", "names", "size"]);

  // Set parts of the state.
  function change(parts, { move = null, focus = null, said = null, from: origin = null } = {}) {
    Object.assign(state, parts);
    from = origin || (state.choice ? from : null);
    const filters = !Object.keys(parts).every((name) => CHOICE_ONLY.has(name));
    const title = refresh({ said, move, focus, filters });
    memory.remember();
    if (!said && "choice" in parts) page.announce(state.choice ? `Chosen: ${title}. Its evidence is beside the picture.` : "Choice cleared.");
    else if (!said && "path" in parts) page.announce(title);
  }

  // A choice, or the other end of the path that is sought.
  function pick(choice, options = {}) {
    if (seeking && choice && choice.sort === "node" && choice.id !== seeking) {
      const path = [seeking, choice.id];
      endSeeking();
      change({ path, choice: null }, { move: "evidence", from: picture.frame });
    } else change({ choice, path: null }, options);
  }

  function endSeeking() {
    seeking = null;
    element("seeking").hidden = true;
  }

  function seekPath(id) {
    seeking = id;
    element("seeking-words").textContent = `Choose where the path from “${page.content.cut(entities.get(id).name, 60)}” ends: in the picture, in a table, or by searching its name.`;
    element("seeking").hidden = false;
    page.search.focus();
  }

  function clear() {
    const back = from;
    endSeeking();
    change({ choice: null, path: null });
    if (back && back.isConnected) back.focus();
    else if (back) picture.frame.focus();
    from = null;
  }

  // The choice a symbol stands for: itself, or the commitments that share it.
  function choiceOfSpot(id) {
    const members = membersOfSpot(id);
    return members.length > 1 ? { sort: "group", id } : { sort: "node", id: members[0].id };
  }

  function spotOfChoice() {
    const { choice } = state;
    if (!choice || !["node", "group"].includes(choice.sort)) return null;
    return choice.sort === "group" ? choice.id : entities.get(choice.id).spot;
  }

  const flipped = (name, id) => { const set = new Set(state[name]); if (!set.delete(id)) set.add(id); return { [name]: set }; };
  const setSteps = (steps) => change({ steps }, { said: `${steps} ${steps === 1 ? "step" : "steps"} around the choice.` });
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function openCluster(spot) {
    const cluster = page.content.putAway(spot).length ? spot : spots.get(spot).cluster;
    if (cluster) change(flipped("open", cluster), { said: state.open.has(cluster) ? "Cluster closed." : "Cluster opened." });
  }

  const KEYS = {
    Enter: () => { if (state.choice || state.path) { from = picture.frame; page.evidence.focus(); } },
    "+": () => picture.zoom(1.25), "=": () => picture.zoom(1.25), "-": () => picture.zoom(0.8), 0: () => picture.fit(),
    1: () => setSteps(1), 2: () => setSteps(2), 3: () => setSteps(3),
    o: (here) => here && openCluster(here),
    p: (here) => here && change(flipped("pinned", here), { said: state.pinned.has(here) ? "Unpinned." : "Pinned." }),
    h: (here) => here && change({ ...flipped("away", here), choice: null }, { said: "Hidden. Undo brings it back." }),
  };

  function pictureKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = spotOfChoice();
    const here = chosen && shown.symbol(shown.representative(chosen)) ? chosen : null;
    const step = ARROWS[event.key];
    if (step) {
      const next = here ? picture.nextTo(here, ...step) : picture.firstShown();
      if (next) pick(choiceOfSpot(next));
    } else if (KEYS[event.key]) KEYS[event.key](here);
    else return;
    event.preventDefault();
  }

  function clicked({ nodes, edges, pointer }) {
    picture.network.unselectAll();
    const named = nodes.length ? null : page.labels.at(pointer.canvas, picture.network.getScale());
    const spot = nodes[0] || named;
    if (spot) pick(choiceOfSpot(spot));
    else if (edges.length) pick({ sort: ties.drawn() ? "tie" : "line", id: edges[0] });
    else if (state.choice || state.path) change({ choice: null, path: null });
  }

  function start() {
    memory.read(memory.current());
    shown.compute();
    const way = page.paths.current();
    picture.start(focusOf(state.choice, way));
    page.evidence.show(state.choice, way);
    reflect();
    memory.settle();
    picture.network.on("click", clicked);
    picture.network.on("doubleClick", ({ nodes }) => { if (nodes.length) openCluster(nodes[0]); });
  }

  // Tables are written after the picture, for there is more in them and they stand below it: one at a time, so that the picture answers meanwhile.
  function startTables(written) {
    const pause = window.requestIdleCallback || setTimeout;
    const [...names] = page.tables.names;
    const next = () => {
      if (names.length) { page.tables.bring(names.shift()); pause(next); return; }
      page.tables.mark(rowsOf(state.choice, page.paths.current()));
      written();
    };
    pause(next);
  }

  const on = (id, event, act) => element(id).addEventListener(event, act);
  for (const box of document.querySelectorAll(".legend input")) box.addEventListener("change", () => change(flipped("hide", box.value), { said: true }));
  for (const input of document.querySelectorAll("[name=hops]")) input.addEventListener("change", () => setSteps(Number(input.value)));
  for (const [name, id] of Object.entries(BOXES)) on(id, "change", ({ target }) => change({ [name]: target.type === "range" ? Number(target.value) : target.value }, { said: name === "size" ? "Sizes changed." : true }));
  for (const [name, { id, open, day }] of Object.entries(SLIDERS)) {
    on(id, "input", () => nameMonth(name));
    on(id, "change", ({ target }) => change({ [name]: Number(target.value) === open ? "" : day(Number(target.value)) }, { said: true }));
  }
  on("by-strong", "input", ({ target }) => { element("strong-words").textContent = Number(target.value) ? `${target.value} or more` : "any"; });
  for (const input of document.querySelectorAll("[name=look]")) input.addEventListener("change", () => {
    change({ look: input.value }, { said: input.value === "ties" ? "The picture shows connections." : "The picture shows what lies between." });
    picture.fit();
  });
  on("by-confidence", "input", ({ target }) => { element("sure-words").textContent = Number(target.value) ? `${target.value} % or more` : "any"; });
  on("line-names", "change", ({ target }) => change({ names: target.checked }, { said: target.checked ? "Lines are named." : "Lines are not named." }));
  on("clear-filters", "click", () => change({ hide: new Set(), away: new Set(), theme: "", department: "", strength: "", status: "", after: "", before: "", sure: 0, strong: 0 }, { said: true }));
  on("clear", "click", clear);
  on("undo", "click", memory.undo);
  on("stop-seeking", "click", () => { endSeeking(); page.evidence.focus(); });
  on("zoom-in", "click", () => picture.zoom(1.25));
  on("zoom-out", "click", () => picture.zoom(0.8));
  on("zoom-fit", "click", () => picture.fit());
  picture.frame.addEventListener("keydown", pictureKey);
  picture.frame.addEventListener("pointerdown", () => picture.frame.focus({ preventScroll: true }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.choice || state.path || seeking)) clear();
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.target.closest("input, select")) { event.preventDefault(); memory.undo(); }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", picture.paint);
  addEventListener("hashchange", () => { memory.read(memory.current()); refresh(); memory.settle(); });
  addEventListener("beforeprint", () => document.querySelectorAll(".proof").forEach(page.quotes.unfold));

  // A number in the table of themes sets the filters and leads to the rows that are left.
  for (const cell of document.querySelectorAll(".heat a")) cell.addEventListener("click", (event) => {
    event.preventDefault();
    const parts = new URLSearchParams(cell.hash.slice(1));
    change({ department: parts.get("department"), theme: parts.get("theme"), choice: null, path: null }, { said: true, focus: "tables" });
  });

  Object.assign(page, { change, refresh, pick, clear, seekPath });
  return { start, startTables };
})();
