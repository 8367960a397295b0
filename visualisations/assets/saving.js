// Saving: the picture as it is seen, the rows that pass the filters, and the whole graph for other programs.
page.saving = (() => {
  const { element, entities, links, spots, graph } = page.content;
  const { make, picture, shown } = page;
  const question = () => document.querySelector("h1").textContent;
  const HEAD = 56; // Room for the question above the picture, in pixels.

  const fileName = (ending) => `${question().toLocaleLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "policygraph"}.${ending}`;

  function save(ending, content, type) {
    const url = typeof content === "string" && content.startsWith("data:") ? content : URL.createObjectURL(new Blob([content], { type }));
    const link = make("a", { href: url, download: fileName(ending) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    page.announce(`Saved as ${fileName(ending)}.`);
  }

  // The picture as it is seen, under its question.
  function png() {
    const canvas = picture.frame.querySelector("canvas");
    const ratio = canvas.width / picture.frame.clientWidth;
    const sheet = make("canvas", { width: canvas.width, height: canvas.height + HEAD * ratio });
    const context = sheet.getContext("2d");
    const colour = page.colours();
    context.fillStyle = colour("paper");
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.fillStyle = colour("ink");
    context.font = `600 ${20 * ratio}px ${page.labels.FAMILY}`;
    context.fillText(question(), 20 * ratio, 36 * ratio, sheet.width - 40 * ratio);
    context.drawImage(canvas, 0, HEAD * ratio);
    save("png", sheet.toDataURL("image/png"));
  }

  // What XML cannot hold is left out; everything else is escaped.
  const escaped = (text) => String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const tag = (name, attributes, ...inside) => {
    const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
    return inside.length ? `<${name}${given}>${inside.join("")}</${name}>` : `<${name}${given}/>`;
  };

  const SHAPES = {
    dot: (x, y, size) => ["circle", { cx: x, cy: y, r: size }],
    square: (x, y, size) => ["rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size }],
    diamond: (x, y, size) => ["path", { d: `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}z` }],
    triangle: (x, y, size) => ["path", { d: `M${x} ${y - size}L${x + size} ${y + 0.8 * size}L${x - size} ${y + 0.8 * size}z` }],
    hexagon: (x, y, size) => ["path", { d: `M${[0, 1, 2, 3, 4, 5].map((corner) => `${(x + size * Math.cos(corner * Math.PI / 3)).toFixed(1)} ${(y + size * Math.sin(corner * Math.PI / 3)).toFixed(1)}`).join("L")}z` }],
    star: (x, y, size) => ["path", { d: `M${[...Array(10).keys()].map((corner) => { const r = corner % 2 ? 0.45 * size : size; const turn = corner * Math.PI / 5; return `${(x + r * Math.sin(turn)).toFixed(1)} ${(y - r * Math.cos(turn)).toFixed(1)}`; }).join("L")}z` }],
  };

  const inFocus = (sort, id) => !picture.lit() || picture.lit()[sort].has(id);

  function svgLine(line, at, colour) {
    const [from, to] = [at(spots.get(line.from)), at(spots.get(line.to))];
    const chosen = picture.lit() && inFocus("lines", line.id);
    return tag("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: colour(chosen ? "strong" : "line"), "stroke-width": picture.widthOf(line).toFixed(2), ...(page.ties.drawn() && page.ties.loose(line) ? { "stroke-dasharray": "6 5" } : {}), opacity: inFocus("lines", line.id) ? 0.8 : 0.1 });
  }

  function svgSymbol(spot, at, scale, colour) {
    const { x, y } = at(spot);
    const [name, attributes] = SHAPES[spot.shape](x, y, spot.size * scale);
    return tag(name, { ...attributes, fill: colour(spot.kind.toLowerCase()), stroke: colour("paper"), opacity: inFocus("spots", spot.id) ? 1 : 0.14 }, tag("title", {}, escaped(picture.nameOf(spot))));
  }

  function svgName(box, shift, colour) {
    const x = { left: box.left + 2, right: box.right - 2, center: (box.left + box.right) / 2 }[box.align] + shift.x;
    const anchor = { left: "start", right: "end", center: "middle" }[box.align];
    const lines = box.lines.map((line, number) => tag("tspan", { x: x.toFixed(1), y: (box.top + (number + 0.72) * box.lineHeight + shift.y).toFixed(1) }, escaped(line)));
    const size = /([\d.]+)px/.exec(box.font)[1];
    const looks = { "text-anchor": anchor, "font-size": size, "font-weight": box.font.startsWith("600") ? 600 : 400, "font-family": page.labels.FAMILY };
    return tag("text", { ...looks, fill: colour("ink"), stroke: colour("paper"), "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, ...lines);
  }

  // The same view as vectors: regions, lines, symbols and the names that are written in it.
  function svg() {
    const [wide, high] = [picture.frame.clientWidth, picture.frame.clientHeight];
    const scale = picture.network.getScale();
    const centre = picture.network.getViewPosition();
    const shift = { x: wide / 2 - centre.x * scale, y: high / 2 - centre.y * scale + HEAD };
    const at = ({ x, y }) => ({ x: Number((x * scale + shift.x).toFixed(1)), y: Number((y * scale + shift.y).toFixed(1)) });
    const colour = page.colours();
    const regions = graph.regions.filter(({ id }) => shown.symbol(id)).map((region) => tag("ellipse", { cx: at(region).x, cy: at(region).y, rx: (region.across * scale).toFixed(1), ry: (region.down * scale).toFixed(1), fill: colour("region"), stroke: colour("rule") }));
    const marks = graph.marks.map((mark) => { const { x } = at({ x: mark.at, y: 0 }); return tag("line", { x1: x, y1: HEAD, x2: x, y2: high + HEAD, stroke: colour("rule") }) + tag("text", { x, y: HEAD + 18, "text-anchor": "middle", "font-size": 12.5, "font-family": page.labels.FAMILY, fill: colour("quiet") }, escaped(mark.words)); });
    const title = tag("text", { x: 20, y: 36, "font-size": 20, "font-weight": 600, "font-family": page.labels.FAMILY, fill: colour("ink") }, escaped(question()));
    const parts = [
      tag("title", {}, escaped(question())), tag("rect", { width: wide, height: high + HEAD, fill: colour("paper") }), title, ...regions, ...marks,
      ...[...shown.lines().values()].map((line) => svgLine(line, at, colour)),
      ...[...shown.symbols()].map((id) => svgSymbol(spots.get(id), at, scale, colour)),
      ...[...page.labels.placed()].reverse().map((box) => svgName(box, shift, colour)),
    ];
    save("svg", `<?xml version="1.0" encoding="UTF-8"?>\n${tag("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${wide} ${high + HEAD}`, width: wide, height: high + HEAD }, ...parts)}\n`, "image/svg+xml");
  }

  const NODE_FIELDS = ["kind", "name", "strength", "status", "due", "confidence", "quotes"];
  const LINK_FIELDS = ["type", "phrase", "confidence", "quotes"];
  const words = (claim) => page.content.quotesOf(claim).map((quote) => page.quotes.citation(quote)).join("\n");
  const valueOf = (claim, field) => (field === "quotes" ? words(claim) : claim[field] ?? "");
  const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

  // Source: GraphML 1.0, graphml.graphdrawing.org.
  function graphml() {
    const keys = [["node", NODE_FIELDS, "n"], ["edge", LINK_FIELDS, "e"]].flatMap(([domain, fields, prefix]) =>
      fields.map((field) => tag("key", { id: `${prefix}-${field}`, for: domain, "attr.name": field, "attr.type": field === "confidence" ? "int" : "string" })));
    const told = (claim, fields, prefix) => fields.filter((field) => valueOf(claim, field) !== "").map((field) => tag("data", { key: `${prefix}-${field}` }, escaped(valueOf(claim, field))));
    const nodes = [...entities.values()].map((entity) => tag("node", { id: entity.id }, ...told(entity, NODE_FIELDS, "n")));
    const edges = [...links.values()].map((link) => tag("edge", { id: link.id, source: link.source, target: link.target }, ...told(link, LINK_FIELDS, "e")));
    const inside = tag("graph", { edgedefault: "directed" }, ...nodes, ...edges);
    save("graphml", `${XML}${tag("graphml", { xmlns: "http://graphml.graphdrawing.org/xmlns" }, ...keys, inside)}\n`, "application/graphml+xml");
  }

  // Source: GEXF 1.3, gexf.net.
  function gexf() {
    const declared = (name, fields) => tag("attributes", { class: name }, ...fields.map((field) => tag("attribute", { id: field, title: field, type: field === "confidence" ? "integer" : "string" })));
    const told = (claim, fields) => tag("attvalues", {}, ...fields.filter((field) => valueOf(claim, field) !== "").map((field) => tag("attvalue", { for: field, value: valueOf(claim, field) })));
    const nodes = [...entities.values()].map((entity) => tag("node", { id: entity.id, label: entity.name }, told(entity, NODE_FIELDS)));
    const edges = [...links.values()].map((link) => tag("edge", { id: link.id, source: link.source, target: link.target, label: link.phrase, type: "directed" }, told(link, LINK_FIELDS)));
    const inside = tag("graph", { defaultedgetype: "directed" }, declared("node", NODE_FIELDS), declared("edge", LINK_FIELDS), tag("nodes", {}, ...nodes), tag("edges", {}, ...edges));
    save("gexf", `${XML}${tag("gexf", { xmlns: "http://gexf.net/1.3", version: "1.3" }, inside)}\n`, "application/gexf+xml");
  }

  const table = (name) => save(`${name}.csv`, page.tables.csv(name), "text/csv;charset=utf-8");

  element("save-png").addEventListener("click", png);
  element("save-svg").addEventListener("click", svg);
  element("save-graphml").addEventListener("click", graphml);
  element("save-gexf").addEventListener("click", gexf);
  for (const button of document.querySelectorAll("[data-download]")) button.addEventListener("click", () => table(button.dataset.download));
})();
