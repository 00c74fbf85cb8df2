/* The walk: a graph taken apart and built again, step by step. */
(function () {
  const data = document.getElementById('walk-data');
  if (!data) return;
  const walks = JSON.parse(data.textContent);
  const formulas = JSON.parse(document.getElementById('walk-formulas').textContent);
  const element = id => document.getElementById('walk-' + id);
  const picture = element('picture'), slider = element('slider'), chooser = element('graph');
  const WIDTH = 480, HEIGHT = 350, R = 15;
  let walk, steps, now = 0;

  const percent = logProb => {
    const p = Math.exp(logProb);
    return p >= 0.9995 ? '100 %' : p < 0.0005 ? '<0.1 %' : (100 * p).toFixed(p < 0.1 ? 1 : 0) + ' %';
  };
  const digits = x => x === 0 ? '0' : Math.abs(x) < 0.001 ? x.toExponential(2) : x.toFixed(4);

  walks.forEach((w, i) => html(chooser, 'option', {value: i},
    (i + 1) + ': ' + w.graph.nodes + ' nodes, ' + w.graph.edges.length + ' edges'));

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

  function describe(title, text) {
    element('title').textContent = title;
    element('text').textContent = text;
    picture.setAttribute('aria-label', title + '. ' + text);
  }

  function showStart(at) {
    walk.graph.edges.forEach(e => edge(picture, at[e[0]], at[e[1]], e[2], 'edge'));
    at.forEach((p, v) => ghost(p, String(v)));
    describe('The graph', walk.graph.nodes + ' nodes and ' + walk.graph.edges.length + ' edges. Nothing is decided yet.');
    rows([], []);
  }

  function showRemoval(at, step) {
    const s = step.s, left = new Set(s.nodes);
    walk.graph.edges.forEach(e => {
      if (left.has(e[0]) && left.has(e[1])) edge(picture, at[e[0]], at[e[1]], e[2], 'edge');
    });
    at.forEach((p, v) => { if (!left.has(v)) ghost(p, String(v)); });
    s.nodes.forEach((v, i) =>
      node(at[v], String(v), s.tones[i], {chosen: v === s.removed, note: percent(s.logProb[i])}));
    const i = s.nodes.indexOf(s.removed);
    describe('Removal ' + step.number + ' of ' + walk.destructor.length,
      'Node ' + s.removed + ' goes, with probability ' + percent(s.logProb[i]) + '. The sum grows by ' + digits(-s.logProb[i]) + ' nats.');
    rows(['node', 'probability to go', 'log', ''],
      s.nodes.map((v, k) => ['node ' + v, ['removal', Math.exp(s.logProb[k])], ['removal', s.logProb[k]], v === s.removed ? 'removed' : ''])
        .concat([['log q(π | x) so far', ['logQ', s.logQ], '', '']]));
  }

  function showCode(at) {
    const c = walk.code, last = walk.ordering[0];
    at.forEach((p, v) => { if (v !== last) ghost(p, String(v)); });
    node(at[last], String(last), 0.5, {chosen: true, note: 'its state is the code'});
    const point = c.kl === null;
    describe('The code', point
      ? 'A point: z is the state of the last node. log p(z) stands in for −KL and adds ' + digits(c.term) + ' nats.'
      : 'z is drawn from a normal distribution that the last node’s state gives. Its KL from the prior takes ' + digits(c.kl) + ' nats from the sum.');
    rows(['entry', 'mean', 'deviation', 'z'],
      c.z.map((z, i) => [String(i), ['mean', c.mean[i]], point ? '–' : ['std', c.std[i]], ['z', z]])
        .concat([[point ? 'log p(z)' : 'KL', point ? ['logPz', c.logPz] : ['kl', c.kl], '', '']]));
  }

  function showAddition(at, step) {
    const s = step.s, place = k => at[walk.ordering[k]], count = s.tones.length;
    walk.ordering.forEach((v, k) => { if (k > count || (k === count && !s.more)) ghost(at[v], String(v)); });
    walk.constructor.slice(0, count - 1).forEach((earlier, k) => earlier.classes.forEach((c, u) => {
      if (c > 0) edge(picture, place(u), place(k + 1), c - 1, 'edge');
    }));
    s.classes.forEach((c, u) => {
      const a = place(u), b = place(count);
      if (c > 0) edge(picture, a, b, c - 1, 'taken'); else line(picture, a, b, 'maybe');
    });
    s.edges.forEach((logProb, u) => {
      const p = 1 - Math.exp(logProb[0]);
      if (s.classes[u] > 0 || p > 0.02) {
        const a = place(u), b = place(count);
        svg(picture, 'text', {x: a[0] * 0.6 + b[0] * 0.4, y: a[1] * 0.6 + b[1] * 0.4, 'class': 'halo'}, percent(Math.log(Math.max(p, 1e-300))));
      }
    });
    s.tones.forEach((tone, k) => node(place(k), String(walk.ordering[k]), tone));
    if (s.more) {
      const p = place(count);
      svg(picture, 'circle', {cx: p[0], cy: p[1], r: R, 'class': 'chosen', fill: 'var(--card)'});
      svg(picture, 'text', {x: p[0], y: p[1] + 4}, String(walk.ordering[count]));
      svg(picture, 'text', {x: p[0], y: p[1] - R - 5, 'class': 'halo'}, 'new: ' + percent(s.logProbMore[1]));
    }
    const chosen = s.classes.filter(c => c > 0).length;
    describe(s.more ? 'Addition ' + step.number + ' of ' + (walk.constructor.length - 1) : 'The constructor stops',
      s.more ? 'A node is added with probability ' + percent(s.logProbMore[1]) + ', and ' + chosen + ' of ' + s.edges.length + ' possible edges to it.'
        : 'No further node, with probability ' + percent(s.logProbMore[0]) + '.');
    rows(['decision', 'probability', 'log', 'taken'],
      [[s.more ? 'add node ' + walk.ordering[count] : 'stop', ['addNode', Math.exp(s.logProbMore[s.more])], ['addNode', s.logProbMore[s.more]], 'yes']]
        .concat(s.edges.flatMap((logProb, u) => logProb.map((l, c) =>
          [(c === 0 ? 'no edge to ' : logProb.length > 2 ? 'edge of type ' + (c - 1) + ' to ' : 'edge to ') + walk.ordering[u],
            ['addEdge', Math.exp(l)], ['addEdge', l], s.classes[u] === c ? 'yes' : ''])))
        .concat([['log p(x, π | z) so far', ['logP', s.logP], '', '']]));
  }

  function showTypes(at) {
    const t = walk.nodeTypes, last = walk.constructor[walk.constructor.length - 1];
    walk.graph.edges.forEach(e => edge(picture, at[e[0]], at[e[1]], e[2], 'edge'));
    walk.ordering.forEach((v, k) => node(at[v], String(v), last.tones[k],
      {note: t.logProb[k].length > 1 ? 'type ' + t.type[k] + ': ' + percent(t.logProb[k][t.type[k]]) : ''}));
    describe('Done', 'The graph is built again; types are chosen. The sum is the ' +
      (walk.total.objective === 'elbo' ? 'ELBO along this ordering' : 'surrogate') + ': ' + digits(walk.total.value) + ' nats.');
    rows(['', 'value'], t.type.map((type, k) =>
      ['type ' + type + ' of node ' + walk.ordering[k], ['nodeType', Math.exp(t.logProb[k][type])]]).concat([
        ['log p(x, π | z)', ['logP', walk.total.logPx]],
        walk.code.kl === null ? ['log p(z)', ['logPz', walk.code.logPz]] : ['KL', ['kl', walk.code.kl]],
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
