// Picture: the drawing of the network; positions come with the page and never move.
page.picture = (() => {
  const { element, graph, spots, lines, linksOfLine, showsKind, showsLink, membersOfSpot } = page.content;
  const frame = element("picture");
  const nodes = new vis.DataSet(graph.nodes.map(({ label, color, ...node }) => node));
  const edges = new vis.DataSet(graph.edges.map((edge) => ({ ...edge })));
  const network = new vis.Network(frame, { nodes, edges }, graph.options);
  // Where everything stands before the picture is fitted to its frame.
  const home = { nodes: new Map(graph.nodes.map(({ id, x, y, size }) => [id, { x, y, size }])), regions: graph.regions.map((region) => ({ ...region })) };
  let pitch = 0; // Distance of the columns, where there are any.
  let lit = null; // Sets of symbols and lines in focus, or null when all are.
  let first = new Set(); // Symbols that are always named.
  let named = null; // The line whose words are written beside it.
  let hovered = null;

  const showsSpot = (id) => membersOfSpot(id).some((entity) => showsKind(entity.kind));
  const showsLine = (id) => linksOfLine(id).some(showsLink);

  function paint() {
    const colours = {};
    for (const name of ["paper", "ink", "line", "strong"]) colours[name] = page.colour(name);
    nodes.update(graph.nodes.map((node) => {
      const fill = page.colour(node.kind.toLowerCase());
      const chosen = first.has(node.id);
      const colour = { background: fill, border: chosen ? colours.ink : colours.paper };
      return {
        id: node.id,
        hidden: !showsSpot(node.id),
        opacity: !lit || lit.spots.has(node.id) ? 1 : 0.14,
        borderWidth: chosen ? 4 : 2,
        color: { ...colour, highlight: colour, hover: { background: fill, border: colours.ink } },
      };
    }));
    edges.update(graph.edges.map((edge) => {
      const on = lit && lit.lines.has(edge.id);
      const colour = on ? colours.strong : colours.line;
      return {
        id: edge.id,
        hidden: !showsLine(edge.id),
        color: { color: colour, highlight: colours.strong, hover: colours.strong, opacity: on ? 0.85 : lit ? 0.1 : 0.75 },
      };
    }));
    network.redraw();
  }

  function drawRegions(context) {
    context.fillStyle = page.colour("region");
    context.strokeStyle = page.colour("rule");
    context.lineWidth = 1 / network.getScale();
    for (const region of graph.regions) {
      if (!showsSpot(region.id)) continue;
      context.beginPath();
      context.ellipse(region.x, region.y, region.across, region.down, 0, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }

  // What a line says, e.g. "makes × 6".
  function wordsOf(id) {
    const counts = new Map();
    for (const link of linksOfLine(id).filter(showsLink)) counts.set(link.phrase, (counts.get(link.phrase) || 0) + 1);
    return [...counts].map(([phrase, count]) => (count > 1 ? `${phrase} × ${count}` : phrase)).join(", ");
  }

  function drawWords(context, id) {
    const edge = lines.get(id);
    const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
    const scale = network.getScale();
    const text = wordsOf(id);
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.font = `600 12.5px ${page.labels.FAMILY}`;
    const [x, y, width] = [(from.x + to.x) / 2 * scale, (from.y + to.y) / 2 * scale, context.measureText(text).width + 14];
    context.fillStyle = page.colour("ink");
    context.fillRect(x - width / 2, y - 11, width, 22);
    context.fillStyle = page.colour("paper");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, x, y + 0.5);
    context.restore();
  }

  // The part of the picture that the frame shows, in pixels of the screen around the picture's origin.
  function view() {
    const scale = network.getScale();
    const { x, y } = network.getViewPosition();
    const [wide, high] = [frame.clientWidth / 2, frame.clientHeight / 2];
    return { scale, wide, pitch: pitch * scale, left: x * scale - wide, right: x * scale + wide, top: y * scale - high, bottom: y * scale + high - (wide > 350 ? 0 : 56) };
  }

  function drawNames(context) {
    const shown = graph.nodes.filter((spot) => showsSpot(spot.id) && (!lit || lit.spots.has(spot.id) || spot.id === hovered));
    page.labels.draw(context, view(), shown, hovered ? new Set([...first, hovered]) : first);
    if (named && showsLine(named)) drawWords(context, named);
  }

  const between = (low, value, high) => Math.max(low, Math.min(high, value));
  const extent = (values) => [Math.min(...values), Math.max(...values)];

  // Room for the names that reach beyond the outermost symbols, and below them for the line on how to read the picture.
  function margins() {
    const wide = frame.clientWidth > 700;
    if (graph.column) return { before: 52, after: wide ? 160 : 60, above: 30, below: wide ? 84 : 110 };
    if (graph.regions.length) return { before: 20, after: 20, above: wide ? 18 : 34, below: wide ? 78 : 90 };
    return { before: 80, after: 80, above: 40, below: 60 };
  }

  // The picture drawn wider or higher, as the frame is, with symbols that stay large enough to hit.
  function stretch(wide, high, scale) {
    pitch = graph.column * wide;
    const larger = Math.max(1, 0.6 / scale);
    home.nodes.forEach((node, id) => Object.assign(spots.get(id), { x: node.x * wide, y: node.y * high, size: node.size * larger }));
    graph.regions.forEach((region, number) => {
      const { x, y, across, down } = home.regions[number];
      Object.assign(region, { x: x * wide, y: y * high, across: across * wide, down: down * high });
    });
    nodes.update(graph.nodes.map(({ id, x, y, size }) => ({ id, x, y, size })));
  }

  // Everything in view, filling the frame.
  function fit() {
    const shown = [...home.nodes].filter(([id]) => showsSpot(id)).map(([, node]) => node);
    if (!shown.length || !frame.clientWidth) return;
    const reach = home.regions.flatMap(({ x, y, across, down }) => [{ x: x - across, y: y - down }, { x: x + across, y: y + down }]);
    const [left, right] = extent([...shown, ...reach].map(({ x }) => x));
    const [top, bottom] = extent([...shown, ...reach].map(({ y }) => y));
    const room = margins();
    const across = (frame.clientWidth - room.before - room.after) / Math.max(right - left, 1);
    const down = (frame.clientHeight - room.above - room.below) / Math.max(bottom - top, 1);
    const middle = between(0.08, Math.sqrt(across * down), 1.1);
    const [wide, high] = [between(0.5, across / middle, 1.8), between(0.5, down / middle, 1.8)];
    const scale = Math.min(middle, across / wide, down / high);
    stretch(wide, high, scale);
    network.moveTo({
      position: {
        x: (left + right) / 2 * wide + (room.after - room.before) / 2 / scale,
        y: (top + bottom) / 2 * high + (room.below - room.above) / 2 / scale,
      },
      scale,
    });
  }

  const glide = () => (page.prefersStill() ? false : { duration: 250, easingFunction: "easeInOutQuad" });
  const zoom = (factor) => network.moveTo({ scale: Math.max(0.05, Math.min(5, network.getScale() * factor)), animation: glide() });

  // Bring a symbol into view when it is outside; otherwise leave the picture where it is.
  function reveal(id) {
    const spot = spots.get(id);
    const place = network.canvasToDOM({ x: spot.x, y: spot.y });
    const inside = place.x > 40 && place.y > 40 && place.x < frame.clientWidth - 40 && place.y < frame.clientHeight - 40;
    if (!inside) network.moveTo({ position: { x: spot.x, y: spot.y }, animation: glide() });
  }

  // Symbols and lines within some steps of a symbol, along lines that are shown.
  function around(id, steps) {
    const found = { spots: new Set([id]), lines: new Set() };
    for (let step = 0; step < steps; step += 1) {
      const edge = new Set(found.spots);
      for (const line of graph.edges) {
        if (!showsLine(line.id) || !(edge.has(line.from) || edge.has(line.to))) continue;
        found.lines.add(line.id);
        found.spots.add(line.from).add(line.to);
      }
    }
    return found;
  }

  function show({ spot = null, line = null, steps = 1 }) {
    const ends = line ? [lines.get(line).from, lines.get(line).to] : spot ? [spot] : [];
    first = new Set(ends);
    named = line;
    lit = line ? { spots: new Set(ends), lines: new Set([line]) } : spot ? around(spot, steps) : null;
    if (spot) reveal(spot);
    paint();
  }

  // The nearest symbol in a direction, for the arrow keys.
  function nextTo(id, dx, dy) {
    const here = spots.get(id);
    let best = null;
    for (const spot of graph.nodes) {
      if (spot.id === id || !showsSpot(spot.id)) continue;
      const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
      const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
      if (ahead <= 0 || aside > 2 * ahead) continue;
      if (!best || ahead + 2 * aside < best.cost) best = { id: spot.id, cost: ahead + 2 * aside };
    }
    return best && best.id;
  }

  const firstShown = () => (graph.nodes.find((spot) => spot.kind === "Organisation" && showsSpot(spot.id)) || graph.nodes.find((spot) => showsSpot(spot.id)) || {}).id;

  network.on("beforeDrawing", drawRegions);
  network.on("afterDrawing", drawNames);
  network.on("hoverNode", ({ node }) => { hovered = node; frame.style.cursor = "pointer"; });
  network.on("blurNode", () => { hovered = null; frame.style.cursor = ""; });
  network.on("hoverEdge", () => { frame.style.cursor = "pointer"; });
  network.on("blurEdge", () => { frame.style.cursor = ""; });
  network.on("resize", () => requestAnimationFrame(fit));

  // The wheel scrolls the page unless the reader is at work in the picture.
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !frame.contains(document.activeElement)) event.stopPropagation();
  }, { capture: true });

  return { network, frame, show, fit, zoom, paint, nextTo, firstShown, showsSpot, showsLine, wordsOf };
})();
