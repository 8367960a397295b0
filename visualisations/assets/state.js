// State: all that a reader has set, which is also what the address remembers, and so what "Undo" goes back to.
page.state = {};

page.memory = (() => {
  const { entities, links, spots, clusters, ties } = page.content;
  const before = [];
  // How each part of the state is written into the address: what it is when nothing is said, and its way there and back.
  const list = (known) => ({ start: () => new Set(), write: (set) => [...set].sort().join(","), read: (text) => new Set(text.split(",").filter((id) => known(id))) });
  const choiceAmong = (values) => ({ start: () => "", write: (value) => value, read: (text) => (values().has(text) ? text : "") });
  const day = { start: () => "", write: (value) => value, read: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "") };
  const boxes = (name) => new Set([...document.querySelectorAll(`.legend [name=${name}]`)].map((box) => box.value));
  const options = (id) => () => new Set([...page.content.element(id).options].map((option) => option.value));
  const PARTS = {
    look: { start: () => (ties.length ? "ties" : "all"), write: (value) => (ties.length && value === "all" ? "all" : ""), read: (text) => (ties.length && text !== "all" ? "ties" : "all") },
    strong: { start: () => 0, write: (value) => (value ? String(value) : ""), read: (text) => Math.max(0, Number.parseFloat(text) || 0) },
    steps: { start: () => 1, write: (value) => (value > 1 ? String(value) : ""), read: (text) => (["2", "3"].includes(text) ? Number(text) : 1) },
    hide: list((value) => boxes("kind").has(value) || boxes("type").has(value)),
    theme: choiceAmong(options("by-theme")),
    department: choiceAmong(options("by-department")),
    strength: choiceAmong(options("by-strength")),
    status: choiceAmong(options("by-status")),
    after: day,
    before: day,
    sure: { start: () => 0, write: (value) => (value ? String(value) : ""), read: (text) => Math.max(0, Math.min(100, Number.parseInt(text, 10) || 0)) },
    away: list((id) => spots.has(id)),
    pinned: list((id) => spots.has(id)),
    open: list((id) => clusters().includes(id)),
    path: { start: () => null, write: (path) => (path ? path.join(",") : ""), read: (text) => { const ends = text.split(","); return ends.length === 2 && ends.every((id) => entities.has(id)) ? ends : null; } },
    themes: { start: () => false, write: (value) => (value ? "1" : ""), read: (text) => text === "1" },
    names: { start: () => false, write: (value) => (value ? "1" : ""), read: (text) => text === "1" },
    size: { start: () => "links", write: (value) => (value === "links" ? "" : value), read: (text) => (text === "same" ? "same" : "links") },
  };
  const known = { node: entities, link: links, group: spots, tie: new Map(ties.map((tie) => [tie.id, tie])), line: null };

  function choiceIn(parts) {
    const sort = Object.keys(known).find((name) => parts.has(name) && (name === "line" || known[name].has(parts.get(name))));
    return sort ? { sort, id: parts.get(sort) } : null;
  }

  function read(fragment) {
    const parts = new URLSearchParams(fragment);
    page.state.choice = choiceIn(parts);
    for (const [name, part] of Object.entries(PARTS)) page.state[name] = parts.has(name) ? part.read(parts.get(name)) : part.start();
  }

  function written() {
    const parts = new URLSearchParams();
    const { choice } = page.state;
    if (choice) parts.set(choice.sort, choice.id);
    for (const [name, part] of Object.entries(PARTS)) if (part.write(page.state[name])) parts.set(name, part.write(page.state[name]));
    return parts.toString().replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%7E", "~");
  }

  const current = () => location.hash.slice(1);
  const place = (fragment) => history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);

  function remember() {
    const fragment = written();
    if (fragment === current()) return;
    before.push(current());
    place(fragment);
    page.content.element("undo").disabled = false;
  }

  function undo() {
    if (!before.length) return;
    place(before.pop());
    read(current());
    page.content.element("undo").disabled = !before.length;
    page.refresh({ said: "Undone." });
  }

  // What was unknown in an address is taken out of it.
  const settle = () => place(written());

  return { read, remember, settle, undo, current };
})();
