// Controls: legend, search, steps, saving, and the address that remembers the choice.
page.state = { choice: null, hops: 1, from: null };

page.choose = (choice, { move = null, from = null, quiet = false } = {}) => {
  const { entities, links, spots, membersOfSpot, linksOfLine } = page.content;
  const { state } = page;
  state.choice = choice;
  state.from = from || (choice ? state.from : null);
  const link = choice && choice.sort === "link" ? links.get(choice.id) : null;
  const line = choice && choice.sort === "line" ? choice.id : link && link.line ? link.line : null;
  const inside = link && !link.line ? entities.get(link.source).spot : null;
  const spot = choice && choice.sort === "node" ? entities.get(choice.id).spot : choice && choice.sort === "group" ? choice.id : inside;
  page.picture.show({ spot, line, steps: state.hops });
  const title = page.evidence.show(choice);
  const rows = { node: () => [choice.id], link: () => [choice.id], group: () => membersOfSpot(choice.id).map(({ id }) => id), line: () => linksOfLine(line).map(({ id }) => id) };
  page.tables.mark(choice ? rows[choice.sort]() : []);
  page.content.element("clear").disabled = !choice;
  page.remember();
  if (!quiet) page.announce(choice ? `Chosen: ${title}. Its evidence is beside the picture.` : "Choice cleared.");
  if (move === "evidence") page.evidence.focus();
};

page.clear = () => {
  const { from } = page.state;
  page.choose(null);
  if (from && from.isConnected) from.focus();
  page.state.from = null;
};

// The choice a symbol stands for: itself, or the commitments that share it.
page.choiceOfSpot = (id) => {
  const members = page.content.membersOfSpot(id);
  return members.length > 1 ? { sort: "group", id } : { sort: "node", id: members[0].id };
};

page.remember = () => {
  const { choice, hops } = page.state;
  const { kinds, types } = page.content.hidden;
  const parts = new URLSearchParams();
  if (choice) parts.set(choice.sort, choice.id);
  if (choice && hops > 1) parts.set("steps", hops);
  if (kinds.size || types.size) parts.set("hide", [...kinds, ...types].sort().join(","));
  const fragment = parts.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  if (fragment !== location.hash.slice(1)) history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
};

page.restore = () => {
  const { entities, links, spots, lines, hidden } = page.content;
  const parts = new URLSearchParams(location.hash.slice(1));
  const hide = new Set((parts.get("hide") || "").split(",").filter(Boolean));
  for (const box of document.querySelectorAll(".legend input")) {
    box.checked = !hide.has(box.value);
    hidden[box.name === "kind" ? "kinds" : "types"][box.checked ? "delete" : "add"](box.value);
  }
  const steps = Number(parts.get("steps"));
  page.state.hops = [1, 2, 3].includes(steps) ? steps : 1;
  document.querySelector(`[name=hops][value="${page.state.hops}"]`).checked = true;
  page.tables.filter();
  const known = { node: entities, link: links, group: spots, line: lines };
  const sort = Object.keys(known).find((name) => parts.has(name) && known[name].has(parts.get(name)));
  page.choose(sort ? { sort, id: parts.get(sort) } : null, { quiet: true });
};

page.controls = (() => {
  const { element, entities, hidden, graph } = page.content;
  const { make, picture, shapeOf } = page;

  function filterBy(box) {
    hidden[box.name === "kind" ? "kinds" : "types"][box.checked ? "delete" : "add"](box.value);
    page.announce(page.tables.filter());
    page.choose(page.state.choice, { quiet: true });
  }

  function setHops(hops) {
    page.state.hops = hops;
    document.querySelector(`[name=hops][value="${hops}"]`).checked = true;
    page.choose(page.state.choice, { quiet: true });
  }

  // Search: suggestions that begin with the words come first.
  const box = element("search");
  const list = element("suggestions");
  let found = [];
  let at = -1;

  function ranked(text) {
    const words = text.trim().toLocaleLowerCase();
    if (!words) return [];
    const rank = (entity) => {
      const names = [entity.name, ...entity.aliases].map((name) => name.toLocaleLowerCase());
      if (names.some((name) => name.startsWith(words))) return 0;
      if (names.some((name) => name.includes(` ${words}`))) return 1;
      return names.some((name) => name.includes(words)) ? 2 : 3;
    };
    const hits = [...entities.values()].map((entity) => ({ entity, rank: rank(entity) + (entity.kind === "Commitment" ? 0.5 : 0) }));
    return hits.filter((hit) => hit.rank < 3).sort((one, other) => one.rank - other.rank).slice(0, 10).map((hit) => hit.entity);
  }

  function mark(number) {
    at = number;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) { box.setAttribute("aria-activedescendant", `suggestion-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
    else box.removeAttribute("aria-activedescendant");
  }

  function open(entitiesFound) {
    found = entitiesFound;
    list.replaceChildren(...found.map((entity, number) => {
      const item = make("li", { role: "option", id: `suggestion-${number}`, "aria-selected": "false" }, shapeOf(entity), make("bdi", {}, entity.name));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(entity); });
      return item;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  }

  function take(entity) {
    box.value = entity.name;
    open([]);
    page.tables.search("");
    page.choose({ sort: "node", id: entity.id }, { from: box });
  }

  function typed() {
    open(ranked(box.value));
    const said = page.tables.search(box.value);
    if (box.value) page.announce(`${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}. ${said}`);
  }

  function searchKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) mark((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      take(found[Math.max(at, 0)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) { box.value = ""; typed(); page.clear(); } else open([]);
    }
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function spotOfChoice() {
    const { choice } = page.state;
    if (!choice || !["node", "group"].includes(choice.sort)) return null;
    return choice.sort === "group" ? choice.id : entities.get(choice.id).spot;
  }

  function pictureKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = ARROWS[event.key];
    const here = spotOfChoice();
    if (step) {
      const next = here ? picture.nextTo(here, ...step) : picture.firstShown();
      if (next) page.choose(page.choiceOfSpot(next));
    } else if (event.key === "Enter" && page.state.choice) { page.state.from = picture.frame; page.evidence.focus(); }
    else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
    else if (event.key === "-") picture.zoom(0.8);
    else if (event.key === "0") picture.fit();
    else if (["1", "2", "3"].includes(event.key)) setHops(Number(event.key));
    else return;
    event.preventDefault();
  }

  function clicked({ nodes, edges, pointer }) {
    picture.network.unselectAll();
    const named = nodes.length ? null : page.labels.at(pointer.canvas, picture.network.getScale());
    const spot = nodes[0] || named;
    if (spot) page.choose(page.choiceOfSpot(spot));
    else if (edges.length) page.choose({ sort: "line", id: edges[0] });
    else page.choose(null);
  }

  function save(name, content) {
    const link = make("a", { href: content, download: name });
    document.body.append(link);
    link.click();
    link.remove();
  }

  const fileName = (ending) => `${document.querySelector("h1").textContent.toLocaleLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "policygraph"}.${ending}`;

  function saveTable(name) {
    const url = URL.createObjectURL(new Blob([page.tables.csv(name)], { type: "text/csv;charset=utf-8" }));
    save(fileName(`${name}.csv`), url);
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  // The picture as it is seen, under its question.
  function savePicture() {
    const canvas = picture.frame.querySelector("canvas");
    const ratio = canvas.width / picture.frame.clientWidth;
    const sheet = make("canvas", { width: canvas.width, height: canvas.height + 56 * ratio });
    const context = sheet.getContext("2d");
    context.fillStyle = page.colour("paper");
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.fillStyle = page.colour("ink");
    context.font = `600 ${20 * ratio}px ${page.labels.FAMILY}`;
    context.fillText(document.querySelector("h1").textContent, 20 * ratio, 36 * ratio, sheet.width - 40 * ratio);
    context.drawImage(canvas, 0, 56 * ratio);
    save(fileName("png"), sheet.toDataURL("image/png"));
  }

  for (const input of document.querySelectorAll(".legend input")) input.addEventListener("change", () => filterBy(input));
  for (const input of document.querySelectorAll("[name=hops]")) input.addEventListener("change", () => setHops(Number(input.value)));
  for (const button of document.querySelectorAll("[data-download]")) button.addEventListener("click", () => saveTable(button.dataset.download));
  box.addEventListener("input", typed);
  box.addEventListener("keydown", searchKey);
  box.addEventListener("blur", () => open([]));
  element("clear").addEventListener("click", page.clear);
  element("save-picture").addEventListener("click", savePicture);
  element("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  element("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  element("zoom-fit").addEventListener("click", () => picture.fit());
  picture.frame.addEventListener("keydown", pictureKey);
  picture.frame.addEventListener("pointerdown", () => picture.frame.focus({ preventScroll: true }));
  picture.network.on("click", clicked);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && page.state.choice) page.clear(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", picture.paint);
  addEventListener("hashchange", page.restore);
  addEventListener("beforeprint", () => { for (const proof of document.querySelectorAll(".proof")) proof.open = true; });
  return { setHops, graph };
})();
