// Search: names and aliases are completed; those that begin with the words come first.
page.search = (() => {
  const { element, entities } = page.content;
  const { make, shapeOf } = page;
  const box = element("search");
  const list = element("suggestions");
  const SUGGESTED = 10;
  let found = [];
  let at = -1;

  function ranked(text) {
    const words = text.trim().toLocaleLowerCase();
    if (!words) return [];
    const rank = (entity) => {
      if (!entity.words.includes(words)) return 3;
      const names = entity.words.split("\n");
      if (names.some((name) => name.startsWith(words))) return 0;
      return names.some((name) => name.includes(` ${words}`)) ? 1 : 2;
    };
    const hits = [...entities.values()].map((entity) => ({ entity, rank: rank(entity) + (entity.kind === "Commitment" ? 0.5 : 0) }));
    return hits.filter((hit) => hit.rank < 3).sort((one, other) => one.rank - other.rank).slice(0, SUGGESTED).map((hit) => hit.entity);
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
    page.pick({ sort: "node", id: entity.id }, { from: box });
  }

  function typed() {
    open(ranked(box.value));
    const said = page.tables.search(box.value);
    if (box.value) page.announce(`${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}. ${said}`);
  }

  function pressed(event) {
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

  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", () => open([]));
  return { focus: () => box.focus() };
})();
