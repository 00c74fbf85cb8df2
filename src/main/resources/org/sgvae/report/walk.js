/* The walk: a graph taken apart and built again, step by step. */
(function () {
  const data = document.getElementById('walk-data');
  if (!data) return;
  const walks = JSON.parse(data.textContent);
  const formulas = JSON.parse(document.getElementById('walk-formulas').textContent);
  const element = id => document.getElementById('walk-' + id);
  const picture = element('picture'), slider = element('slider'), chooser = element('graph');
  const WIDTH = 480, HEIGHT = 300, R = 15;
  let walk, steps, now = 0;

  const percent = logProb => {
    const p = Math.exp(logProb);
    return p >= 0.9995 ? '100 %' : p < 0.0005 ? '<0.1 %' : (100 * p).toFixed(p < 0.1 ? 1 : 0) + ' %';
  };
  const digits = x => x === 0 ? '0' : Math.abs(x) < 0.001 ? x.toExponential(2) : x.toFixed(4);

  walks.forEach((w, i) => html(chooser, 'option', {value: i},
    (i + 1) + ': ' + w.graph.nodes + ' nodes, ' + w.graph.edges.length + ' edges'));

  /* A node's number, with its element where that is known: in the constructor only if types are decided with the nodes. */
  const label = (v, known) => (walk.legend && known ? walk.legend.nodeTypes[walk.graph.nodeType[v]] : '') + v;
  const nodeType = t => walk.legend ? walk.legend.nodeTypes[t] : 'type ' + t;
  const edgeType = t => walk.legend ? walk.legend.edgeTypes[t] : 'type ' + t;
  const typesKnown = () => walk.nodeTypes.type.length === 0;

  function stepsOf(w) {
    const list = [{kind: 'start', sum: 0}];
    w.destructor.forEach((s, i) => list.push({kind: 'removal', s: s, number: i + 1, sum: s.sum}));
    list.push({kind: 'code', s: w.code, sum: w.code.sum});
    w.constructor.forEach((s, i) => list.push({kind: 'addition', s: s, number: i + 1, sum: s.sum}));
    list.push({kind: 'types', s: w.nodeTypes, sum: w.nodeTypes.sum});
    return list;
  }

  function explain(key, value) {
    const box = element('explain'), f = formulas[key];
    clear(box);
    html(html(box, 'p', {}), 'strong', {}, f.title + ': ' + value);
    html(box, 'p', {}, f.formula);
    html(box, 'p', {}, f.meaning);
    const place = html(box, 'p', {}, f.file + ': ');
    html(place, 'code', {}, f.line);
  }

  function number(parent, key, value, shown) {
    const button = html(parent, 'button', {type: 'button', 'class': 'number', title: String(value)}, shown || digits(value));
    button.addEventListener('click', () => explain(key, String(value)));
    return button;
  }

  function rows(header, list) {
    const table = element('numbers');
    clear(table);
    const head = html(table, 'tr', {});
    header.forEach(h => html(head, 'th', {scope: 'col'}, h));
    list.forEach(cells => {
      const row = html(table, 'tr', {});
      cells.forEach(cell => {
        const td = html(row, 'td', {});
        if (Array.isArray(cell)) number(td, cell[0], cell[1], cell[2]);
        else td.textContent = cell;
      });
    });
  }

  function node(p, label, tone, options) {
    const o = options || {};
    const circle = svg(picture, 'circle', {cx: p[0], cy: p[1], r: R, fill: toneColor(tone)});
    if (o.chosen) circle.setAttribute('class', 'chosen');
    const inside = svg(picture, 'text', {x: p[0], y: p[1] + 4, 'class': 'inside'}, label);
    inside.setAttribute('style', 'fill:' + textOnTone(tone));
    if (o.note) svg(picture, 'text', {x: p[0], y: p[1] - R - 5, 'class': 'halo'}, o.note);
  }

  function ghost(p, label) {
    svg(picture, 'circle', {cx: p[0], cy: p[1], r: R, 'class': 'ghost'});
    svg(picture, 'text', {x: p[0], y: p[1] + 4}, label);
  }

  /* Whether a node other than the ends lies on the line from a to b. */
  function blocked(a, b, at) {
    const dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
    return at.some(p => {
      const t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2;
      return t > 0.01 && t < 0.99 && Math.hypot(a[0] + t * dx - p[0], a[1] + t * dy - p[1]) < R;
    });
  }

  /* An edge that is in question or decided on: around nodes that are in its way. */
  function decided(a, b, type, kind, at) {
    if (!blocked(a, b, at)) {
      edge(picture, a, b, type, kind);
      return;
    }
    const bend = 0.3, c = [(a[0] + b[0]) / 2 - bend * (b[1] - a[1]), (a[1] + b[1]) / 2 + bend * (b[0] - a[0])];
    svg(picture, 'path', {d: 'M' + a + ' Q' + c + ' ' + b, 'class': kind, fill: 'none'});
  }

  function describe(title, text) {
    element('title').textContent = title;
    element('text').textContent = text;
    picture.setAttribute('aria-label', title + '. ' + text);
  }

  function showStart(at) {
    walk.graph.edges.forEach(e => edge(picture, at[e[0]], at[e[1]], e[2], 'edge'));
    at.forEach((p, v) => ghost(p, label(v, true)));
    describe('The graph', walk.graph.nodes + ' nodes and ' + walk.graph.edges.length + ' edges. Nothing is decided yet.');
    rows([], []);
  }

  function showRemoval(at, step) {
    const s = step.s, left = new Set(s.nodes);
    walk.graph.edges.forEach(e => {
      if (left.has(e[0]) && left.has(e[1])) edge(picture, at[e[0]], at[e[1]], e[2], 'edge');
    });
    at.forEach((p, v) => { if (!left.has(v)) ghost(p, label(v, true)); });
    const logProb = new Map(s.removable.map((v, i) => [v, s.logProb[i]]));
    s.nodes.forEach((v, i) => node(at[v], label(v, true), s.tones[i],
      {chosen: v === s.removed, note: logProb.has(v) ? percent(logProb.get(v)) : ''}));
    const own = logProb.get(s.removed);
    describe('Removal ' + step.number + ' of ' + walk.destructor.length,
      'Node ' + s.removed + ' goes, with probability ' + percent(own) + '. The sum grows by ' + digits(-own) + ' nats.');
    rows(['node', 'probability to go', 'log', ''],
      s.nodes.map(v => logProb.has(v)
        ? ['node ' + v, ['removal', Math.exp(logProb.get(v))], ['removal', logProb.get(v)], v === s.removed ? 'removed' : '']
        : ['node ' + v, '–', '–', 'has to stay: the rest would fall apart'])
        .concat([['log q(π | x) so far', ['logQ', s.logQ], '', '']]));
  }

  function showCode(at) {
    const c = walk.code, last = walk.ordering[0];
    at.forEach((p, v) => { if (v !== last) ghost(p, label(v, true)); });
    node(at[last], label(last, true), 0.5, {chosen: true, note: 'its state is the code'});
    const point = c.kl === null, kl = c.learnedPrior ? 'klEstimate' : 'kl';
    describe('The code', point
      ? 'A point: z is the state of the last node. log p(z) stands in for −KL and adds ' + digits(c.term) + ' nats.'
      : 'z is drawn from a normal distribution that the last node’s state gives. Its KL from the prior takes ' + digits(c.kl) + ' nats from the sum.');
    rows(['entry', 'mean', 'deviation', 'z'],
      c.z.map((z, i) => [String(i), ['mean', c.mean[i]], point ? '–' : ['std', c.std[i]], ['z', z]])
        .concat([[point ? 'log p(z)' : 'KL', point ? ['logPz', c.logPz] : [kl, c.kl], '', '']]));
  }

  /* The edges that a list of choices has decided on, as [node, node, type]. */
  function edgesOf(choices) {
    return choices.flatMap((c, i) => {
      if (c.kind === 'edge') return c.taken > 0 ? [[c.others[0], c.node, c.taken - 1]] : [];
      if (c.kind !== 'partner') return [];
      const next = choices[i + 1];
      return [[c.others[c.taken], c.node, next && next.kind === 'edge_type' ? next.taken : 0]];
    });
  }

  /* Rows of the table: each thing that can be chosen, with its probability. */
  function choiceRows(c) {
    const name = v => walk.ordering[v], types = c.logProb.length > 2;
    const choices = {
      node: c.logProb.map((l, i) => i === 0 ? 'stop' : 'add node ' + name(c.node) + (types ? ', ' + nodeType(i - 1) : '')),
      edge: c.logProb.map((l, i) => (i === 0 ? 'no edge to ' : types ? 'edge (' + edgeType(i - 1) + ') to ' : 'edge to ') + name(c.others[0])),
      another_edge: ['no more edges of ' + name(c.node), 'another edge of ' + name(c.node)],
      partner: c.others.map(u => 'it goes to ' + name(u)),
      edge_type: c.logProb.map((l, i) => 'it is ' + edgeType(i)),
      node_type: c.logProb.map((l, i) => 'node ' + name(c.node) + ' is ' + nodeType(i))
    }[c.kind];
    return choices.map((text, i) => ({text: text, i: i})).filter(r => c.kind !== 'node' || types || r.i === c.taken)
      .map(r => [r.text, [c.kind, Math.exp(c.logProb[r.i])], [c.kind, c.logProb[r.i]], r.i === c.taken ? 'yes' : '']);
  }

  function said(c) {
    const p = percent(c.logProb[c.taken]), name = v => walk.ordering[v];
    switch (c.kind) {
      case 'node_type': return 'Node ' + name(c.node) + ' is ' + nodeType(c.taken) + ', with probability ' + p + '.';
      case 'node': return c.taken ? 'Node ' + name(c.node) + ' is added' + (c.logProb.length > 2 ? ', ' + nodeType(c.taken - 1) + ',' : '') + ' with probability ' + p + '.' : 'No further node, with probability ' + p + '.';
      case 'another_edge': return (c.taken ? 'Another edge' : 'No more edges') + ' of node ' + name(c.node) + ', with probability ' + p + '.';
      case 'partner': return 'The edge goes to node ' + name(c.others[c.taken]) + ', with probability ' + p + '.';
      case 'edge_type': return 'It is ' + edgeType(c.taken) + ', with probability ' + p + '.';
      default: return '';
    }
  }

  function showAddition(at, step) {
    const s = step.s, place = k => at[walk.ordering[k]], count = s.tones.length;
    const next = s.choices.find(c => c.kind === 'node'), added = next !== undefined && next.taken > 0, taken = edgesOf(s.choices);
    walk.ordering.forEach((v, k) => { if (k >= count + (added ? 1 : 0)) ghost(at[v], String(v)); });
    edgesOf(walk.constructor.slice(0, step.number - 1).flatMap(earlier => earlier.choices))
      .forEach(e => edge(picture, place(e[0]), place(e[1]), e[2], 'edge'));
    const open = s.choices.filter(c => c.kind === 'edge' || c.kind === 'partner').flatMap(c => c.others.map((u, i) =>
      ({a: place(u), b: place(c.node), p: c.kind === 'edge' ? 1 - Math.exp(c.logProb[0]) : Math.exp(c.logProb[i]), u: u})));
    open.forEach(o => { if (!taken.some(e => e[0] === o.u)) decided(o.a, o.b, 0, 'maybe', at); });
    taken.forEach(e => decided(place(e[0]), place(e[1]), e[2], 'taken', at));
    s.tones.forEach((tone, k) => node(place(k), label(walk.ordering[k], typesKnown()), tone));
    open.forEach(o => svg(picture, 'text', {x: o.a[0], y: o.a[1] + R + 13, 'class': 'halo'}, percent(Math.log(Math.max(o.p, 1e-300)))));
    if (added) {
      const p = place(count);
      svg(picture, 'circle', {cx: p[0], cy: p[1], r: R, 'class': 'chosen', fill: 'var(--card)'});
      svg(picture, 'text', {x: p[0], y: p[1] + 4}, label(walk.ordering[count], typesKnown()));
      svg(picture, 'text', {x: p[0], y: p[1] - R - 5, 'class': 'halo'}, 'new: ' + percent(next.logProb[next.taken]));
    }
    const pairs = s.choices.filter(c => c.kind === 'edge').length;
    describe('Construction, step ' + step.number + ' of ' + walk.constructor.length,
      s.choices.map(said).filter(text => text).join(' ') + (pairs ? ' ' + taken.length + ' of ' + pairs + ' possible edges to it.' : ''));
    rows(['decision', 'probability', 'log', 'taken'], s.choices.flatMap(choiceRows)
      .concat(s.logOrders ? [['orders of its edges', '', ['orders', s.logOrders], '']] : [])
      .concat([['log p(x, π | z) so far', ['logP', s.logP], '', '']]));
  }

  function showTypes(at) {
    const t = walk.nodeTypes, last = walk.constructor[walk.constructor.length - 1];
    walk.graph.edges.forEach(e => edge(picture, at[e[0]], at[e[1]], e[2], 'edge'));
    walk.ordering.forEach((v, k) => node(at[v], label(v, true), last.tones[k],
      {note: t.type.length > 0 && t.logProb[k].length > 1 ? nodeType(t.type[k]) + ': ' + percent(t.logProb[k][t.type[k]]) : ''}));
    describe('Done', 'The graph is built again' + (t.type.length ? '; types are chosen' : '') + '. The sum is the ' +
      (walk.total.objective === 'elbo' ? 'ELBO along this ordering' : 'surrogate') + ': ' + digits(walk.total.value) + ' nats.');
    rows(['', 'value'], t.type.map((type, k) =>
      ['node ' + walk.ordering[k] + ' is ' + nodeType(type), ['nodeType', Math.exp(t.logProb[k][type])]]).concat([
        ['log p(x, π | z)', ['logP', walk.total.logPx]],
        walk.code.kl === null ? ['log p(z)', ['logPz', walk.code.logPz]] : ['KL', [walk.code.learnedPrior ? 'klEstimate' : 'kl', walk.code.kl]],
        ['log q(π | x)', ['logQ', walk.total.logQOrder]],
        [walk.total.objective === 'elbo' ? 'ELBO' : 'surrogate', [walk.total.objective, walk.total.value]]]));
  }

  function show() {
    const step = steps[now], at = scaled(walk.places, WIDTH, HEIGHT, 36);
    clear(picture);
    ({start: showStart, removal: showRemoval, code: showCode, addition: showAddition, types: showTypes})[step.kind](at, step);
    const sum = element('sum');
    sum.textContent = digits(step.sum);
    sum.title = String(step.sum);
    slider.value = now;
    slider.setAttribute('aria-valuetext', 'step ' + now + ' of ' + (steps.length - 1));
    explain(walk.total.objective, 'so far ' + String(step.sum));
    element('first').disabled = element('back').disabled = now === 0;
    element('last').disabled = element('next').disabled = now === steps.length - 1;
  }

  function go(to) { now = Math.max(0, Math.min(steps.length - 1, to)); show(); }

  function choose(i) {
    walk = walks[i];
    steps = stepsOf(walk);
    slider.max = steps.length - 1;
    go(0);
  }

  element('sum').addEventListener('click', () => explain(walk.total.objective, String(steps[now].sum)));
  element('first').addEventListener('click', () => go(0));
  element('back').addEventListener('click', () => go(now - 1));
  element('next').addEventListener('click', () => go(now + 1));
  element('last').addEventListener('click', () => go(steps.length - 1));
  slider.addEventListener('input', () => go(Number(slider.value)));
  chooser.addEventListener('change', () => choose(Number(chooser.value)));
  document.getElementById('walk').addEventListener('keydown', event => {
    const moves = {ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: steps.length - 1};
    if (event.target !== chooser && event.target !== slider && event.key in moves) {
      go(moves[event.key]);
      event.preventDefault();
    }
  });
  const start = Math.min(walks.length - 1, Math.floor(walks.length / 2));
  chooser.value = start;
  choose(start);
})();
