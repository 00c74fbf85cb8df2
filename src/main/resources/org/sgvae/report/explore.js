'use strict';
/* The explorer: asks the server on this machine what is built where. */
(function () {
  const element = id => document.getElementById(id);
  const WIDTH = 480, HEIGHT = 420, MARGIN = 30;
  let about, low, high, here = {x: 0, y: 0}, seed = 1, marker, busy = false, waiting = null, answers = 0;
  let from = null, to = null;
  const own = {nodes: [], edges: []};
  let picked = null;

  async function ask(path, question) {
    const answer = await fetch(path, {method: 'POST', body: JSON.stringify(question)});
    const json = await answer.json();
    if (!answer.ok) throw new Error(json.error);
    return json;
  }

  function attempt(action) {
    element('error').textContent = '';
    return action().catch(error => { element('error').textContent = error.message; });
  }

  const toMap = (x, y) => [
    MARGIN + (x - low[0]) / (high[0] - low[0]) * (WIDTH - 2 * MARGIN),
    HEIGHT - MARGIN - (y - low[1]) / (high[1] - low[1]) * (HEIGHT - 2 * MARGIN)];

  function fromEvent(event) {
    const box = element('map').getBoundingClientRect();
    const px = (event.clientX - box.left) / box.width * WIDTH, py = (event.clientY - box.top) / box.height * HEIGHT;
    return {
      x: low[0] + (px - MARGIN) / (WIDTH - 2 * MARGIN) * (high[0] - low[0]),
      y: low[1] + (HEIGHT - MARGIN - py) / (HEIGHT - 2 * MARGIN) * (high[1] - low[1])};
  }

  function sizes(graphs) {
    const counts = {};
    graphs.forEach(g => { counts[g.graph.nodes] = (counts[g.graph.nodes] || 0) + 1; });
    return Object.keys(counts).map(n => counts[n] + ' × ' + n).join(', ') + ' nodes';
  }

  function cards(parent, graphs, captions) {
    clear(parent);
    graphs.forEach((g, i) => {
      const figure = html(parent, 'figure', {});
      const state = g.complete ? g.valid ? 'valid' : 'not valid' : 'cut off';
      smallGraph(figure, g, g.graph.nodes + ' nodes, ' + g.graph.edges.length + ' edges, ' + state);
      html(figure, 'figcaption', {}, (captions ? captions[i] + ': ' : '') + g.graph.nodes + ' nodes, ' + state);
    });
  }

  function place(at) {
    here = at;
    const p = toMap(at.x, at.y);
    marker.setAttribute('transform', 'translate(' + p[0] + ' ' + p[1] + ')');
  }

  /* Says how long it took from a click to the picture. */
  function painted(since) {
    requestAnimationFrame(() => setTimeout(() => {
      const milliseconds = performance.now() - since;
      element('speed').textContent = 'Shown after ' + Math.round(milliseconds) + ' ms.';
      element('built').dataset.milliseconds = milliseconds;
      element('built').dataset.answers = ++answers;
    }));
  }

  /* One question at a time; of those that come meanwhile only the last is asked. */
  function decode(since) {
    if (busy) { waiting = since; return; }
    busy = true;
    attempt(async () => {
      const asked = {seed: seed, count: Number(element('count').value)};
      if (here.z) asked.z = here.z; else { asked.x = here.x; asked.y = here.y; }
      const answer = await ask('decode', asked);
      const valid = answer.graphs.filter(g => g.valid).length;
      element('here').textContent = 'z = (' + answer.z.map(v => v.toFixed(3)).join(', ') + '): ' + valid + ' of ' +
        answer.graphs.length + ' valid; ' + sizes(answer.graphs);
      cards(element('built'), answer.graphs);
      painted(since);
    }).finally(() => {
      busy = false;
      if (waiting !== null) {
        const next = waiting;
        waiting = null;
        decode(next);
      }
    });
  }

  function move(at, event) { place(at); decode(event ? event.timeStamp : performance.now()); }

  function drawMap() {
    const map = element('map');
    const smallest = Math.min(...about.points.map(p => p[2])), largest = Math.max(...about.points.map(p => p[2]));
    const tone = n => largest > smallest ? (n - smallest) / (largest - smallest) : 0;
    about.points.forEach(p => {
      const at = toMap(p[0], p[1]);
      svg(svg(map, 'circle', {cx: at[0], cy: at[1], r: 4, fill: toneColor(tone(p[2]))}), 'title', {}, p[2] + ' nodes, ' + p[3] + ' edges');
    });
    svg(map, 'text', {x: WIDTH / 2, y: HEIGHT - 8}, 'first principal axis (' + Math.round(100 * about.explained[0]) + ' % of variance)');
    if (about.dimension > 1) {
      svg(map, 'text', {x: 14, y: HEIGHT / 2, transform: 'rotate(-90 14 ' + HEIGHT / 2 + ')'},
        'second (' + Math.round(100 * about.explained[1]) + ' %)');
    }
    marker = svg(map, 'g', {id: 'marker'});
    svg(marker, 'circle', {r: 9, 'class': 'chosen', fill: 'none'});
    svg(marker, 'circle', {r: 2, fill: 'var(--warn)'});
    const legend = element('legend');
    legend.textContent = 'Nodes: ';
    const numbers = [...new Set(about.points.map(p => p[2]))].sort((a, b) => a - b);
    numbers.filter((n, i) => numbers.length <= 12 || i % Math.ceil(numbers.length / 12) === 0).forEach(n => {
      const sample = html(legend, 'span', {});
      const dot = svg(svg(sample, 'svg', {width: 12, height: 12, 'aria-hidden': 'true'}), 'circle', {cx: 6, cy: 6, r: 5, fill: toneColor(tone(n))});
      html(sample, 'span', {}, ' ' + n + '  ');
      return dot;
    });
  }

  function drawOwn() {
    const field = element('draw');
    clear(field);
    own.edges.forEach(e => edge(field, own.nodes[e[0]], own.nodes[e[1]], e[2], 'edge'));
    own.nodes.forEach((p, v) => {
      svg(field, 'circle', {cx: p[0], cy: p[1], r: 11, fill: 'var(--c0072b2)', 'class': v === picked ? 'chosen' : ''});
      const label = svg(field, 'text', {x: p[0], y: p[1] + 4, 'class': 'inside'}, about.legend ? about.legend.nodeTypes[p[2]] + v : String(v) + (p[2] ? ':' + p[2] : ''));
      label.setAttribute('style', 'fill:var(--cfdfdfd)');
    });
    field.setAttribute('aria-label', 'Your graph: ' + own.nodes.length + ' nodes, edges ' + own.edges.map(e => e[0] + '-' + e[1]).join(' '));
    element('edges').value = own.edges.map(e => e[0] + '-' + e[1]).join(' ');
  }

  function toggle(u, v) {
    const i = own.edges.findIndex(e => Math.min(e[0], e[1]) === Math.min(u, v) && Math.max(e[0], e[1]) === Math.max(u, v));
    if (i >= 0) own.edges.splice(i, 1); else own.edges.push([Math.min(u, v), Math.max(u, v), Number(element('edge-type').value) || 0]);
  }

  function clickOwn(event) {
    const box = element('draw').getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * 480, y = (event.clientY - box.top) / box.height * 300;
    const hit = own.nodes.findIndex(p => Math.hypot(p[0] - x, p[1] - y) < 16);
    if (hit < 0) {
      if (own.nodes.length < 100) own.nodes.push([x, y, Number(element('node-type').value) || 0]);
      picked = null;
    } else if (picked === null || picked === hit) {
      picked = picked === hit ? null : hit;
    } else {
      toggle(picked, hit);
      picked = null;
    }
    drawOwn();
  }

  const ownGraph = () => ({nodes: own.nodes.length, nodeType: own.nodes.map(p => p[2]), edges: own.edges});

  function encode(question) {
    question.seed = seed;
    question.count = Number(element('count').value);
    return attempt(async () => {
      const answer = await ask('encode', question);
      element('own-text').textContent = 'Its code, along an ordering drawn from the destructor: z = (' + answer.z.map(v => v.toFixed(3)).join(', ') +
        '). Of ' + answer.graphs.length + ' graphs built from it ' + answer.same + ' are the same graph.';
      if (own.nodes.length === 0 || question.graph6 || question.smiles || question.text) {
        const at = scaled(answer.given.places, 480, 300, 30);
        own.nodes = at.map((p, v) => [p[0], p[1], answer.given.graph.nodeType[v]]);
        own.edges = answer.given.graph.edges.map(e => e.slice());
        picked = null;
        drawOwn();
      }
      cards(element('own'), [answer.given].concat(answer.graphs), ['yours'].concat(answer.graphs.map((g, i) => String(i + 1))));
      move({x: answer.x, y: answer.y, z: answer.z});
    });
  }

  function edgesOfText(text) {
    const edges = text.split(/[\s,;]+/).filter(t => t).map(t => {
      const m = /^(\d{1,3})-(\d{1,3})(?::(\d{1,2}))?$/.exec(t);
      if (!m) throw new Error('"' + t + '" is no edge; write 0-1');
      return [Number(m[1]), Number(m[2]), Number(m[3] || 0)];
    });
    const nodes = 1 + Math.max(0, ...edges.map(e => Math.max(e[0], e[1])));
    return {nodes: nodes, nodeType: Array(nodes).fill(0), edges: edges};
  }

  function choose(which) {
    if (which === 'from') from = here; else to = here;
    element('path-text').textContent = (from ? 'Start is set. ' : 'No start yet. ') + (to ? 'End is set.' : 'No end yet.');
  }

  function showPath() {
    if (!from || !to) { element('path-text').textContent = 'Choose a start and an end first.'; return; }
    const end = p => p.z ? {z: p.z} : {x: p.x, y: p.y};
    attempt(async () => {
      const answer = await ask('path', {from: end(from), to: end(to), steps: 10, seed: seed});
      element('path-text').textContent = answer.graphs.filter(g => g.valid).length + ' of ' + answer.graphs.length + ' graphs on the way are valid.';
      cards(element('path'), answer.graphs, answer.graphs.map((g, i) => (i / (answer.graphs.length - 1)).toFixed(2)));
    });
  }

  function options(select, count, names) { for (let t = 0; t < count; t++) html(select, 'option', {value: t}, names ? names[t] : String(t)); }

  function listen() {
    const map = element('map');
    map.addEventListener('pointerdown', event => { map.setPointerCapture(event.pointerId); move(fromEvent(event), event); });
    map.addEventListener('pointermove', event => { if (event.buttons) move(fromEvent(event), event); });
    map.addEventListener('keydown', event => {
      const step = event.shiftKey ? 0.005 : 0.03;
      const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
      if (moves) {
        event.preventDefault();
        move({x: here.x + moves[0] * step * (high[0] - low[0]), y: here.y + moves[1] * step * (high[1] - low[1])}, event);
      }
    });
    element('again').addEventListener('click', () => { seed++; decode(performance.now()); });
    element('count').addEventListener('change', () => decode(performance.now()));
    element('from').addEventListener('click', () => choose('from'));
    element('to').addEventListener('click', () => choose('to'));
    element('walk').addEventListener('click', showPath);
    element('draw').addEventListener('click', clickOwn);
    element('clear').addEventListener('click', () => { own.nodes = []; own.edges = []; picked = null; drawOwn(); });
    element('encode').addEventListener('click', () => encode({graph: ownGraph()}));
    element('text-form').addEventListener('submit', event => {
      event.preventDefault();
      const line = element('graph6').value.trim();
      attempt(async () => encode(line ? about.legend ? {smiles: line} : {graph6: line} : {graph: edgesOfText(element('edges').value), text: true}));
    });
  }

  attempt(async () => {
    about = await (await fetch('map')).json();
    document.title = 'Explorer: ' + about.name;
    element('name').textContent = 'Explorer: ' + about.name;
    element('about').textContent = about.data + '. Valid is: ' + about.valid + '. Codes have ' + about.dimension + ' entries.';
    const spread = k => {
      const values = about.points.map(p => p[k]), a = Math.min(...values), b = Math.max(...values), pad = 0.15 * (b - a) + 1e-3;
      return [a - pad, b + pad];
    };
    const x = spread(0), y = spread(1);
    low = [x[0], y[0]];
    high = [x[1], y[1]];
    if (about.nodeTypes > 1 || about.edgeTypes > 1) element('types').hidden = false;
    options(element('node-type'), about.nodeTypes, about.legend && about.legend.nodeTypes);
    options(element('edge-type'), about.edgeTypes, about.legend && about.legend.edgeTypes);
    if (about.legend) element('graph6-label').textContent = 'SMILES';
    drawMap();
    listen();
    drawOwn();
    move({x: about.points[0][0], y: about.points[0][1]});
  });
})();
