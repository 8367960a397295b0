// Labels: drawn by us at one size on the screen, the most important first, and never one over another.
page.labels = (() => {
  const FAMILY = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';
  const RANK = { Organisation: 0, Theme: 1, Strategy: 2, Person: 3, Commitment: 4, Other: 3 };
  const MOST = 160;
  const wrapped = new Map();
  let placed = [];

  const fontOf = (spot) => (spot.kind === "Organisation" ? `600 14px ${FAMILY}` : spot.kind === "Theme" ? `600 13px ${FAMILY}` : `12.5px ${FAMILY}`);

  function cut(context, line, width) {
    let words = line.split(" ");
    while (words.length > 1 && context.measureText(`${words.join(" ")}…`).width > width) words = words.slice(0, -1);
    return `${words.join(" ").slice(0, 40)}…`;
  }

  // Words into at most so many lines; a word longer than a line is cut.
  function wrap(context, text, width, most) {
    const key = `${context.font}|${width}|${most}|${text}`;
    if (wrapped.has(key)) return wrapped.get(key);
    const lines = [];
    let line = "";
    for (let word of text.split(/\s+/)) {
      while (context.measureText(word).width > width && word.length > 1) {
        const fits = Math.max(1, Math.floor((word.length * width) / context.measureText(word).width) - 1);
        if (line) lines.push(line);
        lines.push(word.slice(0, fits));
        word = word.slice(fits);
        line = "";
        if (lines.length > most) break;
      }
      const longer = line ? `${line} ${word}` : word;
      if (context.measureText(longer).width <= width) line = longer;
      else { lines.push(line); line = word; }
      if (lines.length > most) break;
    }
    if (line) lines.push(line);
    const result = lines.length > most ? [...lines.slice(0, most - 1), cut(context, lines[most - 1], width)] : lines;
    if (wrapped.size > 5000) wrapped.clear();
    wrapped.set(key, result);
    return result;
  }

  const crosses = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  function boxes(x, y, radius, width, height, view) {
    // Above and below, a name near the edge of the frame moves inwards.
    const start = Math.max(view.left + 2, Math.min(x - width / 2, view.right - width - 2));
    const near = Math.abs(start + width / 2 - x) < width / 2 ? start : x - width / 2;
    const below = { left: near, top: y + radius + 2, align: "center" };
    const above = { left: near, top: y - radius - 2 - height, align: "center" };
    const right = { left: x + radius + 5, top: y - height / 2, align: "left" };
    const left = { left: x - radius - 5 - width, top: y - height / 2, align: "right" };
    const order = view.pitch ? [right, below, above, left] : [below, right, left, above];
    return order.map((box) => ({ ...box, right: box.left + width, bottom: box.top + height }));
  }

  function symbolBox(spot, scale) {
    const radius = spot.size * scale;
    return { id: spot.id, kind: spot.kind, left: spot.x * scale - radius, right: spot.x * scale + radius, top: spot.y * scale - radius, bottom: spot.y * scale + radius };
  }

  const within = (box, view) => box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;

  function place(context, spot, view, taken, must, width) {
    const { scale } = view;
    context.font = fontOf(spot);
    const lines = wrap(context, page.picture.nameOf(spot), width, page.content.graph.column && view.wide > 350 ? 2 : 3);
    const lineHeight = 16;
    const wide = Math.max(...lines.map((line) => context.measureText(line).width)) + 4;
    const options = boxes(spot.x * scale, spot.y * scale, spot.size * scale, wide, lines.length * lineHeight, view);
    const inside = options.filter((box) => within(box, view));
    const among = (others) => inside.find((box) => !others.some((other) => other.id !== spot.id && crosses(box, other)));
    // A name that matters may lie over the symbol of a commitment, but over nothing else.
    const overSymbols = () => (RANK[spot.kind] < 3 ? among(taken.filter((other) => other.kind !== "Commitment")) : null);
    const box = among(taken) || overSymbols() || (must ? inside[0] || options[0] : null);
    return box && { ...box, id: spot.id, lines, lineHeight, font: context.font };
  }

  function write(context, box, colours) {
    const x = { left: box.left + 2, right: box.right - 2, center: (box.left + box.right) / 2 }[box.align];
    context.font = box.font;
    context.textAlign = box.align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colours.paper;
    context.fillStyle = colours.ink;
    box.lines.forEach((line, number) => {
      const y = box.top + (number + 0.5) * box.lineHeight;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }

  // `spots` are those to name; `first` go before all others and are always named.
  function draw(context, view, spots, first) {
    const { scale } = view;
    const colour = page.colours();
    const colours = { paper: colour("paper"), ink: colour("ink") };
    const visible = spots.filter((spot) => spot.x * scale > view.left && spot.x * scale < view.right && spot.y * scale > view.top && spot.y * scale < view.bottom);
    const ordered = [...visible].sort((one, other) =>
      first.has(other.id) - first.has(one.id) || RANK[one.kind] - RANK[other.kind] || other.size - one.size || (one.id < other.id ? -1 : 1));
    const taken = visible.map((spot) => symbolBox(spot, scale));
    const width = view.pitch ? Math.max(84, Math.min(250, view.pitch - 44)) : view.wide > 350 ? 132 : 96;
    placed = [];
    context.save();
    context.scale(1 / scale, 1 / scale);
    for (const spot of ordered) {
      if (placed.length >= MOST) break;
      const box = place(context, spot, view, taken, first.has(spot.id), width);
      if (box) { placed.push(box); taken.push(box); }
    }
    // The most important last, so that it lies on top where it had to be named in any case.
    for (const box of [...placed].reverse()) write(context, box, colours);
    context.restore();
  }

  const at = (point, scale) => {
    const [x, y] = [point.x * scale, point.y * scale];
    const hit = placed.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return hit ? hit.id : null;
  };

  return { draw, at, FAMILY, placed: () => placed };
})();
