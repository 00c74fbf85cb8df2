package org.sgvae.decoder;

import static org.sgvae.autodiff.ShapeOps.concatRows;
import static org.sgvae.autodiff.ShapeOps.gatherRows;

import java.util.Arrays;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.random.RandomKey;

/** The draws of one run of {@link SequentialConstruction#sample}, step by step. */
final class SequentialSampling {
    private static final int NODE_DRAW = 0; // numbers of a step's draws
    private static final int ANOTHER_DRAW = 1;
    private static final int END_DRAW = 2;
    private static final int TYPE_DRAW = 3;

    private final Tape tape;
    private final NodeDecisions nodes;
    private final SequentialEdges edges;
    private final GrowingGraphs graphs;
    private final GrowingUnion union;
    private final long[] keys;
    private final int maxNodes;

    /** By graph: whether it decides on a node next, and not on an edge. */
    private final boolean[] isNodeNext;

    private int step;

    SequentialSampling(
            Tape tape, NodeDecisions nodes, SequentialEdges edges, GrowingGraphs graphs, long[] keys, int maxNodes) {
        this.tape = tape;
        this.nodes = nodes;
        this.edges = edges;
        this.graphs = graphs;
        union = new GrowingUnion(tape, graphs);
        this.keys = keys;
        this.maxNodes = maxNodes;
        isNodeNext = new boolean[graphs.active()];
        Arrays.fill(isNodeNext, true);
    }

    GraphBatch present() {
        return union.present();
    }

    private double uniform(int slot, int draw) {
        return RandomKey.uniform(RandomKey.split(keys[graphs.graph(slot)], step), draw);
    }

    /**
     * Draws all that can be decided before the next propagation.
     *
     * @param h node states after propagation; not modified
     * @param graph graph states; not modified
     * @return states of the nodes of all graphs that go on, new ones included
     */
    Variable step(Variable h, Variable graph) {
        step++;
        Indices going = tape.indices();
        Indices growing = tape.indices();
        Indices kinds = tape.indices();
        drawNodes(graph, going, growing, kinds);
        Variable all = h;
        if (growing.size() > 0) {
            union.addNodes(growing);
            all = concatRows(h, nodes.added(gatherRows(graph, growing), kinds));
        }
        drawEdges(all, graph, going);
        if (going.size() < graphs.active()) {
            finish(all, going);
            all = gatherRows(all, union.keep(going));
        }
        return all;
    }

    private void drawNodes(Variable graph, Indices going, Indices growing, Indices kinds) {
        Categorical next = nodes.next(graph);
        for (int slot = 0; slot < graphs.active(); slot++) {
            int g = graphs.graph(slot);
            int kind = isNodeNext[g] ? next.sample(slot, uniform(slot, NODE_DRAW)) - 1 : 0;
            boolean cutOff = isNodeNext[g] && kind >= 0 && graphs.nodes(slot) >= maxNodes;
            if (kind < 0 || cutOff) {
                graphs.finish(slot, cutOff);
                continue;
            }
            if (isNodeNext[g]) {
                graphs.setNodeType(g, graphs.nodes(slot), kind);
                growing.add(slot);
                kinds.add(kind);
            }
            going.add(slot);
        }
    }

    /** Draws at most one edge for each of the graphs in some slots; who gets none goes on with a node. */
    private void drawEdges(Variable h, Variable graph, Indices going) {
        Indices joining = tape.indices();
        Indices ends = tape.indices();
        drawAnother(h, graph, going, joining);
        drawEnds(h, joining, ends);
        Indices old = tape.indices();
        Indices newest = tape.indices();
        for (int i = 0; i < joining.size(); i++) {
            old.add(union.row(joining.get(i), ends.get(i)));
            newest.add(newestRow(joining.get(i)));
        }
        Categorical types = edges.hasTypes() ? edges.types(gatherRows(h, old), gatherRows(h, newest)) : null;
        for (int i = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            int type = types == null ? 0 : types.sample(i, uniform(slot, TYPE_DRAW));
            graphs.addEdge(slot, ends.get(i), graphs.nodes(slot) - 1, type);
            isNodeNext[graphs.graph(slot)] = false;
        }
    }

    private int newestRow(int slot) {
        return union.row(slot, graphs.nodes(slot) - 1);
    }

    private void drawAnother(Variable h, Variable graph, Indices going, Indices joining) {
        Indices asking = tape.indices();
        Indices newest = tape.indices();
        for (int i = 0; i < going.size(); i++) {
            int slot = going.get(i);
            isNodeNext[graphs.graph(slot)] = true;
            if (graphs.edgesOfNewest(slot) < graphs.nodes(slot) - 1) {
                asking.add(slot);
                newest.add(newestRow(slot));
            }
        }
        Bernoulli another = edges.another(gatherRows(graph, asking), gatherRows(h, newest));
        for (int i = 0; i < asking.size(); i++) {
            if (another.sample(i, uniform(asking.get(i), ANOTHER_DRAW))) {
                joining.add(asking.get(i));
            }
        }
    }

    private void drawEnds(Variable h, Indices joining, Indices ends) {
        Indices possible = tape.indices();
        Indices old = tape.indices();
        Indices newest = tape.indices();
        Indices choice = tape.indices();
        for (int i = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            for (int u = 0; u < graphs.nodes(slot) - 1; u++) {
                if (!graphs.isJoinedToNewest(slot, u)) {
                    possible.add(u);
                    old.add(union.row(slot, u));
                    newest.add(newestRow(slot));
                    choice.add(i);
                }
            }
        }
        Variable logProb = edges.ends(gatherRows(h, old), gatherRows(h, newest), choice, joining.size());
        for (int i = 0, from = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            int count = graphs.nodes(slot) - 1 - graphs.edgesOfNewest(slot);
            ends.add(possible.get(
                    from + Categorical.sample(logProb.value().data, from, count, uniform(slot, END_DRAW))));
            from += count;
        }
    }

    /** Lets the model set the node types of all graphs but those that go on. */
    private void finish(Variable h, Indices going) {
        Indices rows = tape.indices();
        Indices graphOfRow = tape.indices();
        Indices nodeOfRow = tape.indices();
        for (int slot = 0, next = 0; slot < graphs.active(); slot++) {
            if (next < going.size() && going.get(next) == slot) {
                next++;
                continue;
            }
            for (int u = 0; u < graphs.nodes(slot); u++) {
                rows.add(union.row(slot, u));
                graphOfRow.add(graphs.graph(slot));
                nodeOfRow.add(u);
            }
        }
        nodes.finish(graphs, gatherRows(h, rows), graphOfRow, nodeOfRow, keys);
    }
}
