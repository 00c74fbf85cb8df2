'use strict';
/* Drawings of graphs: nodes at places in the unit square. Text is always set as text, never as markup. */
const SVG = 'http://www.w3.org/2000/svg';
const TONES = ['440154', '482475', '414487', '355f8d', '2a788e', '21918c', '22a884', '44bf70', '7ad151', 'bddf26'];

function svg(parent, name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

function html(parent, name, attributes, text) {
  const element = document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

function clear(element) { while (element.firstChild) element.removeChild(element.firstChild); }

function toneStep(tone) { return Math.round(Math.max(0, Math.min(1, tone)) * (TONES.length - 1)); }

function toneColor(tone) { return 'var(--c' + TONES[toneStep(tone)] + ')'; }

function textOnTone(tone) { return toneStep(tone) >= 5 ? 'var(--c0b0b0b)' : 'var(--cfdfdfd)'; }

/* Places in the unit square to places in a rectangle. */
function scaled(places, width, height, margin) {
  const side = Math.min(width, height) - 2 * margin;
  return places.map(p => [width / 2 + (p[0] - 0.5) * side, height / 2 + (p[1] - 0.5) * side]);
}

function line(parent, a, b, kind) {
  return svg(parent, 'line', {x1: a[0], y1: a[1], x2: b[0], y2: b[1], 'class': kind});
}

/* Edges of type t as t + 1 parallel lines. */
function edge(parent, a, b, type, kind) {
  const dx = b[0] - a[0], dy = b[1] - a[1], length = Math.hypot(dx, dy) || 1, count = Math.min(4, type + 1);
  for (let k = 0; k < count; k++) {
    const shift = 4 * (k - (count - 1) / 2) / length;
    line(parent, [a[0] - dy * shift, a[1] + dx * shift], [b[0] - dy * shift, b[1] + dx * shift], kind);
  }
}

/* Molecules, which have symbols, as structural formulas; others as dots. */
function smallGraph(parent, drawn, label) {
  const graph = drawn.graph, symbols = drawn.symbols, color = drawn.valid ? 'var(--c0072b2)' : 'var(--cd55e00)';
  const picture = svg(parent, 'svg', {viewBox: '0 0 130 110', 'class': 'picture', role: 'img', 'aria-label': label});
  const at = scaled(drawn.places, 130, 110, 14);
  graph.edges.forEach(e => edge(picture, at[e[0]], at[e[1]], e[2] || 0, symbols ? drawn.valid ? 'bond' : 'bond wrong' : 'edge'));
  at.forEach((p, v) => {
    const type = graph.nodeType ? graph.nodeType[v] : 0;
    if (symbols) {
      if (symbols[v]) {
        svg(picture, 'circle', {cx: p[0], cy: p[1], r: 8, fill: 'var(--card)'});
        svg(picture, 'text', {x: p[0], y: p[1] + 4, 'class': 'atom'}, symbols[v]);
      }
      return;
    }
    svg(picture, 'circle', {cx: p[0], cy: p[1], r: 5, fill: color});
    if (type > 0) svg(picture, 'text', {x: p[0], y: p[1] - 7}, String(type));
  });
  return picture;
}
