// Picture: the drawing of the network; positions come with the page and never move.
page.picture = (() => {
  const { element, graph, spots, places } = page.content;
  const { shown, ties } = page;
  const ARCHED = { enabled: true, type: "curvedCW", roundness: 0.2 };
  const MOST_NAMED_LINES = 60;
  const MARKED = 26; // Pixels at the top that belong to the years of a time line.
  const frame = element("picture");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let network = null;
  // Where everything stands before the picture is fitted to its frame.
  const alone = new Map(Object.entries(places).map(([id, [x, y]]) => [id, { x, y, size: graph.nodes.find((spot) => spot.id === id).size }]));
  const home = { nodes: new Map(graph.nodes.map(({ id, x, y, size }) => [id, { x, y, size }])), regions: graph.regions.map((region) => ({ ...region })) };
  const stand = () => (ties.drawn() ? alone : home.nodes);
  const regions = () => (ties.drawn() ? [] : graph.regions);
  let pitch = 0; // Distance of the columns, where there are any.
  let larger = 1; // So much larger symbols are drawn than laid out, to be hit.
  let lit = null; // Sets of symbols and lines in focus, or null when all are.
  let first = new Set(); // Symbols that are always named.
  let named = null; // The line whose words are written beside it.
  let hovered = null;
  let colour = page.colours();

  const sizeOf = (spot) => (page.state.size === "same" ? 11 : home.nodes.get(spot.id).size) * larger;
  const nameOf = (spot) => {
    const within = shown.within(spot.id).length;
    return within ? `${spot.label} + ${within.toLocaleString("en-GB")}` : spot.label;
  };

  function symbolOf(id) {
    const spot = spots.get(id);
    const fill = colour(spot.kind.toLowerCase());
    const marked = first.has(id) || page.state.pinned.has(id);
    const closed = shown.within(id).length > 0;
    const looks = { background: fill, border: marked ? colour("ink") : closed ? fill : colour("paper") };
    spot.size = sizeOf(spot);
    return {
      id, x: spot.x, y: spot.y, size: spot.size, shape: spot.shape,
      opacity: !lit || lit.spots.has(id) || page.state.pinned.has(id) ? 1 : 0.14,
      borderWidth: marked ? 4 : closed ? 7 : 2,
      color: { ...looks, highlight: looks, hover: { background: fill, border: colour("ink") } },
    };
  }

  const widthOf = (line) => (ties.drawn() ? ties.width(line) : Math.round(100 * (1 + Math.log2(line.links.length))) / 100);

  function strokeOf(line) {
    const on = lit && lit.lines.has(line.id);
    const tied = ties.drawn();
    const { length } = line.links;
    return {
      id: line.id, from: line.from, to: line.to,
      arrows: tied ? "" : line.onward === length ? "to" : line.onward ? "to, from" : "from",
      width: widthOf(line),
      dashes: tied && ties.loose(line) ? [6, 5] : false,
      // Inside a column a line bends around the symbols between its ends.
      ...(graph.column && home.nodes.get(line.from).x === home.nodes.get(line.to).x ? { smooth: ARCHED } : {}),
      color: { color: on ? colour("strong") : colour("line"), highlight: colour("strong"), hover: colour("strong"), opacity: on ? 0.85 : lit ? 0.1 : 0.75 },
    };
  }

  function replace(set, wanted) {
    const ids = new Set(wanted.map(({ id }) => id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(wanted);
  }

  // Bring the drawing in line with what is shown, lit and named.
  function paint() {
    colour = page.colours();
    replace(nodes, [...shown.symbols()].map(symbolOf));
    replace(edges, [...shown.lines().values()].map(strokeOf));
    if (network) network.redraw();
  }

  function drawRegions(context) {
    context.fillStyle = colour("region");
    context.strokeStyle = colour("rule");
    context.lineWidth = 1 / network.getScale();
    for (const region of regions()) {
      if (!shown.symbol(region.id)) continue;
      context.beginPath();
      context.ellipse(region.x, region.y, region.across, region.down, 0, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    drawMarks(context);
  }

  // Upright lines with a word above them, such as the years of a time line.
  function drawMarks(context) {
    if (!graph.marks.length) return;
    const scale = network.getScale();
    const [top, bottom] = [network.DOMtoCanvas({ x: 0, y: 0 }).y, network.DOMtoCanvas({ x: 0, y: frame.clientHeight }).y];
    context.fillStyle = colour("quiet");
    context.font = `600 ${12.5 / scale}px ${page.labels.FAMILY}`;
    context.textAlign = "center";
    for (const mark of graph.marks) {
      context.beginPath();
      context.moveTo(mark.at, top);
      context.lineTo(mark.at, bottom);
      context.stroke();
      context.fillText(mark.words, mark.at, top + 18 / scale);
    }
  }

  // What a line says, e.g. "makes × 6".
  function wordsOf(id) {
    if (ties.drawn()) return shown.lines().has(id) ? ties.summary(shown.lines().get(id)) : "";
    const counts = new Map();
    for (const link of (shown.lines().get(id) || { links: [] }).links) counts.set(link.phrase, (counts.get(link.phrase) || 0) + 1);
    return [...counts].map(([phrase, count]) => (count > 1 ? `${phrase} × ${count}` : phrase)).join(", ");
  }

  function drawWords(context, id) {
    const line = shown.lines().get(id);
    const [from, to] = [spots.get(line.from), spots.get(line.to)];
    const scale = network.getScale();
    const text = wordsOf(id);
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.font = `600 12.5px ${page.labels.FAMILY}`;
    const width = context.measureText(text).width + 14;
    // Words longer than their line would lie on its ends; they stand above it.
    const above = Math.abs(from.x - to.x) * scale < width && Math.abs(from.y - to.y) * scale < 60 ? 34 : 0;
    const [x, y] = [(from.x + to.x) / 2 * scale, above ? Math.min(from.y, to.y) * scale - above : (from.y + to.y) / 2 * scale];
    context.fillStyle = colour("ink");
    context.fillRect(x - width / 2, y - 11, width, 22);
    context.fillStyle = colour("paper");
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
    return { scale, wide, pitch: pitch * scale, left: x * scale - wide, right: x * scale + wide, top: y * scale - high + (graph.marks.length ? MARKED : 0), bottom: y * scale + high - (wide > 350 ? 0 : 56) };
  }

  function namedLines() {
    if (!page.state.names) return named && shown.lines().has(named) ? [named] : [];
    const among = [...shown.lines().keys()].filter((id) => !lit || lit.lines.has(id));
    return among.length <= MOST_NAMED_LINES ? among : named ? [named] : [];
  }

  function drawNames(context) {
    const always = new Set([...first, ...page.state.pinned, ...(hovered ? [hovered] : [])].filter(shown.symbol));
    const wanted = [...shown.symbols()].filter((id) => !lit || lit.spots.has(id) || always.has(id)).map((id) => spots.get(id));
    page.labels.draw(context, view(), wanted, always);
    for (const id of namedLines()) drawWords(context, id);
  }

  const between = (low, value, high) => Math.max(low, Math.min(high, value));
  const extent = (values) => [values.reduce((low, value) => Math.min(low, value)), values.reduce((high, value) => Math.max(high, value))];

  // Room for the names that reach beyond the outermost symbols, and below them for the line on how to read the picture.
  function margins() {
    const wide = frame.clientWidth > 700;
    if (graph.column) return { before: 52, after: wide ? 160 : 60, above: 30, below: wide ? 84 : 110 };
    if (regions().length) return { before: 20, after: 20, above: wide ? 18 : 34, below: wide ? 78 : 90 };
    return { before: 80, after: 80, above: graph.marks.length ? 96 : 40, below: wide ? 104 : 112 };
  }

  // The picture drawn wider or higher, as the frame is, with symbols that stay large enough to hit.
  function stretch(wide, high, scale) {
    pitch = graph.column * wide;
    larger = between(1, 0.6 / scale, 4);
    stand().forEach((node, id) => Object.assign(spots.get(id), { x: node.x * wide, y: node.y * high }));
    graph.marks.forEach((mark) => { mark.home ??= mark.at; mark.at = mark.home * wide; });
    graph.regions.forEach((region, number) => {
      const { x, y, across, down } = home.regions[number];
      Object.assign(region, { x: x * wide, y: y * high, across: across * wide, down: down * high });
    });
  }

  // Where the picture has to be looked at for everything to fill the frame.
  function fitting() {
    const reach = (ties.drawn() ? [] : home.regions).filter(({ id }) => shown.symbol(id)).flatMap(({ x, y, across, down }) => [{ x: x - across, y: y - down }, { x: x + across, y: y + down }]);
    const all = [...[...shown.symbols()].map((id) => stand().get(id)), ...reach];
    if (!all.length || !frame.clientWidth) return null;
    const [left, right] = extent(all.map(({ x }) => x));
    const [top, bottom] = extent(all.map(({ y }) => y));
    const room = margins();
    const across = (frame.clientWidth - room.before - room.after) / Math.max(right - left, 1);
    const down = (frame.clientHeight - room.above - room.below) / Math.max(bottom - top, 1);
    const middle = between(0.02, Math.sqrt(across * down), 1.1);
    const [wide, high] = [between(0.5, across / middle, 1.8), between(0.5, down / middle, 1.8)];
    const scale = Math.min(middle, across / wide, down / high);
    stretch(wide, high, scale);
    return {
      position: {
        x: (left + right) / 2 * wide + (room.after - room.before) / 2 / scale,
        y: (top + bottom) / 2 * high + (room.below - room.above) / 2 / scale,
      },
      scale,
    };
  }

  function fit() {
    const place = fitting();
    if (!place) return;
    paint();
    network.moveTo(place);
  }

  const glide = () => (page.prefersStill() ? false : { duration: 250, easingFunction: "easeInOutQuad" });
  const zoom = (factor) => network.moveTo({ scale: Math.max(0.02, Math.min(5, network.getScale() * factor)), animation: glide() });

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
      for (const line of shown.lines().values()) {
        if (!(edge.has(line.from) || edge.has(line.to))) continue;
        found.lines.add(line.id);
        found.spots.add(line.from).add(line.to);
      }
    }
    return found;
  }

  // Lines and their ends.
  function ofLines(ids) {
    const chosen = ids.map((id) => shown.lines().get(id));
    return { spots: new Set(chosen.flatMap(({ from, to }) => [from, to])), lines: new Set(ids) };
  }

  // The symbols and lines of a way from link to link.
  function along(way) {
    if (ties.drawn()) return ofLines(ties.restingOn((link) => way.includes(link)));
    const found = { spots: new Set(), lines: new Set() };
    for (const link of way) {
      for (const end of [link.from, link.to]) found.spots.add(shown.representative(end.spot));
      if (shown.lineOf(link)) found.lines.add(shown.lineOf(link));
    }
    return found;
  }

  // Put a symbol with its steps, a line, several lines, or a way in focus; without any of them, all of the picture.
  function aim({ spot = null, line = null, lines = null, way = null }) {
    named = line;
    if (way) { lit = along(way); first = lit.spots; }
    else if (lines) { lit = ofLines(lines); first = lit.spots; }
    else if (line && shown.lines().has(line)) {
      const { from, to } = shown.lines().get(line);
      first = new Set([from, to]);
      lit = { spots: first, lines: new Set([line]) };
    } else {
      const at = spot && shown.representative(spot);
      first = new Set(at && shown.symbol(at) ? [at] : []);
      lit = first.size ? around(at, page.state.steps) : null;
    }
  }

  function show(focus) {
    aim(focus);
    if (focus.spot && first.size) reveal(shown.representative(focus.spot));
    paint();
  }

  // The nearest symbol in a direction, for the arrow keys.
  function nextTo(id, dx, dy) {
    const here = spots.get(shown.representative(id));
    let best = null;
    for (const other of shown.symbols()) {
      const spot = spots.get(other);
      if (other === here.id) continue;
      const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
      const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
      if (ahead <= 0 || aside > 2 * ahead) continue;
      if (!best || ahead + 2 * aside < best.cost) best = { id: other, cost: ahead + 2 * aside };
    }
    return best && best.id;
  }

  function firstShown() {
    const symbols = graph.nodes.filter((spot) => shown.symbol(spot.id));
    return (symbols.find((spot) => spot.kind === "Organisation") || symbols[0] || {}).id;
  }

  // The wheel scrolls the page unless the reader is at work in the picture.
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !frame.contains(document.activeElement)) event.stopPropagation();
  }, { capture: true });

  // Everything is in place before the library draws for the first time: what it is told later it draws anew.
  function start(focus) {
    const place = fitting();
    aim(focus);
    paint();
    network = new vis.Network(frame, { nodes, edges }, graph.options);
    network.on("beforeDrawing", drawRegions);
    network.on("afterDrawing", drawNames);
    network.on("hoverNode", ({ node }) => { hovered = node; frame.style.cursor = "pointer"; });
    network.on("blurNode", () => { hovered = null; frame.style.cursor = ""; });
    network.on("hoverEdge", () => { frame.style.cursor = "pointer"; });
    network.on("blurEdge", () => { frame.style.cursor = ""; });
    network.on("resize", () => requestAnimationFrame(fit));
    if (place) network.moveTo(place);
    page.picture.network = network;
  }

  return { frame, start, show, fit, zoom, paint, nextTo, nameOf, firstShown, wordsOf, widthOf, network, lit: () => lit };
})();
